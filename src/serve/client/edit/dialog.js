// Dialogs: one at a time, closed by Esc, the focus back where it came from.
'use strict';

import { button, fresh, h, sign, spoken } from './dom.js';
import { t } from './words.js';

/* Opens a dialog. `build(close)` returns its content and, under `buttons`, its foot; resolves to what `close` is given,
   or null when it is left by Esc or ×. */
export function open(title, build, { wide = false, onclose = null } = {}) {
  return new Promise((resolve) => {
    const from = document.activeElement;
    // A text area that lies behind a dialog forgets what was chosen in it.
    const range = from instanceof HTMLTextAreaElement ? [from.selectionStart, from.selectionEnd] : null;
    const name = fresh('title');
    const dialog = h('dialog', { 'aria-labelledby': name, class: wide ? 'wide' : null });
    let result = null;
    const close = (value = null) => { result = value; dialog.close(); };
    const { content, buttons = [], focus } = build(close);
    dialog.append(
      h('div', { class: 'dialog-head' }, h('h2', { id: name }, title), sign('×', t('close'), () => close())),
      h('div', { class: 'dialog-body' }, content),
      buttons.length ? h('div', { class: 'dialog-foot' }, buttons) : '',
    );
    dialog.addEventListener('close', () => {
      dialog.remove();
      if (from?.isConnected) from.focus();
      if (range && from.isConnected) from.setSelectionRange(...range);
      onclose?.(result);
      resolve(result);
    });
    document.body.append(dialog);
    dialog.showModal();
    (focus?.() ?? dialog.querySelector('.dialog-body :is(input, select, textarea, button, a)') ?? dialog.querySelector('.dialog-foot button'))?.focus();
  });
}

/* Asks before something is done; resolves to true or false. */
export async function confirm(title, text, yes, { danger = false } = {}) {
  return await open(title, (close) => ({
    content: h('p', {}, spoken(text)),
    buttons: [
      button(yes, () => close(true), { class: danger ? 'danger' : 'main' }),
      button(t('cancel'), () => close(false)),
    ],
  })) === true;
}

/* A form in a dialog: Enter in a field is the main button; `submit` may return words of what is amiss. */
export function form(title, fields, yes, submit, options = {}) {
  return open(title, (close) => {
    const amiss = h('p', { class: 'amiss', role: 'alert' });
    const main = h('button', { type: 'submit', class: 'main' }, yes);
    const element = h('form', {
      id: fresh('form'),
      // What is missing is said in the words of the editor, not of the browser.
      novalidate: true,
      onsubmit: async (event) => {
        event.preventDefault();
        main.disabled = true;
        amiss.textContent = '';
        try {
          const fault = await submit(close);
          if (fault) amiss.textContent = fault;
        } catch (error) {
          amiss.textContent = [error.message || t('lost'), error.hint].filter(Boolean).join('. ');
        }
        main.disabled = false;
      },
    }, fields, amiss);
    main.setAttribute('form', element.id);
    return { content: element, buttons: [main, button(t('cancel'), () => close())] };
  }, options);
}

/* A labelled field of a dialog. */
export function field(label, control, help = '') {
  control.id ||= fresh('field');
  const note = help ? h('p', { class: 'help', id: fresh('help') }, spoken(help)) : null;
  if (note) control.setAttribute('aria-describedby', note.id);
  return h('div', { class: 'field' }, h('label', { for: control.id }, label), note, control);
}
