// A new page of any kind, begun from its archetype.
'use strict';

import { api } from './api.js';
import { allKinds, load, refresh } from './catalog.js';
import { field, form } from './dialog.js';
import { fresh, h } from './dom.js';
import { go } from './route.js';
import { t } from './words.js';

/* Asks for kind, title and folder, and opens the page that was made. */
export async function newPage(board) {
  await load();
  const name = fresh('kind');
  const folders = [...new Set((board.pages ?? []).map((page) => page.path.replace(/^content\//, '').split('/').slice(0, -1).join('/')))].sort();
  const title = h('input', { type: 'text', required: true, maxlength: '300', autocomplete: 'off' });
  const folder = h('input', { type: 'text', list: fresh('folders'), spellcheck: 'false', autocomplete: 'off' });
  const suggestions = h('datalist', { id: folder.getAttribute('list') }, folders.map((each) => h('option', { value: each })));
  let chosen = null;
  const kinds = h('fieldset', { class: 'kinds' }, h('legend', {}, t('new_kind')), h('div', { class: 'kind-list' }, allKinds().map((kind, index) => h('label', { class: 'kind-choice' },
    h('input', { type: 'radio', name, value: kind.key, checked: index === 0, onchange: () => { chosen = kind; folder.value = kind.folder ?? ''; } }),
    h('span', {}, h('strong', {}, kind.label), kind.hint ? h('small', {}, kind.hint) : '')))));
  chosen = allKinds()[0];
  folder.value = chosen?.folder ?? '';
  const made = await form(t('new_page'), [kinds, field(t('new_title'), title, t('new_title_help')), field(t('new_folder'), folder, t('new_folder_help')), suggestions], t('new_make'), async (close) => {
    if (!title.value.trim()) { title.focus(); return t('new_title_missing'); }
    close((await api.create({ kind: chosen.key, title: title.value.trim(), folder: folder.value.trim() || undefined })).path);
    return null;
  }, { wide: true });
  if (!made) return;
  await refresh().catch(() => {});
  go(['edit', made.replace(/^content\//, '')]);
}
