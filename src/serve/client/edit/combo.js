// A text field with a list under it: what is typed is looked for without marks; anything may be typed if `free`.
// Keys as in the ARIA pattern of a combobox: arrows, Enter, Esc.
'use strict';

import { fresh, h } from './dom.js';
import { search } from './fold.js';
import { t } from './words.js';

const MOST = 40;

/* The choices that answer a query. A choice: `{value, label, note?, tone?, find?}`. */
const answers = (query, choices) => search(query, choices, (choice) => `${choice.label} ${choice.find ?? ''} ${choice.value}`).slice(0, MOST);

const line = (choice) => [
  h('span', { class: 'choice-label' }, choice.label),
  choice.note ? h('span', { class: `choice-note ${choice.tone ?? ''}` }, choice.note) : '',
];

/* The keyboard over a list that is filled by `fill(query)`; shared by the field and the searching list below. */
function list({ input, take, choices }) {
  const id = fresh('list');
  const box = h('ul', { role: 'listbox', id, class: 'choices', 'aria-label': input.getAttribute('aria-label') ?? t('choices') });
  let shown = [];
  let at = -1;
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', id);
  input.setAttribute('autocomplete', 'off');
  input.spellcheck = false;
  const mark = (next) => {
    at = next;
    [...box.children].forEach((item, index) => item.setAttribute('aria-selected', String(index === at)));
    const item = box.children[at];
    if (item?.id) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
    item?.scrollIntoView({ block: 'nearest' });
  };
  const fill = (query) => {
    shown = answers(query, choices());
    box.replaceChildren(...shown.map((choice, index) => h('li', {
      role: 'option', id: fresh('option'), 'aria-selected': 'false',
      onpointerdown: (event) => event.preventDefault(),
      onclick: () => take(choice),
      onpointermove: () => at !== index && mark(index),
    }, line(choice))));
    if (!shown.length) box.append(h('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', class: 'nothing' }, t('nothing_found')));
    mark(-1);
  };
  const move = (by) => shown.length && mark((at + by + shown.length + (at < 0 && by < 0 ? 1 : 0)) % shown.length);
  return { box, fill, move, current: () => shown[at], first: () => shown[0], count: () => shown.length };
}

/* The field. `oninput(value)` is told of every change; `labelOf(value)` says what stands behind a value. */
export function combo({ value = '', choices, oninput, labelOf = null, attributes = {}, keep = true }) {
  const input = h('input', { type: 'text', ...attributes, value });
  const behind = h('span', { class: 'behind' });
  const describe = () => {
    const said = labelOf?.(input.value);
    behind.textContent = said?.text ?? '';
    behind.className = `behind ${said?.tone ?? ''}`;
  };
  const close = () => { view.box.hidden = true; input.setAttribute('aria-expanded', 'false'); };
  const show = (query) => { view.fill(query); view.box.hidden = false; input.setAttribute('aria-expanded', 'true'); };
  const take = (choice) => {
    input.value = keep ? choice.value : '';
    describe();
    close();
    oninput(choice.value, true);
  };
  const view = list({ input, take, choices });
  close();
  input.addEventListener('input', () => { show(input.value); describe(); if (keep) oninput(input.value, false); });
  input.addEventListener('click', () => view.box.hidden && show(''));
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (event.altKey && event.key === 'ArrowUp') return;
      event.preventDefault();
      if (view.box.hidden) show(keep ? '' : input.value);
      view.move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter') {
      const choice = !view.box.hidden && view.current();
      if (choice) { event.preventDefault(); event.stopPropagation(); take(choice); }
      else if (!keep && input.value.trim()) { event.preventDefault(); take({ value: input.value.trim(), label: '' }); }
    } else if (event.key === 'Escape' && !view.box.hidden) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
  describe();
  return h('div', { class: 'combo' }, input, view.box, behind);
}

/* A searching list that stays open, for dialogs: `take(choice)` when one is chosen. */
export function finder({ label, choices, take }) {
  const input = h('input', { type: 'search', id: fresh('find'), 'aria-expanded': 'true', 'aria-label': label });
  const count = h('p', { class: 'unseen', role: 'status' });
  const view = list({ input, take, choices });
  const fill = () => { view.fill(input.value); count.textContent = t('found', { n: view.count() }); };
  input.addEventListener('input', fill);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); view.move(event.key === 'ArrowDown' ? 1 : -1); }
    if (event.key === 'Enter') {
      event.preventDefault();
      const choice = view.current() ?? view.first();
      if (choice) take(choice);
    }
  });
  fill();
  return { element: h('div', { class: 'finder' }, h('label', { for: input.id }, label), input, count, view.box), input };
}
