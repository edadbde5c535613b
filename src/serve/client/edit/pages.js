// The list of all pages, found by typing without marks.
'use strict';

import { fresh, h, button, later } from './dom.js';
import { search } from './fold.js';
import { newPage } from './new.js';
import { address } from './route.js';
import { t } from './words.js';

const MOST = 200;

/* Builds the list. */
export function pagesOf(board) {
  const all = board.pages ?? [];
  const kinds = [...new Map(all.map((page) => [page.kind, page.kind_label])).entries()];
  const query = h('input', { type: 'search', id: fresh('find'), autocomplete: 'off', placeholder: t('pages_hint') });
  const kind = h('select', { id: fresh('kind') }, h('option', { value: '' }, t('all_kinds')), kinds.map(([key, label]) => h('option', { value: key }, label)));
  const drafts = h('input', { type: 'checkbox', id: fresh('drafts') });
  const count = h('p', { class: 'help', role: 'status' });
  const list = h('ul', { class: 'page-list' });
  const draw = () => {
    const found = search(query.value, all.filter((page) => (!kind.value || page.kind === kind.value) && (!drafts.checked || page.draft)),
      (page) => `${page.title} ${page.kind_label} ${page.section ?? ''} ${page.path}`);
    count.textContent = found.length > MOST ? t('pages_first', { n: MOST, of: found.length }) : t('pages_found', { n: found.length });
    list.replaceChildren(...found.slice(0, MOST).map((page) => h('li', {}, h('a', { href: address(['edit', page.path.replace(/^content\//, '')]) },
      h('span', { class: 'page-title' }, page.title || page.path),
      h('span', { class: 'page-about' }, h('span', { class: 'kind' }, page.kind_label), page.draft ? h('span', { class: 'flag draft' }, t('is_draft')) : '', h('code', {}, page.path.replace(/^content\//, '')))))));
  };
  const soon = later(draw, 60);
  query.addEventListener('input', soon);
  kind.addEventListener('change', draw);
  drafts.addEventListener('change', draw);
  query.addEventListener('keydown', (event) => { if (event.key === 'Enter') { soon.drop(); draw(); list.querySelector('a')?.click(); } });
  draw();
  return h('div', { class: 'pages' },
    h('div', { class: 'screen-head' }, h('h1', {}, t('pages_title')), button(t('new_page'), () => newPage(board), { class: 'main large' })),
    h('div', { class: 'filters', role: 'search' },
      h('div', { class: 'field grow' }, h('label', { for: query.id }, t('pages_find')), query),
      h('div', { class: 'field' }, h('label', { for: kind.id }, t('pages_kind')), kind),
      h('label', { class: 'tick' }, drafts, t('only_drafts'))),
    count, list);
}
