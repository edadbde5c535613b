// What is done with a page as a file: its papers, its earlier states, another name, the trash.
'use strict';

import { api } from './api.js';
import { refresh } from './catalog.js';
import { confirm, field, form, open } from './dialog.js';
import { button, h, toast } from './dom.js';
import { go } from './route.js';
import { momentInWords, t } from './words.js';

/* A dialog whose content comes from the server. */
async function showing(title, ask, build, options) {
  let answer;
  try {
    answer = await ask();
  } catch (error) {
    toast(error.message || t('lost'));
    return null;
  }
  return open(title, (close) => build(answer, close), options);
}

/* Printing and Word: the papers of the page as it was saved last. */
export async function papers(draft, save) {
  if (draft.isDirty() && !await save()) return;
  await showing(t('papers_title'), () => api.papers(draft.path), (list, close) => ({
    content: list.length ? [h('p', { class: 'help' }, t('papers_help')), h('ul', { class: 'papers' }, list.map((paper) => h('li', {},
      h('span', {}, paper.label), h('span', { class: 'buttons' },
        paper.pdf ? h('a', { class: 'button', href: paper.pdf, target: '_blank', rel: 'noopener', 'aria-label': `${t('print_pdf')}: ${paper.label}` }, t('print_pdf')) : '',
        paper.docx ? h('a', { class: 'button', href: paper.docx, download: true, 'aria-label': `${t('open_word')}: ${paper.label}` }, t('open_word')) : ''))))]
      : h('p', {}, t('papers_none')),
    buttons: [button(t('close'), () => close())],
  }));
}

/* Earlier states of the page, to look at and to take back. */
export async function history(draft) {
  const chosen = await showing(t('history_title'), () => api.history(draft.path), (list, close) => ({
    content: list.length ? [h('p', { class: 'help' }, t('history_help')), h('ul', { class: 'papers' }, list.map((state) => h('li', {},
      h('span', {}, momentInWords(state.saved)), button(t('history_take'), () => close(state), { 'aria-label': `${t('history_take')}: ${momentInWords(state.saved)}` }))))]
      : h('p', {}, t('history_none')),
    buttons: [button(t('close'), () => close())],
  }));
  if (!chosen) return;
  try {
    const before = draft.state();
    draft.take(await api.state(draft.path, chosen.id));
    toast(t('history_taken', { time: momentInWords(chosen.saved) }), { label: t('undo'), close: t('close'), run: () => draft.take(before) });
  } catch (error) {
    toast(error.message || t('lost'));
  }
}

/* Another name or place: first what would change in other files, then the change. */
export async function move(draft, store) {
  if (draft.isDirty() && !await store.save()) return;
  const to = h('input', { type: 'text', value: draft.path, spellcheck: 'false' });
  const preview = h('div', { class: 'move-preview', role: 'status' });
  let seen = null;
  const main = () => preview.closest('dialog').querySelector('button.main');
  to.addEventListener('input', () => { seen = null; preview.replaceChildren(); main().textContent = t('move_look'); });
  const moved = await form(t('move_title'), [field(t('move_to'), to, t('move_help')), preview], t('move_look'), async (close) => {
    const wanted = to.value.trim().normalize('NFC');
    if (wanted === draft.path) return t('move_same');
    if (seen === wanted) {
      const answer = await api.move(draft.path, wanted, false);
      close(answer.path ?? wanted);
      return null;
    }
    const answer = await api.move(draft.path, wanted, true);
    seen = wanted;
    preview.replaceChildren(
      h('p', {}, answer.files.length ? t('move_files', { n: answer.files.length }) : t('move_no_files')),
      h('ul', {}, answer.files.map((file) => h('li', {}, h('code', {}, file.path), h('ul', {}, (file.lines ?? []).map((line) => h('li', {},
        h('small', {}, t('line', { n: line.line })), h('del', {}, line.before), h('ins', {}, line.after))))))),
      answer.aliases?.length ? h('p', {}, t('move_aliases', { name: answer.aliases.join(', ') })) : '');
    main().textContent = t('move_do');
    return null;
  }, { wide: true });
  if (!moved) return;
  store.stop();
  await refresh().catch(() => {});
  toast(t('move_done', { name: moved }));
  go(['edit', moved]);
}

/* To the trash, from which it can be taken back. */
export async function remove(draft, store) {
  if (!await confirm(t('delete_title'), t('delete_text', { name: draft.head.title ?? draft.path }), t('delete_do'), { danger: true })) return;
  try {
    const { trash } = await api.remove(draft.path);
    store.stop();
    go([]);
    toast(t('deleted', { name: draft.head.title ?? draft.path }), {
      label: t('undo'), close: t('close'),
      run: async () => {
        try { await api.restore(trash); go(['edit', draft.path]); } catch (error) { toast(error.message || t('lost')); }
      },
    }, 20);
  } catch (error) {
    toast(error.message || t('lost'));
  }
}
