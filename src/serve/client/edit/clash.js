// A file that was changed elsewhere while it was being edited: what only one side changed is taken over; where both
// changed the same, the two stand side by side and one chooses.
'use strict';

import { button, fresh, h } from './dom.js';
import { open } from './dialog.js';
import { same } from './draft.js';
import { t } from './words.js';

/* The runs of lines in which two texts differ or agree: `{mine, theirs}` or `{both}`. */
export function hunks(mine, theirs) {
  const [a, b] = [mine.split('\n'), theirs.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const runs = [];
  const both = (lines) => lines.length && runs.push({ both: lines });
  both(a.slice(0, start));
  // Long changed parts are compared as a whole: the table would be too large.
  if (x.length * y.length > 4_000_000) runs.push({ mine: x, theirs: y });
  else runs.push(...longest(x, y));
  both(a.slice(a.length - end));
  return runs;
}

/* The longest common run of lines, by the usual table. */
function longest(x, y) {
  const width = y.length + 1;
  const table = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i -= 1) {
    for (let j = y.length - 1; j >= 0; j -= 1) {
      table[i * width + j] = x[i] === y[j] ? table[(i + 1) * width + j + 1] + 1 : Math.max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  const runs = [];
  const last = (name) => { if (!runs.length || !(name in runs[runs.length - 1])) runs.push(name === 'both' ? { both: [] } : { mine: [], theirs: [] }); return runs[runs.length - 1]; };
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    if (i < x.length && j < y.length && x[i] === y[j]) { last('both').both.push(x[i]); i += 1; j += 1; }
    else if (j >= y.length || (i < x.length && table[(i + 1) * width + j] >= table[i * width + j + 1])) { last('mine').mine.push(x[i]); i += 1; }
    else { last('mine').theirs.push(y[j]); j += 1; }
  }
  return runs;
}

/* Brings two states together; null if one goes back to editing. */
export async function resolveClash(base, mine, theirs) {
  const choices = [];
  const choose = (name, ours, others) => { const choice = { name, ours, others, pick: 'mine' }; choices.push(choice); return choice; };
  const one = (name, was, ours, others) => {
    if (same(ours, others) || same(others, was)) return () => ours;
    if (same(ours, was)) return () => others;
    const choice = choose(name, JSON.stringify(ours, null, 1) ?? t('absent'), JSON.stringify(others, null, 1) ?? t('absent'));
    return () => (choice.pick === 'mine' ? ours : others);
  };
  const text = (was, ours, others) => {
    if (ours === others || others === was) return () => ours;
    if (ours === was) return () => others;
    const parts = hunks(ours, others).map((run) => {
      if (run.both) return () => run.both;
      const choice = choose(t('tab_body'), run.mine.join('\n'), run.theirs.join('\n'));
      return () => ({ mine: run.mine, theirs: run.theirs, both: [...run.theirs, ...run.mine] })[choice.pick];
    });
    return () => parts.flatMap((part) => part()).join('\n');
  };
  let finish;
  if (mine.raw !== undefined) {
    const raw = text(base.raw ?? '', mine.raw, theirs.raw ?? '');
    finish = () => ({ raw: raw() });
  } else {
    const keys = [...new Set([...Object.keys(mine.head), ...Object.keys(theirs.head)])];
    const heads = keys.map((key) => [key, one(key, base.head[key], mine.head[key], theirs.head[key])]);
    const body = text(base.body, mine.body, theirs.body);
    finish = () => ({ head: Object.fromEntries(heads.map(([key, of]) => [key, of()]).filter(([, value]) => value !== undefined)), body: body() });
  }
  if (!choices.length) return finish();
  const agreed = await open(t('clash_title'), (close) => ({
    content: [h('p', {}, t('clash_text')), h('ol', { class: 'clashes' }, choices.map((choice) => {
      const name = fresh('clash');
      const radio = (value, label, shown) => h('label', { class: 'clash-side' },
        h('span', { class: 'tick' }, h('input', { type: 'radio', name, checked: choice.pick === value, onchange: () => { choice.pick = value; } }), h('strong', {}, label)),
        shown === null ? '' : h('pre', {}, shown || t('absent')));
      return h('li', {}, h('fieldset', {}, h('legend', {}, choice.name), h('div', { class: 'sides' },
        radio('mine', t('clash_mine'), choice.ours), radio('theirs', t('clash_theirs'), choice.others)),
      choice.name === t('tab_body') ? radio('both', t('clash_both'), null) : ''));
    }))],
    buttons: [button(t('clash_save'), () => close(true), { class: 'main' }), button(t('clash_back'), () => close(false))],
  }), { wide: true });
  return agreed ? finish() : null;
}
