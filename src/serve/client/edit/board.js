// The first screen: what is due, what is wrong, what wants looking after. Each line leads to its place.
'use strict';

import { api } from './api.js';
import { h, button, spoken, toast } from './dom.js';
import { newPage } from './new.js';
import { address, go } from './route.js';
import { forget } from './store.js';
import { dayInWords, momentInWords, t } from './words.js';

const FEW = 8;

/* A list of which the first few are shown, the rest on demand. */
function long(items, make, list = 'ul') {
  const box = h(list, { class: 'lines' }, items.slice(0, FEW).map(make));
  if (items.length <= FEW) return box;
  const more = button(t('show_all', { n: items.length }), () => { box.append(...items.slice(FEW).map(make)); box.children[FEW].querySelector('a')?.focus(); more.remove(); }, { class: 'add' });
  return h('div', {}, box, more);
}

const part = (id, title, count, content, tone = '') => h('section', { class: `card card-${id} ${count ? tone : 'empty'}`, 'aria-labelledby': `board-${id}` },
  h('h2', { id: `board-${id}` }, title, ' ', count ? h('span', { class: 'count' }, String(count)) : ''), content);

const editing = (path, line = null) => address(['edit', path.replace(/^content\//, ''), ...(line ? [String(line)] : [])]);
const none = (key) => h('p', { class: 'none' }, t(key));

/* What was typed and not saved leads to its page; where that is gone, the page can be made again from it. */
function draftName(each) {
  const name = each.title || each.path;
  if (!each.gone) return h('a', { href: editing(each.path) }, name);
  const revive = async () => {
    const { path } = await api.revive(each.path);
    toast(t('revived', { name }));
    go(['edit', path]);
  };
  return [h('strong', {}, name), h('p', { class: 'hint' }, t('drafts_gone'), ' ', h('code', {}, each.path)),
    button(t('revive'), revive, { class: 'link', 'aria-label': `${t('revive')}: ${name}` })];
}

/* Builds the board. */
export function boardOf(board, again) {
  const problems = [...(board.problems ?? [])].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error'));
  const { due = [], replaced = [], stale = [], drafts = [], coverage = [] } = board;
  const missing = coverage.filter((each) => each.missing.length);
  const errors = problems.filter((each) => each.severity === 'error').length;

  const problem = (each) => h('li', {}, h('p', {}, h('strong', { class: each.severity }, t(each.severity === 'error' ? 'error' : 'warning')), ' ', spoken(each.message)),
    each.hint ? h('p', { class: 'hint' }, spoken(each.hint)) : '',
    h('p', { class: 'where' }, each.path?.startsWith('content/') || each.path?.endsWith('.md')
      ? h('a', { href: editing(each.path, each.line) }, each.title || each.path, each.line ? `, ${t('line', { n: each.line })}` : '') : h('code', {}, `${each.path ?? ''}${each.line ? `:${each.line}` : ''}`)));

  return h('div', { class: 'board' },
    h('div', { class: 'screen-head' }, h('div', {}, h('h1', {}, t('board_title')), h('p', { class: 'help' }, t('board_today', { day: dayInWords(board.date) }), ' · ', t('board_pages', { n: (board.pages ?? []).length }))),
      button(t('new_page'), () => newPage(board), { class: 'main large' })),
    h('div', { class: 'cards-grid' },
      drafts.length ? part('drafts', t('board_drafts'), drafts.length, long(drafts, (each) => h('li', {}, draftName(each), ' ',
        h('small', {}, t('kept_at', { time: momentInWords(each.saved) })), ' ',
        button(t('drop_draft'), async () => { await forget(each.path); again(); }, { class: 'link', 'aria-label': `${t('drop_draft')}: ${each.title || each.path}` }))), 'info') : '',
      part('problems', t('board_problems'), problems.length, problems.length ? long(problems, problem) : none('none_problems'), errors ? 'bad' : 'warn'),
      part('due', t('board_due'), due.length, due.length ? long(due, (each) => h('li', {},
        h('span', { class: 'due-day' }, dayInWords(each.date)), ' ', h('span', {}, each.what), ' ', h('a', { href: editing(each.path) }, each.title || each.path))) : none('none_due'), 'info'),
      part('replaced', t('board_replaced'), replaced.length, replaced.length ? long(replaced, (each) => h('li', {},
        h('a', { href: editing(each.path, each.line) }, each.title || each.path), h('p', { class: 'hint' }, t('cites', { name: each.directive }), each.successor ? ` · ${t('successor', { name: each.successor })}` : ''))) : none('none_replaced'), 'warn'),
      part('stale', t('board_stale'), stale.length, stale.length ? long(stale, (each) => h('li', {},
        h('a', { href: editing(each.path) }, each.title || each.path), each.reason || each.reviewed || each.due ? h('p', { class: 'hint' }, each.reason ?? t('reviewed_on', { day: dayInWords(each.reviewed ?? each.due) })) : '')) : none('none_stale'), 'warn'),
      part('coverage', t('board_coverage'), missing.length, missing.length ? h('dl', { class: 'coverage' }, missing.map((each) => h('div', {},
        h('dt', {}, each.label), h('dd', {}, each.missing.map((label) => h('span', { class: 'flag' }, label)))))) : none('none_coverage'), 'info')));
}
