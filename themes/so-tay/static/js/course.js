/* Progress in a course: which lessons were read, and when; kept in this browser, to be saved as a table. */
'use strict';
(function () {
  var part = document.querySelector('.progress');
  if (!part) return;
  var sotay = window.sotay;
  var words = part.dataset;
  var key = 'course ' + words.course;
  var boxes = Array.from(document.querySelectorAll('input[data-lesson]'));
  var bar = part.querySelector('progress');
  var output = part.querySelector('output');

  function read() {
    try { return JSON.parse(sotay.get(key)) || {}; } catch (_) { return {}; }
  }

  function show() {
    var done = read();
    boxes.forEach(function (box) {
      var day = done[box.dataset.lesson];
      var note = box.parentElement.querySelector('.done-on');
      box.checked = Boolean(day);
      if (note) note.textContent = day ? day.split('-').reverse().join('/') : '';
    });
    if (!bar) return;
    var count = boxes.filter(function (box) { return box.checked; }).length;
    bar.value = count;
    output.textContent = words.count.replace('{done}', count).replace('{all}', boxes.length);
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) { return String(part).padStart(2, '0'); }).join('-');
  }

  boxes.forEach(function (box) {
    box.addEventListener('change', function () {
      var done = read();
      if (box.checked) done[box.dataset.lesson] = today();
      else delete done[box.dataset.lesson];
      sotay.set(key, Object.keys(done).length ? JSON.stringify(done) : '');
      show();
    });
  });
  var save = part.querySelector('button');
  if (save) {
    save.addEventListener('click', function () {
      var done = read();
      var lines = [words.columns.split('|')].concat(boxes.map(function (box) {
        return [box.parentElement.querySelector('.name').textContent, done[box.dataset.lesson] || ''];
      }));
      sotay.save(words.file + '.csv', sotay.csv(lines, document.documentElement.lang === 'en'), 'text/csv');
    });
  }
  show();
})();
