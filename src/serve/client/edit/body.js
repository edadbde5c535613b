// The body of a page: a text area with its toolbar and keys. What the tools write is in `markdown.js` and `insert.js`.
'use strict';

import { announce, fresh, h } from './dom.js';
import * as insert from './insert.js';
import { enter, goToLine, prefix, wrap } from './markdown.js';
import { t } from './words.js';

const isPicture = (file) => file?.type.startsWith('image/');
const control = navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl+';

/* The tools in groups: name, sign, key with Ctrl, what it does to the text area. */
const tools = (draft) => [
  [
    ['bold', 'B', 'b', (area) => wrap(area, '**', t('sample_text'))],
    ['italic', 'I', 'i', (area) => wrap(area, '*', t('sample_text'))],
  ], [
    ['heading2', 'H2', null, (area) => prefix(area, '## ')],
    ['heading3', 'H3', null, (area) => prefix(area, '### ')],
  ], [
    ['bullets', '•', null, (area) => prefix(area, '- ')],
    ['numbers', '1.', null, (area) => prefix(area, (index) => `${index + 1}. `)],
    ['quote', '❝', null, (area) => prefix(area, '> ')],
  ], [
    ['citation', '§', 'k', (area) => insert.citation(area)],
    ['link', '↗', 'l', (area) => insert.link(area)],
    ['picture', '▣', null, (area) => insert.picture(area, draft.path)],
    ['table', '▦', null, (area) => insert.table(area)],
    ['block', '❏', null, (area) => insert.special(area)],
    ['quiz', '?', null, (area) => insert.quiz(area)],
  ],
];

/* Builds the editor of the body; `raw` edits the whole file as text, without tools. */
export function bodyOf(draft, { raw = false } = {}) {
  // The empty line after the front matter is the file's, not the author's.
  const lead = () => (raw ? '' : /^\n*/.exec(draft.body)[0]);
  const shown = () => (raw ? draft.raw : draft.body.slice(lead().length));
  const area = h('textarea', {
    id: fresh('body'), class: raw ? 'body-text raw' : 'body-text', 'data-focus': 'body', spellcheck: raw ? 'false' : null, value: shown(),
    oninput: () => (raw ? draft.writeRaw(area.value) : draft.write(lead() + area.value)),
  });
  const said = h('div', { class: 'body-said', id: fresh('said') });
  const keys = h('p', { class: 'help', id: fresh('help') }, raw ? t('raw_help') : t('body_help', { key: control }));
  area.setAttribute('aria-describedby', `${keys.id} ${said.id}`);
  const all = raw ? [] : tools(draft);
  const run = async (tool) => { await tool[3](area); area.focus(); };

  const bar = h('div', { role: 'toolbar', class: 'toolbar', 'aria-label': t('toolbar'), 'aria-controls': area.id }, all.map((group) =>
    h('div', { class: 'tools' }, group.map((tool) => {
      const [name, mark, key] = tool;
      const title = key ? `${t(`tool_${name}`)} (${control}${key.toUpperCase()})` : t(`tool_${name}`);
      return h('button', {
        type: 'button', class: `tool tool-${name}`, title, 'aria-keyshortcuts': key ? `Control+${key.toUpperCase()}` : null, tabindex: '-1',
        // A click must not take what is chosen in the text away.
        onpointerdown: (event) => event.preventDefault(),
        onclick: () => run(tool),
      }, h('span', { class: 'mark', 'aria-hidden': /^[A-Z0-9]/.test(mark) ? null : 'true' }, mark), ' ', h('span', { class: 'tool-name' }, t(`tool_${name}`)));
    }))));
  // One stop for the Tab key; arrows go on from there.
  const buttons = [...bar.querySelectorAll('button')];
  if (buttons[0]) buttons[0].tabIndex = 0;
  bar.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    for (const each of buttons) each.tabIndex = each === next ? 0 : -1;
    next.focus();
  });

  area.addEventListener('keydown', (event) => {
    if (raw || event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey && enter(area)) { event.preventDefault(); return; }
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const tool = all.flat().find((each) => each[2] === event.key.toLowerCase());
    if (!tool) return;
    event.preventDefault();
    run(tool);
  });
  const takePicture = (event, files) => {
    const file = [...(files ?? [])].find(isPicture);
    if (raw || !file) return;
    event.preventDefault();
    insert.picture(area, draft.path, file);
  };
  area.addEventListener('paste', (event) => takePicture(event, event.clipboardData?.files));
  area.addEventListener('drop', (event) => takePicture(event, event.dataTransfer?.files));
  area.addEventListener('dragover', (event) => { if ([...event.dataTransfer.types].includes('Files')) event.preventDefault(); });

  draft.listen((changed) => {
    if (changed === null) return;
    if (changed.length > 0 || area.value === shown()) return;
    const [start, end, top] = [area.selectionStart, area.selectionEnd, area.scrollTop];
    area.value = shown();
    area.setSelectionRange(start, end);
    area.scrollTop = top;
  });

  return {
    element: h('div', { class: 'body-editor' },
      h('label', { class: 'unseen', for: area.id }, t(raw ? 'raw_label' : 'tab_body')), bar, area, keys, said),
    area,
    said,
    /* The line as it is numbered here, from its number in the body as it was sent. */
    lineOf: (line) => Math.max(1, line - lead().length),
    go: (line) => { goToLine(area, line); announce(t('at_line', { n: line })); },
  };
}
