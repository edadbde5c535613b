// What pickers offer: the register of directives, pages, units, themes. Asked once, again after the handbook changed.
'use strict';

import { api } from './api.js';
import { t } from './words.js';

let words = null;
let kinds = null;

/* Loads what is not there yet. */
export async function load() {
  [words, kinds] = await Promise.all([words ?? api.words(), kinds ?? api.kinds()]);
}

/* The handbook changed: what is offered is asked for again; until it comes, the last stays. */
export const refresh = async () => { words = await api.words(); };

export const allKinds = () => kinds ?? [];
export const kindOf = (key) => allKinds().find((kind) => kind.key === key);
export const blocks = () => words?.blocks ?? [];
export const images = () => words?.images ?? [];
export const orgTypes = () => (words?.org_types ?? []).map((type) => ({ value: type.id, label: type.label ?? type.name ?? type.id }));

const bare = (cite) => String(cite ?? '').replace(/^\[\[|\]\]$/g, '');
const TONES = { 'in-force': 'good', replaced: 'warn', expired: 'bad', 'not-yet': 'warn' };

/* What a page is called in references. */
export const refOf = (page) => page.ref ?? page.path.replace(/^content\//, '').replace(/(^|\/)_index\.md$/, '').replace(/\.md$/, '');

/* The directives, each with what it is, whether it is in force, and what came after it. */
export function directives() {
  return (words?.directives ?? []).map((each) => ({
    value: bare(each.cite ?? `${each.number}, ${each.date}`),
    label: bare(each.cite ?? each.number),
    about: each.subject,
    note: [each.subject, each.status_text, each.successor && t('successor', { name: bare(each.successor) })].filter(Boolean).join(' · '),
    tone: TONES[each.status] ?? '',
    status: each.status,
    statusText: each.status_text,
    successor: bare(each.successor),
    find: [each.number, each.subject, each.issuer, ...(each.other_names ?? [])].join(' '),
  }));
}

export const pages = (kind = null) => (words?.pages ?? [])
  .filter((page) => !kind || page.kind === kind)
  .map((page) => ({ value: refOf(page), label: page.title, note: [page.kind_label, refOf(page)].filter(Boolean).join(' · '), find: page.path }));

const named = (list) => (list ?? []).map((each) => (typeof each === 'string'
  ? { value: each, label: each }
  : { value: each.id, label: each.label ?? each.name ?? each.title ?? each.id, note: each.id }));

const LISTS = {
  citation: directives,
  page: pages,
  unit: () => named(words?.units),
  'org-type': orgTypes,
  issuer: () => named(words?.bodies),
  theme: () => named(words?.themes),
  tag: () => named(words?.tags),
  rules: () => named(words?.rule_sets),
};

/* The choices of a list by its name, null if there is no such list. */
export const choicesOf = (name) => LISTS[name] ?? null;

/* What stands behind a value, with its tone: a page's title, a directive's status. */
export function behind(name, value) {
  if (!value) return null;
  const found = LISTS[name]?.().find((choice) => choice.value === value);
  if (!found) return null;
  if (name === 'citation') {
    const mark = { good: '✓', warn: '!', bad: '×' }[found.tone] ?? '?';
    return { text: `${mark} ${found.note}`, tone: found.tone };
  }
  return found.label === value ? null : { text: found.label, tone: '' };
}
