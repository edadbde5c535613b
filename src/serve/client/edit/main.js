// Where it starts: language, the head of the window, which screen is shown, what the server tells.
'use strict';

import { Lost, Refused, api, listen, watchConnection } from './api.js';
import { boardOf } from './board.js';
import { refresh } from './catalog.js';
import { announce, button, byId, h, later, spoken, toast } from './dom.js';
import { openPage } from './page.js';
import { pagesOf } from './pages.js';
import { address, parts } from './route.js';
import { trashOf } from './trash.js';
import { speak, t } from './words.js';

const KEY = 'sotay-theme';
let screen = null;
let turn = 0;

function look(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
}

function head(board) {
  const theme = h('select', { onchange: () => { localStorage.setItem(KEY, theme.value); look(theme.value); } },
    ['', 'light', 'dark'].map((name) => h('option', { value: name }, t(`theme_${name || 'system'}`))));
  theme.value = localStorage.getItem(KEY) ?? '';
  const skip = byId('skip');
  skip.textContent = t('skip');
  skip.href = '#main';
  skip.addEventListener('click', (event) => { event.preventDefault(); byId('main').focus(); });
  byId('top').replaceChildren(
    h('p', { class: 'brand' }, h('a', { href: address([]) }, board.title), h('span', { class: 'brand-tail' }, t('editor'))),
    h('nav', { 'aria-label': t('nav') },
      h('a', { href: address([]), 'data-screen': 'board' }, t('board')), h('a', { href: address(['pages']), 'data-screen': 'pages' }, t('pages')),
      h('a', { href: address(['trash']), 'data-screen': 'trash' }, t('trash')),
      h('a', { href: '/', target: '_blank', rel: 'noopener' }, t('see_handbook'))),
    h('label', { class: 'theme' }, h('span', {}, t('theme')), theme));
}

function lost(reachable, status) {
  const box = byId('lost');
  box.classList.toggle('shown', !reachable);
  box.replaceChildren(...(reachable ? [] : [h('p', {}, spoken(t(status === 403 ? 'lost_access' : 'lost_server'))), ...(status === 403 ? [button(t('try_again'), () => location.reload())] : [])]));
  if (reachable) { announce(t('found_server')); if (!screen) show(); }
}

/* Shows the screen that the address names. */
async function show() {
  const main = byId('main');
  const mine = (turn += 1);
  screen?.leave?.();
  screen = null;
  main.classList.add('waiting');
  const [name, path, line] = parts();
  try {
    if (name === 'edit' && path) {
      const next = await openPage(main, path, line);
      if (mine !== turn) { next.leave(); return; }
      screen = next;
    } else if (name === 'trash') {
      const removed = await api.trash();
      if (mine !== turn) return;
      main.replaceChildren(trashOf(removed));
      screen = { title: t('trash_title') };
    } else {
      const board = await api.board();
      if (mine !== turn) return;
      const isList = name === 'pages';
      main.replaceChildren(isList ? pagesOf(board) : boardOf(board, show));
      screen = { title: t(isList ? 'pages_title' : 'board_title'), changed: isList ? null : show };
    }
  } catch (error) {
    if (mine !== turn) return;
    console.info(error);
    main.replaceChildren(h('div', { class: 'failure' }, h('h1', {}, t('cannot_show')), h('p', {}, error.message || t('lost')), error.hint ? h('p', { class: 'help' }, error.hint) : '',
      h('p', {}, h('a', { href: address([]) }, t('back_to_board')))));
    screen = { title: t('cannot_show') };
  }
  main.classList.remove('waiting');
  document.title = `${screen.title} – ${t('editor')}`;
  for (const link of document.querySelectorAll('[data-screen]')) {
    if (link.dataset.screen === ({ pages: 'pages', edit: 'pages', trash: 'trash' }[name] ?? 'board')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

async function begin() {
  look(localStorage.getItem(KEY) ?? '');
  watchConnection(lost);
  const board = await api.board().catch(() => null);
  if (!board) { setTimeout(begin, 2500); return; }
  speak(board.lang);
  document.documentElement.lang = board.lang;
  head(board);
  window.addEventListener('hashchange', async () => {
    await show();
    if (!document.querySelector('dialog[open]')) { const title = byId('main').querySelector('h1'); if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); } }
    window.scrollTo(0, 0);
  });
  listen(later(() => { refresh().catch(() => {}); if (!document.querySelector('dialog[open]')) screen?.changed?.(); }, 300));
  await show();
}

/* What fails in a button's work is told; that the server is lost is told already. */
window.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof Lost) event.preventDefault();
  else if (event.reason instanceof Refused) { event.preventDefault(); toast([event.reason.message, event.reason.hint].filter(Boolean).join('. ')); }
});

begin();
