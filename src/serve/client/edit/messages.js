// What the check says: beside the field it is about, under the body by line, and in a summary that leads to each place.
'use strict';

import { button, h, spoken } from './dom.js';
import { t } from './words.js';

const prefixOf = (short, long) => short.length <= long.length && short.every((key, index) => key === long[index]);

/* The element that a message is about: the field with the longest matching name. */
function placeOf(root, keys) {
  let best = null;
  let length = 0;
  for (const each of root.querySelectorAll('[data-keys]')) {
    const name = JSON.parse(each.dataset.keys);
    if (name.length > length && prefixOf(name, keys)) { best = each; length = name.length; }
  }
  return best;
}

const text = (message) => [h('strong', { class: message.severity }, t(message.severity === 'error' ? 'error' : 'warning')), ' ', h('span', {}, spoken(message.message)),
  message.hint ? [' ', h('span', { class: 'hint' }, spoken(message.hint))] : ''];

const ownSaid = (place) => [...place.children].find((child) => child.classList.contains('said')) ?? null;
const controlOf = (place) => place.querySelector(':is(input, textarea, select):not([type="checkbox"])') ?? place.querySelector('input, textarea, select, button');

/* Puts every message beside its field; gives back those that found no field. */
export function placeMessages(root, messages) {
  for (const said of root.querySelectorAll('.said')) if (said.childElementCount) said.replaceChildren();
  for (const each of root.querySelectorAll('[aria-invalid]')) each.removeAttribute('aria-invalid');
  const homeless = [];
  for (const message of messages) {
    const place = message.where === 'head' && message.keys?.length ? placeOf(root, message.keys) : null;
    const said = place && ownSaid(place);
    if (!said) { homeless.push(message); continue; }
    said.append(h('p', { class: `message ${message.severity}` }, text(message)));
    if (message.severity !== 'error') continue;
    const control = place.matches('.field:not(.group, .inner), .cell') ? controlOf(place) : null;
    control?.setAttribute('aria-invalid', 'true');
  }
  return homeless;
}

/* Shows the field that a message is about, and goes there. */
export async function goTo(root, keys) {
  const place = placeOf(root, keys);
  if (!place) return false;
  for (let each = place.closest('details'); each; each = each.parentElement?.closest('details')) each.open = true;
  const more = JSON.parse(place.dataset.keys).length < keys.length ? place.querySelector('details.more') : null;
  if (more && !more.open) {
    more.open = true;
    // What stands inside is made when it opens.
    await new Promise((done) => setTimeout(done, 50));
  }
  const inner = placeOf(root, keys) ?? place;
  controlOf(inner)?.focus({ preventScroll: true });
  inner.scrollIntoView({ block: 'center' });
  return true;
}

/* The summary above the form: how many, and each with the way to its place. */
export function summary(messages, go) {
  const errors = messages.filter((each) => each.severity === 'error').length;
  const warnings = messages.length - errors;
  const counts = [errors && t('errors', { n: errors }), warnings && t('warnings', { n: warnings })].filter(Boolean).join(', ');
  if (!messages.length) return h('p', { class: 'all-good' }, t('no_problems'));
  return h('details', { class: `summary ${errors ? 'error' : 'warning'}` },
    h('summary', {}, counts),
    h('ul', {}, [...messages].sort((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error')).map((message) => h('li', {},
      text(message), ' ', button(message.where === 'body' ? t('go_line', { n: message.bodyLine }) : t('go_place'), () => go(message), { class: 'link' })))));
}
