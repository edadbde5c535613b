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

const SECTION = '/_index.md';
const FEW = 6;

/* Another name or place: first what would change in other files, then the change. A section goes with all its pages. */
export async function move(draft, store) {
  if (draft.isDirty() && !await store.save()) return;
  const section = draft.path.endsWith(SECTION);
  const to = h('input', { type: 'text', value: section ? draft.path.slice(0, -SECTION.length) : draft.path, spellcheck: 'false' });
  const preview = h('div', { class: 'move-preview', role: 'status' });
  let seen = null;
  const main = () => preview.closest('dialog').querySelector('button.main');
  to.addEventListener('input', () => { seen = null; preview.replaceChildren(); main().textContent = t('move_look'); });
  const place = field(t(section ? 'move_folder' : 'move_to'), to, t(section ? 'move_folder_help' : 'move_help'));
  const moved = await form(t(section ? 'move_section_title' : 'move_title'), [place, preview], t('move_look'), async (close) => {
    const given = to.value.trim().normalize('NFC').replace(/\/+$/, '');
    const wanted = section ? given + SECTION : given;
    if (wanted === draft.path) return t('move_same');
    if (seen === wanted) {
      const answer = await api.move(draft.path, wanted, false);
      close(answer.path ?? wanted);
      return null;
    }
    const answer = await api.move(draft.path, wanted, true);
    seen = wanted;
    preview.replaceChildren(...changes(answer));
    main().textContent = t('move_do');
    return null;
  }, { wide: true });
  if (!moved) return;
  store.stop();
  await refresh().catch(() => {});
  toast(t('move_done', { name: section ? moved.slice(0, -SECTION.length) : moved }));
  go(['edit', moved]);
}

/* What a move would change, line by line; old addresses; what the author has to look at. */
function changes({ files, aliases = [], left = [], pages }) {
  const more = aliases.length > FEW ? t('move_aliases_more', { n: aliases.length - FEW }) : '';
  return [
    pages ? h('p', {}, h('strong', {}, t('move_pages', { n: pages }))) : '',
    h('p', {}, files.length ? t('move_files', { n: files.length }) : t('move_no_files')),
    h('ul', {}, files.map((file) => h('li', {}, h('code', {}, file.path), h('ul', {}, (file.lines ?? []).map((line) => h('li', {},
      h('small', {}, t('line', { n: line.line })), h('del', {}, line.before), h('ins', {}, line.after))))))),
    aliases.length ? h('p', {}, t('move_aliases', { name: aliases.slice(0, FEW).join(', ') }), more) : '',
    left.length ? h('p', { class: 'amiss' }, t('move_left', { name: left.map((each) => `${each.path}:${each.line}`).join(', ') })) : '',
  ];
}

/* To the trash, from which it can be taken back. */
export async function remove(draft, store) {
  if (!await confirm(t('delete_title'), t('delete_text', { name: draft.head.title ?? draft.path }), t('delete_do'), { danger: true })) return;
  // A page on its way out is not asked for again.
  draft.leaving = true;
  try {
    const { trash } = await api.remove(draft.path);
    store.stop();
    go([]);
    toast(t('deleted', { name: draft.head.title ?? draft.path }), {
      label: t('undo'), close: t('close'),
      run: async () => {
        try { await api.restore(trash); go(['edit', draft.path]); } catch (error) { toast(error.message || t('lost')); }
      },
    }, 20, trash);
  } catch (error) {
    draft.leaving = false;
    toast(error.message || t('lost'));
  }
}
