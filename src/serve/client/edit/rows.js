// A list of objects as a table: one row each, what is rarely filled in under “more”. Rows are moved by dragging, by
// buttons and by Alt with an arrow. Lists with inner lists are cards. What an agenda adds is in `agenda.js`,
// what scorecards and courses come to in `sums.js`.
'use strict';

import { timesOf } from './agenda.js';
import { onComputed } from './computed.js';
import { control, field } from './control.js';
import { announce, button, fresh, h, keepingFocus, sign } from './dom.js';
import { ROWS, WIDTH, choiceLabel, labelOf } from './fields.js';
import { moved, taken } from './list.js';
import { blankOf, isEmpty, resolve, shapeOf } from './schema.js';
import { outcomeOf, sumOf } from './sums.js';
import { t } from './words.js';

const DEFAULT = { columns: null };
const lower = (name) => name.charAt(0).toLowerCase() + name.slice(1);

/* Puts words with their tone in a place that is read out when they change. */
function say(place, name, { text, tone }) {
  place.className = `${name} ${tone}`;
  if (place.textContent !== text) place.textContent = text;
}

/* The columns of a row and what stands under “more”. */
function layout(schema) {
  const plan = ROWS[schema.def] ?? DEFAULT;
  const all = Object.keys(schema.properties);
  const columns = (plan.columns ?? all.slice(0, 4)).filter((key) => all.includes(key));
  const more = all.filter((key) => !columns.includes(key));
  const rank = (key) => { const at = (plan.more ?? []).indexOf(key); return at < 0 ? more.length : at; };
  return { ...plan, columns, more: more.sort((a, b) => rank(a) - rank(b)) };
}

