// What the table of an agenda adds: clock times and the total against the rule, as the build computes them.
'use strict';

import { behind } from './catalog.js';
import { computedOf, onComputed } from './computed.js';
import { h } from './dom.js';
import { choiceLabel } from './fields.js';
import { t } from './words.js';

/* The times of an agenda's rows. */
export function timesOf(draft) {
  const total = h('p', { class: 'total', role: 'status' });
  let box = null;
  /* Without a start only the minutes from the beginning are known. */
  const show = () => {
    if (!box) return;
    const answer = computedOf(draft);
    [...box.querySelectorAll(':scope > ol > li')].forEach((row, index) => {
      const time = answer?.timetable?.[index];
      row.querySelector('.clock').textContent = time?.start ? `${time.start}–${time.end}` : typeof time?.from === 'number' ? t('offsets', time) : '–';
    });
    total.className = 'total';
    if (!answer || answer.total === null || answer.total === undefined) { total.textContent = t('no_total'); return; }
    const parts = [t('agenda_total', { n: answer.total })];
    if (answer.required) {
      const rest = answer.required - answer.total;
      total.classList.add(rest > 0 ? 'warn' : 'good');
      parts.push(rest > 0 ? t('agenda_short', { n: rest, of: answer.required }) : t('agenda_enough', { of: answer.required }));
      if (answer.rule) parts.push(t('agenda_rule', { name: answer.rule }));
    }
    total.textContent = parts.join(' · ');
  };
  /* Remarks under a row: its part, whether it is voted on, its topic. */
  const flags = (row) => {
    const words = [!row.inherit && row.part && choiceLabel({ const: row.part }), row.break && t('is_break'), row.vote && t('is_vote'), row.topic && t('is_topic', { name: behind('page', row.topic)?.text ?? row.topic })].filter(Boolean);
    return words.length ? words.map((word) => [h('span', { class: 'flag' }, word), ' ']) : '';
  };
  return { total, flags, marks: ['part', 'break', 'vote', 'inherit'], show: (place) => { box = place; onComputed(draft, box, show); show(); } };
}
