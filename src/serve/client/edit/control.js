// One value, one control: texts, numbers, days, choices, yes or no, what is picked from a list. Lists are next door.
'use strict';

import { behind, choicesOf, orgTypes } from './catalog.js';
import { combo } from './combo.js';
import { fresh, h, spoken } from './dom.js';
import { LISTED, LONG, SHORT, choiceLabel, helpOf, labelOf } from './fields.js';
import { list, map } from './list.js';
import { rows } from './rows.js';
import { shapeOf } from './schema.js';
import { dayInWords, t } from './words.js';

const DATES = {
  date: ['date', /^\d{4}-\d\d-\d\d$/],
  'date-time': ['datetime-local', /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/],
  month: ['month', /^\d{4}-\d\d$/],
  time: ['time', /^\d\d:\d\d(:\d\d)?$/],
};

/* The list that a text is picked from, if any. */
const listOf = (shape, key) => (choicesOf(shape.format) ? shape.format : LISTED[key]);

/* A number as typed: with a comma or a point; what is none stays a text, so that the check can say so. */
function numberOf(text, whole) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const pattern = whole ? /^-?\d+$/ : /^-?\d+([.,]\d+)?$/;
  return pattern.test(trimmed) ? Number(trimmed.replace(',', '.')) : trimmed;
}

const shown = (value) => (typeof value === 'number' ? String(value).replace('.', t('decimal')) : value ?? '');

/* The control of one value. `place` = `{draft, keys, key, required, root, kind}`; `attributes` go to the control itself. */
export function control(shape, place, attributes = {}) {
  const { draft, keys, key, required } = place;
  const set = (value) => draft.set(keys, value, required);
  const value = draft.get(keys);
  const common = { ...attributes, 'data-focus': JSON.stringify(keys) };
  switch (shape.is) {
    case 'boolean':
      return h('input', { type: 'checkbox', ...common, checked: value === true, onchange: (event) => set(event.target.checked) });
    case 'choice': {
      const known = shape.options.some((option) => option.const === value) || value === null || value === undefined;
      const select = h('select', { ...common, onchange: () => set(select.value || null) },
        required && value ? '' : h('option', { value: '' }, shape.schema.default ? t('as_usual', { name: choiceLabel({ const: shape.schema.default }) }) : '—'),
        shape.options.map((option) => h('option', { value: option.const }, choiceLabel(option))),
        known ? '' : h('option', { value: String(value) }, String(value)));
      select.value = value ?? '';
      return select;
    }
    case 'number':
      return h('input', {
        type: 'text', inputmode: shape.whole ? 'numeric' : 'decimal', autocomplete: 'off', class: 'number', ...common, value: shown(value),
        oninput: (event) => set(numberOf(event.target.value, shape.whole)),
        onkeydown: (event) => {
          const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          const now = numberOf(event.target.value, shape.whole) ?? 0;
          if (!step || event.altKey || typeof now !== 'number') return;
          event.preventDefault();
          event.target.value = shown(Math.max(0, now + step * (key === 'minutes' ? 5 : 1)));
          set(numberOf(event.target.value, shape.whole));
        },
      });
    default: return text(shape, place, common, value, set);
  }
}

function text(shape, { key, inRow }, common, value, set) {
  const name = listOf(shape, key);
  if (name) {
    return combo({ value: value ?? '', choices: choicesOf(name), oninput: (next) => set(next), labelOf: (next) => behind(name, next), attributes: common });
  }
  const [type, pattern] = DATES[shape.format] ?? [];
  if (type && (!value || pattern.test(value))) {
    const day = h('span', { class: 'behind' }, dayInWords(value));
    const input = h('input', { type, ...common, value: value ?? '', oninput: () => { set(input.value); day.textContent = dayInWords(input.value); } });
    return type === 'time' || type === 'month' ? input : h('div', { class: 'day' }, input, day);
  }
  if (LONG.has(key)) return h('textarea', { rows: '2', maxlength: shape.schema.maxLength, ...common, value: value ?? '', oninput: (event) => set(event.target.value) });
  // In a row one sees the whole of it; a line break would be none of the author's.
  if (inRow) return h('textarea', { rows: '1', ...common, value: shown(value), oninput: (event) => set(event.target.value.replace(/\n/g, ' ')), onkeydown: (event) => event.key === 'Enter' && event.preventDefault() });
  return h('input', { type: 'text', autocomplete: 'off', ...common, value: shown(value), oninput: (event) => set(event.target.value) });
}

/* Check boxes of the kinds of organisation. */
function types(place, label, help) {
  const { draft, keys } = place;
  const all = orgTypes();
  const boxes = () => {
    const value = draft.get(keys) ?? [];
    const more = value.filter((id) => !all.some((type) => type.value === id)).map((id) => ({ value: id, label: id }));
    return [...all, ...more].map((type) => h('label', { class: 'tick' },
      h('input', {
        type: 'checkbox', checked: value.includes(type.value), 'data-focus': JSON.stringify([...keys, type.value]),
        onchange: (event) => {
          const now = draft.get(keys) ?? [];
          draft.set(keys, event.target.checked ? [...now, type.value] : now.filter((id) => id !== type.value));
        },
      }), type.label));
  };
  return h('fieldset', { class: 'field', 'data-keys': JSON.stringify(keys) },
    h('legend', {}, label), help, h('div', { class: 'ticks' }, boxes()), h('div', { class: 'said' }));
}

/* A field: its name, what it means, its control and room for messages. `given` is its schema. */
export function field(given, place) {
  const { key, keys, required, root, kind } = place;
  const shape = shapeOf(given, root);
  const label = labelOf(key, shape.schema);
  const words = helpOf(key, given, kind);
  const help = words ? h('p', { class: 'help', id: fresh('help') }, spoken(words)) : null;
  const named = { keys: JSON.stringify(keys) };
  const mark = required ? [' ', h('span', { class: 'needed' }, t('needed'))] : '';
  if (shape.is === 'types') return types(place, label, help);
  if (shape.is === 'object') {
    return h('fieldset', { class: 'field inner', 'data-keys': named.keys }, h('legend', {}, label), h('div', { class: 'fields' },
      Object.entries(shape.schema.properties).map(([inner, schema]) => field(schema, {
        ...place, key: inner, keys: [...keys, inner], required: (shape.schema.required ?? []).includes(inner),
      }))), h('div', { class: 'said' }));
  }
  if (shape.is === 'rows' || shape.is === 'list' || shape.is === 'map') {
    const make = { rows, list, map }[shape.is];
    const id = fresh('list');
    return h('div', { class: 'field group', role: 'group', 'aria-labelledby': id, 'aria-describedby': help?.id, 'data-keys': named.keys },
      h('p', { class: 'label', id }, label, mark), help, h('div', { class: 'said' }), make(shape, { ...place, label }));
  }
  const id = fresh('field');
  const said = h('div', { class: 'said', id: fresh('said') });
  const made = control(shape, place, {
    id, 'aria-describedby': [help?.id, said.id].filter(Boolean).join(' '), 'aria-required': required ? 'true' : null,
  });
  const short = SHORT.has(key) || shape.is === 'number';
  if (shape.is === 'boolean') {
    return h('div', { class: `field${short ? ' short' : ''}`, 'data-keys': named.keys }, h('label', { class: 'tick' }, made, label), help, said);
  }
  return h('div', { class: `field${short ? ' short' : ''}`, 'data-keys': named.keys }, h('label', { for: id }, label, mark), help, made, said);
}
