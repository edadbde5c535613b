// The editor of one page: its form, its body, its preview, its messages, and whether it is saved.
'use strict';

import { api } from './api.js';
import { bodyOf } from './body.js';
import { load } from './catalog.js';
import { takeComputed } from './computed.js';
import { announce, button, fresh, h, keepingFocus, later, toast } from './dom.js';
import { draftOf } from './draft.js';
import { kindLabel } from './fields.js';
import * as files from './files.js';
import { formOf } from './form.js';
import { goTo, placeMessages, summary } from './messages.js';
import { previewOf } from './preview.js';
import { forget, kept, storeOf } from './store.js';
import { tabsOf } from './tabs.js';
import { momentInWords, t } from './words.js';

/* Opens a page. Gives back its title and what is to be done when it is left. */
export async function openPage(main, path, line = null) {
  const [page] = await Promise.all([api.page(path), load()]);
  const draft = draftOf(page);
  const raw = draft.raw !== null;
  const before = kept(page);
  const state = h('p', { class: 'save-state', role: 'status' });
  const save = button(t('save'), () => keep(), { class: 'main', 'aria-keyshortcuts': 'Control+S', title: t('save_key') });
  const store = storeOf(draft, (now, detail) => {
    const words = { saved: detail ? t('state_saved_at', { time: momentInWords(detail) }) : t('state_saved'), unsaved: detail ? `${t('state_unsaved')}. ${detail}` : t('state_unsaved'),
      kept: t('state_kept', { time: momentInWords(detail) }), saving: t('state_saving'), failed: t('state_failed', { text: detail }) }[now];
    state.className = `save-state ${now}`;
    if (state.textContent !== words) state.textContent = words;
    save.disabled = now === 'saving';
  });
  state.textContent = t('state_saved');
  const keep = async () => { if (await store.save()) { announce(t('state_saved')); check(); preview.refresh(); } };

  // A state that was never saved comes back, and says so.
  const notice = h('div', { class: 'notice', hidden: true });
  if (before) {
    draft.take(before);
    if (before.base && before.base !== page.hash) {
      draft.hash = before.base;
      draft.common = { head: {}, body: null, raw: null };
    }
    notice.hidden = false;
    notice.append(h('p', {}, t('restored', { time: momentInWords(before.saved) })),
      button(t('restored_drop'), async () => {
        notice.hidden = true;
        draft.settle(page.hash, draft.base);
        draft.take(page.raw !== undefined && page.raw !== null ? { raw: page.raw } : { head: page.head, body: page.body });
        await forget(path);
      }), button(t('restored_keep'), () => { notice.hidden = true; save.focus(); }));
  }

  const preview = previewOf(draft);
  const messages = h('div', { class: 'messages', id: fresh('messages') });
  const title = h('h1', {}, draft.head.title || path);
  let body = null;
  let form = null;
  let tabs = null;

  const leadTo = async (message) => {
    if (message.where === 'body' || raw) {
      tabs.show('body');
      body.go(message.bodyLine ?? 1);
    } else {
      tabs.show('form');
      if (!await goTo(form, message.keys ?? [])) form.querySelector('input')?.focus();
    }
  };

  let asked = 0;
  let wanted = line;
  const check = later(async () => {
    if (draft.leaving) return;
    const turn = (asked += 1);
    try {
      const answer = await api.check(draft.state());
      if (turn !== asked) return;
      const found = (answer.diagnostics ?? []).map((message) => ({ ...message, bodyLine: raw ? message.line : body.lineOf(message.body_line ?? message.line ?? 1) }));
      takeComputed(draft, answer.computed);
      if (form) placeMessages(form, found);
      const inBody = found.filter((message) => message.where === 'body' || raw);
      body.said.replaceChildren(...(inBody.length ? [h('ul', {}, inBody.map((message) => h('li', { class: `message ${message.severity}` },
        button(t('go_line', { n: message.bodyLine ?? message.line }), () => leadTo(message), { class: 'link' }), ' ', message.message, message.hint ? ` ${message.hint}` : '')))] : []));
      const opened = messages.querySelector('details')?.open ?? false;
      const focused = messages.contains(document.activeElement);
      messages.replaceChildren(summary(found, leadTo));
      const details = messages.querySelector('details');
      if (details) details.open = opened;
      if (focused) (details?.querySelector('summary') ?? title).focus();
      const words = messages.querySelector('details > summary, p')?.textContent ?? '';
      if (words !== check.said) { if (check.said !== undefined) announce(words); check.said = words; }
      tabs.mark('form', found.filter((message) => message.where !== 'body' && message.severity === 'error').length);
      tabs.mark('body', found.filter((message) => message.where === 'body' && message.severity === 'error').length);
      // One came here from the board to see just this.
      const sought = wanted && found.find((message) => String(message.line) === wanted);
      wanted = null;
      if (sought) await leadTo(sought);
    } catch { /* told elsewhere; the last answer stays */ }
  }, 400);
  draft.listen((keys) => {
    check();
    if (keys === null) return;
    title.textContent = draft.head.title || path;
    document.title = `${title.textContent} – ${t('editor')}`;
    // A whole state was taken over: every control shows it.
    if (keys.length === 0) showForm();
  });

  body = bodyOf(draft, { raw });
  preview.attach(body.area);
  const formPlace = h('div', {});
  tabs = tabsOf([
    ...(raw ? [] : [{ id: 'form', label: t('tab_form'), content: formPlace }]),
    { id: 'body', label: t(raw ? 'raw_label' : 'tab_body'), content: body.element },
    { id: 'preview', label: t('tab_preview'), content: preview.element, beside: true },
  ], { first: raw ? 'body' : 'form', onshow: () => preview.refresh() });

  /* Makes the form anew, from what the draft holds now. */
  function showForm() {
    if (raw) return;
    form = formOf(draft);
    keepingFocus(formPlace, () => formPlace.replaceChildren(form));
    check();
  }

  const menu = h('div', { class: 'page-tools' },
    button(t('print'), () => files.papers(draft, () => store.save())),
    h('details', { class: 'menu' }, h('summary', {}, t('more_tools')), h('div', { class: 'menu-list' },
      page.url ? h('a', { href: page.url.startsWith('/') ? page.url : `/${page.url}`, target: '_blank', rel: 'noopener' }, t('see_page')) : '',
      button(t('history'), () => files.history(draft)),
      button(t('move'), () => files.move(draft, store)),
      button(t('delete'), () => files.remove(draft, store)))));
  menu.addEventListener('click', (event) => { if (event.target.closest('.menu-list')) menu.querySelector('details').open = false; });
  menu.addEventListener('keydown', (event) => { if (event.key === 'Escape' && menu.querySelector('details').open) { menu.querySelector('details').open = false; menu.querySelector('summary').focus(); } });
  menu.addEventListener('focusout', (event) => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.querySelector('details').open = false; });

  main.replaceChildren(h('div', { class: 'page-editor' },
    h('div', { class: 'page-bar' },
      h('div', { class: 'page-name' }, h('p', { class: 'page-path' }, h('span', { class: 'kind' }, kindLabel(draft.kind, draft.schema)), ' ', h('code', {}, path)), title),
      h('div', { class: 'page-save' }, state, save, menu)),
    notice, page.fault ? h('p', { class: 'message error' }, t('raw_fault', { text: page.fault.message, n: page.fault.line })) : '', messages, tabs.element));
  showForm();
  check();
  preview.refresh();
  if (before) draft.tell(null);

  const onkey = (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 's') {
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) keep();
    }
  };
  const onunload = (event) => { store.leave(); if (draft.isDirty()) event.preventDefault(); };
  window.addEventListener('keydown', onkey);
  window.addEventListener('beforeunload', onunload);
  return {
    title: draft.head.title || path,
    /* The handbook changed on disk: if this file did, its new state is shown, or the reader is told. */
    async changed() {
      if (draft.leaving) return;
      check();
      preview.refresh();
      const now = await api.page(path).catch(() => null);
      if (!now || now.hash === draft.hash || save.disabled) return;
      if (draft.isDirty()) { toast(t('changed_outside'), null, 15); return; }
      const next = draftOf(now);
      draft.settle(now.hash, next.state());
      draft.take(next.state());
      toast(t('reloaded'));
    },
    leave() {
      window.removeEventListener('keydown', onkey);
      window.removeEventListener('beforeunload', onunload);
      store.end();
    },
  };
}
