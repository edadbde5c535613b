/* The year plan one month at a time: a grid of days made from the list of meetings that the page has. */
'use strict';
(function () {
  var months = document.querySelector('.months');
  if (!months) return;
  var words = months.dataset;
  var year = Number(words.year);
  var plan = months.parentElement;
  var view = plan.querySelector('.one-month');
  var turn = plan.querySelector('.turn');
  var title = turn.querySelector('strong');
  var [whole, single] = plan.querySelectorAll('.pair button');
  var [before, after] = turn.querySelectorAll('button');
  var shown = 1;

  function make(name, attributes, text) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { element.setAttribute(key, attributes[key]); });
    if (text !== undefined) element.textContent = text;
    return element;
  }

  function listOf(month) { return months.querySelector('ul[data-month="' + month + '"]'); }

  function name(month) { return words.title.replace('{month}', month).replace('{year}', year); }

  /* Meetings by their day. */
  function meetings(month) {
    var list = listOf(month);
    var days = {};
    Array.from(list ? list.children : []).forEach(function (entry) {
      var time = entry.querySelector('time');
      if (!time) return;
      var at = time.getAttribute('datetime').split('-').map(Number);
      if (at[1] === month) (days[at[2]] = days[at[2]] || []).push(entry);
    });
    return days;
  }

  function grid(month) {
    var table = make('table', { 'class': 'month' });
    var head = make('tr');
    words.days.split(' ').forEach(function (day) { head.append(make('th', { scope: 'col' }, day)); });
    table.append(make('caption', { 'class': 'unseen' }, name(month)), make('thead'), make('tbody'));
    table.tHead.append(head);
    var days = meetings(month);
    var offset = (new Date(year, month - 1, 1).getDay() + 6) % 7;
    var count = new Date(year, month, 0).getDate();
    var today = new Date();
    var row = null;
    for (var cell = 0; cell < Math.ceil((offset + count) / 7) * 7; cell++) {
      if (cell % 7 === 0) table.tBodies[0].append(row = make('tr'));
      var day = cell - offset + 1;
      var box = make('td');
      row.append(box);
      if (day < 1 || day > count) continue;
      var number = make('b', {}, day);
      box.append(number);
      if (today.getFullYear() === year && today.getMonth() + 1 === month && today.getDate() === day) {
        number.setAttribute('aria-current', 'date');
      }
      (days[day] || []).forEach(function (entry) {
        var mark = make('a', { href: '#' + entry.id, 'class': (entry.querySelector('.type') || {}).className || '' });
        if (entry.dataset.orgTypes) mark.dataset.orgTypes = entry.dataset.orgTypes;
        mark.textContent = entry.querySelector('b').textContent;
        box.append(mark);
      });
    }
    return table;
  }

  function show(month) {
    shown = month;
    Array.from(months.querySelectorAll('[data-month]')).forEach(function (list) {
      var other = Number(list.dataset.month) !== month;
      list.hidden = other;
      list.previousElementSibling.hidden = true;
    });
    view.replaceChildren(grid(month));
    if (!listOf(month)) view.append(make('p', {}, words.none));
    title.textContent = name(month);
    [[before, month - 1], [after, month + 1]].forEach(function ([button, to]) {
      button.disabled = to < 1 || to > 12;
      button.setAttribute('aria-label', name(to));
    });
  }

  function choose(monthly) {
    plan.classList.toggle('by-month', monthly);
    whole.setAttribute('aria-pressed', String(!monthly));
    single.setAttribute('aria-pressed', String(monthly));
    view.hidden = turn.hidden = !monthly;
    if (monthly) return show(shown);
    Array.from(months.querySelectorAll('[hidden]')).forEach(function (part) { part.hidden = false; });
  }

  Array.from(months.querySelectorAll('li')).forEach(function (entry, at) { entry.id = '_meeting-' + (at + 1); });
  var now = new Date();
  if (now.getFullYear() === year) shown = now.getMonth() + 1;
  before.addEventListener('click', function () { show(shown - 1); });
  after.addEventListener('click', function () { show(shown + 1); });
  whole.addEventListener('click', function () { choose(false); });
  single.addEventListener('click', function () { choose(true); });
})();
