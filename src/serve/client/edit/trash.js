// The trash: what was deleted, when, and the way back. The focus stays in the list while it grows shorter.
'use strict';

import { api } from './api.js';
import { refresh } from './catalog.js';
import { button, h, toast } from './dom.js';
import { address, go } from './route.js';
import { momentInWords, t } from './words.js';

/* Builds the list. */
export function trashOf(removed) {
  const count = h('p', { class: 'help', role: 'status' });
  const list = h('ul', { class: 'page-list trash-list' });
  const back = h('p', {}, h('a', { href: address([]) }, t('back_to_board')));
  let all = removed;
  const take = async (each) => {
    const index = all.indexOf(each);
    let path;
    try {
      ({ path } = await api.restore(each.trash));
    } catch (error) {
      toast([error.message || t('lost'), error.hint].filter(Boolean).join('. '));
      return;
    }
    all = all.filter((other) => other !== each);
    draw();
    const next = list.querySelectorAll('button');
    (next[Math.min(index, next.length - 1)] ?? count).focus();
    toast(t('trash_taken', { name: each.title ?? path }), { label: t('trash_open'), close: t('close'), run: () => go(['edit', path]) }, 20, each.trash);
    await refresh().catch(() => {});
  };
  const draw = () => {
    count.textContent = all.length ? t('trash_count', { n: all.length }) : t('trash_empty');
    list.hidden = !all.length;
    back.hidden = !list.hidden;
    list.replaceChildren(...all.map((each) => {
      const name = each.title ?? each.path;
      return h('li', {}, h('div', { class: 'page-about' }, h('span', { class: 'page-name-gone' }, name), h('code', {}, each.path), h('small', {}, t('trash_at', { time: momentInWords(each.deleted) }))),
        button(t('trash_take'), () => take(each), { 'aria-label': `${t('trash_take')}: ${name}` }));
    }));
  };
  count.tabIndex = -1;
  draw();
  return h('div', { class: 'trash' },
    h('div', { class: 'screen-head' }, h('div', {}, h('h1', {}, t('trash_title')), h('p', { class: 'help' }, t('trash_help')))), count, list, back);
}
