// What is put into a body by a dialog: citations, links, pictures, tables, blocks, questions of a quiz.
'use strict';

import { api } from './api.js';
import { blocks, directives, images, orgTypes, pages } from './catalog.js';
import { finder } from './combo.js';
import { field, form, open } from './dialog.js';
import { button, h, toast } from './dom.js';
import { block, inline } from './markdown.js';
import { t } from './words.js';

const selected = (area) => area.value.slice(area.selectionStart, area.selectionEnd);

/* Looks for a directive in the register and cites it; one that was replaced offers its successor. */
export async function citation(area) {
  const chosen = await open(t('cite_title'), (close) => {
    const warning = h('div', { class: 'warning-box', role: 'alert', hidden: true });
    const take = (choice) => {
      if (!choice.successor) return close(choice.value);
      warning.hidden = false;
      warning.replaceChildren(
        h('p', {}, t('cite_replaced', { name: choice.value, by: choice.successor })),
        h('p', { class: 'buttons' },
          button(t('cite_successor', { name: choice.successor }), () => close(choice.successor), { class: 'main' }),
          button(t('cite_historical'), () => close(`${choice.value}|historical`)),
          button(t('cite_anyway'), () => close(choice.value))));
      warning.querySelector('button').focus();
      return null;
    };
    const view = finder({ label: t('cite_find'), choices: directives, take });
    return { content: [view.element, warning], focus: () => view.input };
  }, { wide: true });
  if (chosen) inline(area, `[[${chosen}]]`);
}

/* Looks for a page and links to it, with what is chosen as its text. */
export async function link(area) {
  const text = selected(area);
  const chosen = await open(t('link_title'), (close) => {
    const view = finder({ label: t('link_find'), choices: pages, take: (choice) => close(choice.value) });
    const address = h('input', { type: 'url', placeholder: 'https://' });
    const other = h('form', { class: 'one-line', onsubmit: (event) => { event.preventDefault(); if (address.value.trim()) close({ url: address.value.trim() }); } },
      field(t('link_outside'), address), h('button', { type: 'submit' }, t('insert')));
    return { content: [view.element, other], focus: () => view.input };
  }, { wide: true });
  if (!chosen) return;
  if (chosen.url) inline(area, text ? `[${text}](${chosen.url})` : `<${chosen.url}>`);
  else inline(area, text ? `[[${chosen}|${text}]]` : `[[${chosen}]]`);
}

/* Puts in a picture: a new file or one that is there; no picture without words that stand for it. */
export async function picture(area, path, given = null) {
  const file = h('input', { type: 'file', accept: 'image/png,image/jpeg,image/webp,image/gif,image/svg+xml' });
  const alt = h('textarea', { rows: '2', required: true });
  const shown = h('img', { alt: '', class: 'chosen-picture', hidden: true });
  const existing = h('select', {}, h('option', { value: '' }, t('picture_new')), images().map((image) => h('option', { value: image.path }, image.path)));
  let picked = given;
  let url = null;
  const show = () => {
    if (url) URL.revokeObjectURL(url);
    url = picked ? URL.createObjectURL(picked) : null;
    shown.hidden = !url;
    if (url) shown.src = url;
  };
  file.addEventListener('change', () => { picked = file.files[0] ?? null; existing.value = ''; show(); });
  const drop = h('div', {
    class: 'drop',
    ondragover: (event) => { event.preventDefault(); drop.classList.add('over'); },
    ondragleave: () => drop.classList.remove('over'),
    ondrop: (event) => { event.preventDefault(); drop.classList.remove('over'); picked = event.dataTransfer.files[0] ?? picked; show(); },
  }, field(t('picture_file'), file, t('picture_help')), shown);
  show();
  const markdown = await form(t('picture_title'), [
    drop,
    images().length ? field(t('picture_existing'), existing) : '',
    field(t('picture_alt'), alt, t('picture_alt_help')),
  ], t('insert'), async (close) => {
    const words = alt.value.trim().replace(/[[\]\n]/g, ' ');
    if (!words) { alt.focus(); return t('picture_alt_missing'); }
    if (!picked && !existing.value) { file.focus(); return t('picture_missing'); }
    const added = picked ? await api.upload(path, picked) : { path: relative(path, existing.value) };
    if (added.lacks) toast(t('picture_lacks'), null, 20);
    const at = added.path;
    close(`![${words}](${/[\s()]/.test(at) ? `<${at}>` : at})`);
    return null;
  });
  if (url) URL.revokeObjectURL(url);
  if (markdown) block(area, markdown);
}

