// The form of a page's front matter, made from the schema of its kind. Keys that the schema does not know are kept and shown.
'use strict';

import { field } from './control.js';
import { button, h } from './dom.js';
import { ADVANCED, FILING, LEAD, ORDER, kindLabel } from './fields.js';
import { isEmpty } from './schema.js';
import { t } from './words.js';

/* Builds the form. */
export function formOf(draft) {
  const root = draft.schema;
  const required = new Set(root.required ?? []);
  const known = Object.keys(root.properties);
  const own = [...(ORDER[draft.kind] ?? []), ...known.filter((key) => ![...LEAD, ...FILING, ...ADVANCED, ...(ORDER[draft.kind] ?? [])].includes(key))];
  const fields = (keys) => h('div', { class: 'fields' }, keys.filter((key) => known.includes(key)).map((key) =>
    field(root.properties[key], { draft, keys: [key], key, required: required.has(key), root, kind: draft.kind })));
  const group = (title, keys, open) => h('details', { class: 'part', open }, h('summary', {}, h('h2', {}, title)), fields(keys));
  const filled = (keys) => keys.some((key) => !isEmpty(draft.head[key]));
  return h('form', { class: 'head-form', onsubmit: (event) => event.preventDefault(), 'aria-label': t('tab_form') },
    h('section', { class: 'part' }, fields(LEAD)),
    own.length ? h('section', { class: 'part' }, h('h2', {}, t('part_own', { kind: kindLabel(draft.kind, root) })), fields(own)) : '',
    group(t('part_filing'), FILING, true),
    group(t('part_advanced'), ADVANCED, filled(['slug', 'order', 'aliases', 'historical', 'public_data'])),
    strangers(draft, known));
}

/* Keys of the file that the kind does not know: shown as they stand, removed only when asked. */
function strangers(draft, known) {
  const box = h('section', { class: 'part' });
  const draw = () => {
    const keys = Object.keys(draft.head).filter((key) => !known.includes(key));
    box.hidden = !keys.length;
    box.replaceChildren(h('h2', {}, t('part_unknown')), h('p', { class: 'help' }, t('unknown_help')),
      h('dl', { class: 'strangers' }, keys.map((key) => h('div', { 'data-keys': JSON.stringify([key]) },
        h('dt', {}, h('code', {}, key)), h('dd', {}, h('code', {}, JSON.stringify(draft.head[key])), ' ',
          button(t('remove', { name: key }), () => { draft.set([key], null); draw(); })), h('div', { class: 'said' })))));
  };
  draw();
  return box;
}