/* The table of a list of objects. */
export function rows(shape, place) {
  const { draft, keys, root, label, required } = place;
  const item = shape.item.schema;
  const plan = layout(item);
  const times = item.def === 'Item' ? timesOf(draft, keys) : null;
  const box = h('div', { class: `rows ${plan.cards ? 'cards' : 'table'}${times ? ' timed' : ''}` });
  const open = new Set();
  const now = () => { const value = draft.get(keys); return Array.isArray(value) ? value : []; };
  const set = (value) => draft.set(keys, value, required);
  const nameOf = (index) => { const row = now()[index] ?? {}; return String(row.title || row.content || row.name || row.label || row.item || row.role || row.inherit || index + 1); };
  const rowAt = (index) => box.querySelectorAll(':scope > ol > li')[index];
  const go = (index, selector = 'input, textarea, select') => rowAt(index)?.querySelector(selector)?.focus();
  const keepOpen = (change) => {
    const shown = [...open].map((index) => now()[index]);
    change();
    open.clear();
    now().forEach((row, index) => shown.includes(row) && open.add(index));
  };
  const move = (from, to, focus = null) => {
    if (!moved(now(), from, to)) return;
    const name = nameOf(from);
    keepOpen(() => set(moved(now(), from, to)));
    draw();
    if (focus) go(to, focus);
    announce(t('row_moved', { name, n: to + 1, of: now().length }));
  };
  const insert = (index, row) => {
    keepOpen(() => set([...now().slice(0, index), row, ...now().slice(index)]));
    draw();
    go(index, '.cell input, .cell textarea, .cell select');
  };

  const cell = (key, index, wide) => {
    const given = item.properties[key];
    const inner = shapeOf(given, root);
    const at = [...keys, index, key];
    const needed = (item.required ?? []).includes(key);
    const name = labelOf(key, inner.schema);
    if (!['text', 'number', 'choice', 'boolean'].includes(inner.is)) {
      return h('div', { class: 'cell whole' }, field(given, { ...place, key, keys: at, required: needed }));
    }
    const said = h('div', { class: 'said', id: fresh('said') });
    const id = fresh('cell');
    const made = control(inner, { ...place, key, keys: at, required: needed, inRow: !wide && WIDTH[key] !== 'slim' }, { id, 'aria-describedby': said.id });
    const title = h('label', { for: id }, name, needed && wide && WIDTH[key] !== 'slim' ? [' ', h('span', { class: 'needed' }, t('needed'))] : '', h('span', { class: 'unseen' }, `, ${t('row', { n: index + 1 })}`));
    const tick = inner.is === 'boolean';
    return h('div', { class: `cell ${plan.columns.includes(key) ? WIDTH[key] ?? '' : ''}${tick ? ' tick-cell' : ''}`, 'data-keys': JSON.stringify(at), 'data-column': key }, tick ? [made, title] : [title, made], said);
  };

  const more = (index) => {
    if (!plan.more.length) return '';
    const filled = plan.more.filter((key) => !isEmpty(now()[index]?.[key])).length;
    const details = h('details', { class: 'more', open: open.has(index) || plan.cards },
      h('summary', {}, times ? times.flags(now()[index]) : '', filled ? t('more_filled', { n: filled }) : t('more'), h('span', { class: 'unseen' }, `, ${t('row', { n: index + 1 })}`)));
    const fill = () => details.childElementCount < 2 && details.append(h('div', { class: 'more-cells' }, plan.more.map((key) => cell(key, index, true))));
    if (details.open) fill();
    details.addEventListener('toggle', () => { if (details.open) { open.add(index); fill(); } else open.delete(index); });
    return details;
  };

  const tools = (index, count) => h('div', { class: 'row-tools' },
    h('span', { class: 'handle', title: t('drag'), 'aria-hidden': 'true', onpointerdown: (event) => drag(event, index) }, '⠿'),
    sign('↑', t('move_up', { name: nameOf(index) }), () => move(index, index - 1, index > 1 ? '.up' : '.down'), { class: 'sign up', disabled: index === 0 }),
    sign('↓', t('move_down', { name: nameOf(index) }), () => move(index, index + 1, index < count - 2 ? '.down' : '.up'), { class: 'sign down', disabled: index === count - 1 }),
    sign('⧉', t('copy_row', { name: nameOf(index) }), () => insert(index + 1, JSON.parse(JSON.stringify(now()[index])))),
    sign('×', t('remove', { name: nameOf(index) }), () => { const name = nameOf(index); open.clear(); taken(place, index, name, draw); (rowAt(Math.min(index, now().length - 1))?.querySelector('input, textarea') ?? box.querySelector('.add'))?.focus(); }));

  /* The row stays where it is until it is dropped: an element that moves would lose the pointer. A line shows the place. */
  function drag(event, from) {
    event.preventDefault();
    const handle = event.currentTarget;
    const all = [...box.querySelectorAll(':scope > ol > li')];
    let to = from;
    handle.setPointerCapture(event.pointerId);
    all[from].classList.add('dragged');
    const onmove = ({ clientY }) => {
      const before = all.findIndex((row) => { const { top, height } = row.getBoundingClientRect(); return clientY < top + height / 2; });
      const place = before < 0 ? all.length : before;
      to = place > from ? place - 1 : place;
      all.forEach((row, index) => {
        row.classList.toggle('drop-above', index === place && to !== from);
        row.classList.toggle('drop-below', index === all.length - 1 && place === all.length && to !== from);
      });
      if (clientY < 90) window.scrollBy(0, -18);
      if (clientY > window.innerHeight - 50) window.scrollBy(0, 18);
    };
    const end = (done) => {
      handle.removeEventListener('pointermove', onmove);
      for (const row of all) row.classList.remove('dragged', 'drop-above', 'drop-below');
      if (done && to !== from) move(from, to);
    };
    handle.addEventListener('pointermove', onmove);
    handle.addEventListener('pointerup', () => end(true), { once: true });
    handle.addEventListener('pointercancel', () => end(false), { once: true });
  }

  const total = h('p', { class: 'total', role: plan.computed ? 'status' : null });
  const add = () => {
    if (times) return;
    if (plan.computed) {
      say(total, 'total', sumOf(draft, keys, plan.sum ? lower(labelOf(plan.sum, resolve(item.properties[plan.sum], root))) : ''));
      box.querySelectorAll(':scope > ol > li > .outcome').forEach((place, index) => say(place, 'outcome', outcomeOf(draft, index)));
    } else if (plan.sum) {
      const sum = now().reduce((all, row) => all + (typeof row[plan.sum] === 'number' ? row[plan.sum] : 0), 0);
      total.textContent = t('sum', { name: lower(labelOf(plan.sum, resolve(item.properties[plan.sum], root))), n: sum });
    }
  };
  if (plan.computed) onComputed(draft, box, add);
  draft.listen((changed) => {
    if (!changed || !box.isConnected) return;
    add();
    // What a row is shows at the row itself.
    if (times && changed.length === keys.length + 2 && times.marks.includes(changed.at(-1)) && keys.every((key, index) => changed[index] === key)) keepingFocus(box, draw);
  });

  const headings = () => (plan.cards ? '' : h('div', { class: 'headings', 'aria-hidden': 'true' },
    times ? h('span', { class: 'clock' }, t('clock')) : h('span', { class: 'place' }, '#'),
    plan.columns.map((key) => h('span', { class: `cell ${WIDTH[key] ?? ''}` }, labelOf(key, shapeOf(item.properties[key], root).schema))), h('span', { class: 'row-tools' })));

  const draw = () => {
    const value = now();
    box.replaceChildren(
      value.length ? headings() : h('p', { class: 'none' }, t('no_rows')),
      h('ol', {}, value.map((row, index) => h('li', {
        'data-keys': JSON.stringify([...keys, index]),
        class: row.break ? 'break' : row.inherit ? 'inherits' : '',
        onkeydown: (event) => {
          if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key) || event.target.closest('li[data-keys]') !== event.currentTarget) return;
          event.preventDefault();
          event.stopPropagation();
          const held = event.target.dataset.focus ? JSON.parse(event.target.dataset.focus).at(-1) : null;
          const to = index + (event.key === 'ArrowUp' ? -1 : 1);
          move(index, to, held ? `[data-column="${held}"] :is(input, textarea, select)` : 'input, textarea');
        },
      },
      h('div', { class: 'row-cells' },
        times ? h('output', { class: 'clock' }) : h('span', { class: 'place', 'aria-hidden': 'true' }, `${index + 1}`),
        row.inherit ? h('p', { class: 'cell taken' }, t('is_inherited', { name: choiceLabel({ const: row.inherit }) })) : plan.columns.map((key) => cell(key, index, plan.cards)), tools(index, value.length)),
      item.def === 'Example' ? h('p', { class: 'outcome' }) : '', more(index), h('div', { class: 'said' })))),
      button(t('add_row'), () => insert(now().length, blankOf(item)), { class: 'add' }),
      times ? times.total : total);
    times?.show(box);
    add();
  };
  draw();
  return h('div', { class: 'rows-frame', 'data-label': label }, box);
}