/* A file of the handbook as a page names it. */
export function relative(from, to) {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let common = 0;
  while (common < here.length && common < there.length - 1 && here[common] === there[common]) common += 1;
  return '../'.repeat(here.length - common) + there.slice(common).join('/');
}

/* Puts in an empty table. */
export async function table(area) {
  const columns = h('input', { type: 'number', min: '1', max: '9', value: '3' });
  const lines = h('input', { type: 'number', min: '1', max: '50', value: '3' });
  const made = await form(t('table_title'), h('div', { class: 'fields' }, field(t('table_columns'), columns), field(t('table_rows'), lines)), t('insert'), (close) => {
    const width = Math.min(9, Math.max(1, Number(columns.value) || 1));
    const row = (cell) => `| ${Array.from({ length: width }, (_, index) => cell(index)).join(' | ')} |`;
    close([row((index) => t('table_column', { n: index + 1 })), row(() => '---'), ...Array.from({ length: Math.min(50, Math.max(1, Number(lines.value) || 1)) }, () => row(() => ' '))].join('\n'));
  });
  if (made) block(area, made, t('table_column', { n: 1 }));
}

/* Puts in one of the blocks that the handbook knows, each with what it is for. */
export async function special(area) {
  const chosen = await open(t('block_title'), (close) => ({
    content: h('ul', { class: 'block-list' }, blocks().map((each) => h('li', {},
      button([h('strong', {}, each.help), h('code', {}, `:::${each.name}`)], () => close(each))))),
  }), { wide: true });
  if (!chosen) return;
  const text = selected(area).trim();
  // A part for some kinds of organisation names one at least: the first, to be changed.
  const types = chosen.attributes?.includes('types') && orgTypes()[0]?.value;
  const sample = (chosen.sample ?? `:::${chosen.name}\n\n:::`).replace(/^:::\w+(?=\n)/, (head) => (types ? `${head}{types="${types}"}` : head)).trimEnd();
  block(area, text ? sample.replace(/^(:::[^\n]*\n)[\s\S]*?(\n:::+\s*)$/, (_, head, foot) => head + text + foot) : sample);
}

/* Puts in a quiz: questions with choices, one of them right, and why. */
export async function quiz(area) {
  const list = h('div', { class: 'quiz-list' });
  const add = () => {
    const number = list.childElementCount + 1;
    const name = `right-${number}`;
    const choice = (index) => h('li', {},
      h('label', { class: 'tick' }, h('input', { type: 'radio', name, value: String(index), checked: index === 1 }), h('span', { class: 'unseen' }, t('quiz_right', { n: index }))),
      h('input', { type: 'text', 'data-choice': '', 'aria-label': t('quiz_choice', { n: index }) }));
    const choices = h('ol', { class: 'quiz-choices' }, [1, 2, 3].map(choice));
    const ask = h('textarea', { rows: '2', 'data-ask': '' });
    list.append(h('fieldset', { class: 'inner' }, h('legend', {}, t('quiz_question', { n: number })),
      field(t('quiz_ask'), ask), h('p', { class: 'help' }, t('quiz_choices_help')), choices,
      button(t('quiz_add_choice'), () => { choices.append(choice(choices.childElementCount + 1)); choices.querySelector('li:last-child [data-choice]').focus(); }, { class: 'add' }),
      field(t('quiz_why'), h('input', { type: 'text', 'data-why': '' }))));
    ask.focus();
  };
  add();
  const made = await form(t('quiz_title'), [list, button(t('quiz_add'), add, { class: 'add' })], t('insert'), (close) => {
    const questions = [...list.children].map((each) => {
      const texts = [...each.querySelectorAll('[data-choice]')].map((input) => input.value.trim());
      const right = Number(each.querySelector('input[type="radio"]:checked')?.value ?? 1);
      return {
        ask: each.querySelector('[data-ask]').value.trim(), choices: texts.filter(Boolean),
        answer: texts.slice(0, right).filter(Boolean).length, valid: Boolean(texts[right - 1]), why: each.querySelector('[data-why]').value.trim(),
      };
    }).filter((each) => each.ask);
    if (!questions.length) return t('quiz_no_question');
    if (questions.some((each) => each.choices.length < 2 || !each.valid)) return t('quiz_few_choices');
    // JSON strings are YAML strings.
    const quoted = (text) => JSON.stringify(text.replace(/\s+/g, ' '));
    close(['```quiz', 'questions:', ...questions.flatMap((each) => [
      `  - ask: ${quoted(each.ask)}`, `    choices: [${each.choices.map(quoted).join(', ')}]`, `    answer: ${each.answer}`,
      ...(each.why ? [`    why: ${quoted(each.why)}`] : [])]), '```'].join('\n'));
    return null;
  }, { wide: true });
  if (made) block(area, made);
}
