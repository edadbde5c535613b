// Lists of single values: texts one below the other, references and tags as slips; and values under names of one's own.
'use strict';

import { behind, choicesOf } from './catalog.js';
import { combo } from './combo.js';
import { announce, button, h, sign, toast } from './dom.js';
import { LISTED } from './fields.js';
import { t } from './words.js';

const replaced = (list, index, ...items) => [...list.slice(0, index), ...items, ...list.slice(index + 1)];

/* A list with one entry moved; null if it would leave the list. */
export function moved(list, from, to) {
  if (to < 0 || to >= list.length || from === to) return null;
  const next = [...list];
  const [entry] = next.splice(from, 1);
  next.splice(to, 0, entry);
  return next;
}

/* Takes an entry out and offers to put it back. */
export function taken(place, index, name, draw) {
  const { draft, keys, required } = place;
  const now = () => draft.get(keys) ?? [];
  const entry = now()[index];
  draft.set(keys, replaced(now(), index), required);
  draw();
  const back = () => { draft.set(keys, [...now().slice(0, index), entry, ...now().slice(index)], required); draw(); };
  toast(t('row_removed', { name }), { label: t('undo'), close: t('close'), run: back });
}

/* A list of single values, in the form that suits what they are. */
export function list(shape, place) {
  const name = choicesOf(shape.item.format) ? shape.item.format : LISTED[place.key];
  return name ? slips(name, place) : texts(place);
}

function texts(place) {
  const { draft, keys, required, label } = place;
  const box = h('div', { class: 'texts' });
  const now = () => { const value = draft.get(keys); return Array.isArray(value) ? value : value ? [value] : []; };
  const set = (value) => draft.set(keys, value, required);
  const go = (index) => box.querySelectorAll('textarea')[index]?.focus();
  const insert = (index) => { set([...now().slice(0, index), '', ...now().slice(index)]); draw(); go(index); };
  const move = (from, to) => {
    const next = moved(now(), from, to);
    if (!next) return;
    set(next);
    draw();
    go(to);
    announce(t('moved_to', { n: to + 1, of: next.length }));
  };
  const remove = (index) => { taken(place, index, String(now()[index] || index + 1), draw); (box.querySelectorAll('textarea')[Math.max(0, index - 1)] ?? box.querySelector('button'))?.focus(); };
  const draw = () => {
    const value = now();
    box.replaceChildren(
      h('ol', {}, value.map((text, index) => h('li', { 'data-keys': JSON.stringify([...keys, index]) },
        h('textarea', {
          rows: '1', 'aria-label': `${label}, ${t('line', { n: index + 1 })}`, 'data-focus': JSON.stringify([...keys, index]), value: String(text ?? ''),
          oninput: (event) => set(replaced(now(), index, event.target.value.replace(/\n/g, ' '))),
          onkeydown: (event) => {
            if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); insert(index + 1); }
            else if (event.key === 'Backspace' && event.target.value === '' && now().length) { event.preventDefault(); remove(index); }
            else if (event.altKey && event.key === 'ArrowUp') { event.preventDefault(); move(index, index - 1); }
            else if (event.altKey && event.key === 'ArrowDown') { event.preventDefault(); move(index, index + 1); }
          },
        }),
        h('span', { class: 'row-tools' },
          sign('↑', t('move_up', { name: index + 1 }), () => move(index, index - 1), { disabled: index === 0 }),
          sign('↓', t('move_down', { name: index + 1 }), () => move(index, index + 1), { disabled: index === value.length - 1 }),
          sign('×', t('remove', { name: index + 1 }), () => remove(index))),
        h('div', { class: 'said' })))),
      button(t('add_line'), () => insert(now().length), { class: 'add' }));
  };
  draw();
  return box;
}

function slips(name, place) {
  const { draft, keys, required, label } = place;
  const box = h('div', { class: 'slips' });
  const now = () => { const value = draft.get(keys); return Array.isArray(value) ? value : value ? [value] : []; };
  const draw = () => {
    const value = now();
    const field = combo({
      choices: () => choicesOf(name)().filter((choice) => !now().includes(choice.value)),
      oninput: (next) => {
        if (!next || now().includes(next)) return;
        draft.set(keys, [...now(), next], required);
        draw();
        box.querySelector('input').focus();
        announce(t('added', { name: next }));
      },
      attributes: { 'aria-label': `${t('add')}: ${label}`, placeholder: t('type_to_find'), 'data-focus': JSON.stringify(keys) },
      keep: false,
    });
    box.replaceChildren(
      value.length ? h('ul', { class: 'slip-list' }, value.map((entry, index) => {
        const said = behind(name, entry);
        return h('li', { class: said?.tone ?? '', 'data-keys': JSON.stringify([...keys, index]) },
          h('span', { class: 'slip-name' }, String(entry), said ? h('small', {}, said.text) : ''),
          sign('×', t('remove', { name: entry }), () => { taken(place, index, entry, draw); box.querySelector('input')?.focus(); }),
          h('div', { class: 'said' }));
      })) : '', field);
  };
  draw();
  return box;
}

/* Values under names that the author gives: points by criterion. */
export function map(shape, place) {
  const { draft, keys, label } = place;
  const box = h('div', { class: 'map' });
  const now = () => ({ ...(draft.get(keys) ?? {}) });
  const number = (text) => (/^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.replace(',', '.')) : text);
  const draw = () => {
    const entries = Object.entries(now());
    const set = (next) => draft.set(keys, Object.fromEntries(next));
    box.replaceChildren(
      h('ul', {}, entries.map(([name, value], index) => h('li', {},
        h('input', { type: 'text', 'aria-label': `${label}: ${t('name')} ${index + 1}`, value: name, onchange: (event) => { set(entries.map((each, at) => (at === index ? [event.target.value, each[1]] : each))); draw(); } }),
        h('input', { type: 'text', inputmode: 'decimal', class: 'number', 'aria-label': `${label}: ${name}`, value: String(value).replace('.', t('decimal')), oninput: (event) => draft.set([...keys, name], number(event.target.value), true) }),
        sign('×', t('remove', { name }), () => { set(entries.filter((_, at) => at !== index)); draw(); })))),
      button(t('add_line'), () => { set([...entries, ['', 0]]); draft.head && draw(); box.querySelector('li:last-child input')?.focus(); }, { class: 'add' }));
  };
  draw();
  return box;
}
