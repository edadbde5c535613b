/* A scorecard that is filled in on the page: totals, level and knock-outs while it is filled, a draft kept in this browser,
   a CSV file of the result. The rules are `score.js`. */
'use strict';
(function () {
  var card = document.querySelector('.scoring');
  if (!card) return;
  var sotay = window.sotay;
  var rules = JSON.parse(card.dataset.rules);
  var key = 'score ' + card.dataset.page;
  var english = document.documentElement.lang === 'en';
  var part = function (name) { return card.querySelector('[data-part="' + name + '"]'); };
  var all = function (selector, within) { return Array.from((within || card).querySelectorAll(selector)); };
  var rows = rules.criteria.map(function (criterion) {
    var row = all('tr[data-criterion]').find(function (row) { return row.dataset.criterion === criterion.id; });
    return {
      criterion: criterion,
      row: row,
      bands: all('input[type="radio"]', row),
      input: row.querySelector('input[inputmode]'),
      skip: row.querySelector('input[type="checkbox"]'),
      shown: row.querySelector('output')
    };
  });
  var fields = all('input[data-field]');

  function written(tenths) {
    var text = tenths % 10 ? (tenths / 10).toFixed(1) : String(tenths / 10);
    return english ? text : text.replace('.', ',');
  }

  /* Tenths of a point; null where nothing, undefined where no such points can be given. */
  function read(of) {
    if (of.bands.length) {
      var at = of.bands.findIndex(function (band) { return band.checked; });
      return at < 0 ? null : of.criterion.bands[at];
    }
    var text = of.input.value.trim().replace(',', '.');
    if (!text) return null;
    var tenths = Math.round(Number(text) * 10);
    return /^\d+(\.\d)?$/.test(text) && tenths <= of.criterion.max ? tenths : undefined;
  }

  function sheet() {
    var points = {};
    var skipped = [];
    var left = 0;
    rows.forEach(function (of) {
      var value = read(of);
      if (of.skip && of.skip.checked) skipped.push(of.criterion.id);
      else if (typeof value !== 'number') left += 1;
      points[of.criterion.id] = value || 0;
    });
    return { points: points, skipped: skipped, left: left, outcome: sotay.score(rules, points, skipped) };
  }

  function show() {
    var now = sheet();
    var sums = new Map();
    rows.forEach(function (of) {
      var value = read(of);
      var skips = Boolean(of.skip && of.skip.checked);
      of.row.classList.toggle('skipped', skips);
      of.bands.concat(of.input || []).forEach(function (control) { control.disabled = skips; });
      if (of.input) of.input.setAttribute('aria-invalid', String(value === undefined && !skips));
      if (of.shown) of.shown.textContent = skips || typeof value !== 'number' ? '' : written(value);
      var group = of.row.parentElement;
      sums.set(group, (sums.get(group) || 0) + (skips ? 0 : value || 0));
    });
    sums.forEach(function (sum, group) { group.querySelector('.part output').textContent = written(sum); });
    var result = card.querySelector('.result');
    var words = result.dataset;
    var outcome = now.outcome;
    var started = now.left < rows.length;
    card.classList.toggle('blank', !started && fields.every(function (field) { return !field.value; }));
    part('total').textContent = part('sum').textContent = started ? written(outcome.total) : '–';
    part('left').textContent = now.left ? words.left.replace('{count}', now.left) : '';
    part('level').textContent = now.left ? '' : words.level + ' ' + (outcome.level || words.none);
    part('missed').textContent = now.left || !outcome.missed.length ? '' : words.capped.replace('{level}', outcome.byTotal)
      .replace('{criteria}', rows.filter(function (of) { return outcome.missed.indexOf(of.criterion.id) >= 0; }).map(name).join('; '));
  }

  function name(of) { return of.row.querySelector('.name').textContent; }

  /* --- the draft --- */
  function keep() {
    var draft = { fields: {}, points: {}, skipped: [] };
    fields.forEach(function (field) { if (field.value) draft.fields[field.dataset.field] = field.value; });
    rows.forEach(function (of) {
      var value = of.bands.length ? of.bands.findIndex(function (band) { return band.checked; }) : of.input.value;
      if (value !== -1 && value !== '') draft.points[of.criterion.id] = value;
      if (of.skip && of.skip.checked) draft.skipped.push(of.criterion.id);
    });
    sotay.set(key, card.classList.contains('blank') && !draft.skipped.length ? '' : JSON.stringify(draft));
  }

  function restore(draft) {
    fields.forEach(function (field) { field.value = draft.fields[field.dataset.field] || ''; });
    rows.forEach(function (of) {
      var value = draft.points[of.criterion.id];
      if (of.input) of.input.value = value === undefined ? '' : value;
      of.bands.forEach(function (band, at) { band.checked = at === value; });
      if (of.skip) of.skip.checked = draft.skipped.indexOf(of.criterion.id) >= 0;
    });
    show();
  }

  /* --- the file: separators as the language's spreadsheets expect them --- */
  function csv() {
    var now = sheet();
    var heads = card.querySelector('.result').dataset;
    var lines = fields.map(function (field) { return [field.parentElement.firstElementChild.textContent, field.value]; });
    lines.push([], heads.columns.split('|'));
    rows.forEach(function (of) {
      var skips = of.skip && of.skip.checked;
      var value = read(of);
      lines.push([name(of), written(of.criterion.max), skips || typeof value !== 'number' ? '' : written(value), skips ? heads.skipped : '']);
    });
    lines.push([heads.total, written(rows.reduce(function (sum, of) { return sum + of.criterion.max; }, 0)), written(now.outcome.total)]);
    lines.push([heads.level, '', now.left ? '' : now.outcome.level || heads.none]);
    return sotay.csv(lines, english);
  }

  card.addEventListener('input', function () {
    show();
    keep();
  });
  part('csv').addEventListener('click', function () { sotay.save(card.dataset.file + '.csv', csv(), 'text/csv'); });
  part('print').addEventListener('click', function () { print(); });
  part('clear').addEventListener('click', function () {
    if (!confirm(card.querySelector('.result').dataset.sure)) return;
    restore({ fields: {}, points: {}, skipped: [] });
    keep();
  });
  var draft = null;
  try { draft = JSON.parse(sotay.get(key)); } catch (_) { /* not a draft of ours */ }
  restore(draft && draft.points ? draft : { fields: {}, points: {}, skipped: [] });
})();
