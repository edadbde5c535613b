// Making elements, telling screen readers, small messages at the foot. Nothing here knows what is edited.
'use strict';

let counter = 0;

/* A name for an element that another one points at. */
export const fresh = (stem = 'e') => `${stem}-${(counter += 1)}`;

/* An element: `on…` are listeners, `class`, `data-…`, `aria-…` attributes; false and null leave out, true is an empty attribute. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/* A text of the program in which what stands between backticks is code. */
export function spoken(text) {
  return String(text).split('`').map((part, index) => (index % 2 ? h('code', {}, part) : part));
}

/* A button; `more` are further attributes. */
export const button = (label, onclick, more = {}) => h('button', { type: 'button', onclick, ...more }, label);

/* A button that shows a sign only; its name is its tooltip too. */
export const sign = (mark, name, onclick, more = {}) =>
  h('button', { type: 'button', class: 'sign', 'aria-label': name, title: name, onclick, ...more }, h('span', { 'aria-hidden': 'true' }, mark));

export const byId = (id) => document.getElementById(id);

/* Says something to screen readers, also when it is what was said last. */
export function announce(text) {
  const voice = byId('voice');
  voice.textContent = '';
  setTimeout(() => { voice.textContent = text; }, 60);
}

/* A message at the foot of the window, with one thing that can be done about it. What was said before `about` the same goes. */
export function toast(text, action = null, seconds = 8, about = null) {
  const box = h('div', { class: 'toast', 'data-about': about }, h('span', {}, text));
  for (const other of [...byId('toasts').children]) if (about && other.dataset.about === about) other.remove();
  const close = () => box.remove();
  if (action) box.append(button(action.label, () => { close(); action.run(); }));
  box.append(sign('×', action?.close ?? '×', close));
  byId('toasts').append(box);
  let timer = setTimeout(close, seconds * 1000);
  // Whoever reads or reaches for it has time.
  const wait = () => clearTimeout(timer);
  const go = () => { wait(); timer = setTimeout(close, seconds * 1000); };
  box.addEventListener('pointerenter', wait);
  box.addEventListener('focusin', wait);
  box.addEventListener('pointerleave', go);
  box.addEventListener('focusout', go);
}

/* Runs `task` when `wait` milliseconds went by without another call; `now` runs it at once. */
export function later(task, wait) {
  let timer = null;
  const run = () => { timer = null; return task(); };
  const call = () => { clearTimeout(timer); timer = setTimeout(run, wait); };
  call.now = () => { clearTimeout(timer); return run(); };
  call.drop = () => { clearTimeout(timer); timer = null; };
  call.waits = () => timer !== null;
  return call;
}

/* Puts an element with the focus inside back where it was after `change` built the place anew. */
export function keepingFocus(root, change) {
  const held = document.activeElement;
  const key = root.contains(held) ? held.dataset.focus : null;
  const range = key && typeof held.selectionStart === 'number' ? [held.selectionStart, held.selectionEnd] : null;
  change();
  const next = key && [...root.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === key);
  next?.focus();
  if (range && typeof next?.selectionStart === 'number') next.setSelectionRange(...range);
}
