// Tabs of the page editor. One of them, the preview, stands beside the others where there is room.
'use strict';

import { button, fresh, h } from './dom.js';
import { t } from './words.js';

const WIDE = window.matchMedia('(min-width: 68rem)');
const KEY = 'sotay-edit-beside';

/* Builds the tabs: `{id, label, content, beside?}`. */
export function tabsOf(all, { first, onshow }) {
  let current = first;
  let beside = localStorage.getItem(KEY) !== 'no';
  const list = h('div', { role: 'tablist', class: 'tabs' });
  const side = button('', () => { beside = !beside; localStorage.setItem(KEY, beside ? 'yes' : 'no'); draw(); }, { class: 'beside-switch' });
  const made = all.map((tab) => {
    const panel = h('div', { role: 'tabpanel', id: fresh('panel'), class: `tab-panel tab-${tab.id}`, tabindex: '-1' }, tab.content);
    const head = h('button', { type: 'button', role: 'tab', id: fresh('tab'), 'aria-controls': panel.id, onclick: () => show(tab.id) }, tab.label, h('span', { class: 'tab-mark' }));
    panel.setAttribute('aria-labelledby', head.id);
    list.append(head);
    return { ...tab, panel, head };
  });
  list.addEventListener('keydown', (event) => {
    const seen = made.filter((tab) => !tab.head.hidden);
    const at = seen.findIndex((tab) => tab.id === current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = seen[(to + seen.length) % seen.length];
    show(next.id);
    next.head.focus();
  });
  const frame = h('div', { class: 'tab-panels' }, made.map((tab) => tab.panel));
  const draw = () => {
    const split = WIDE.matches && beside;
    if (split && made.find((tab) => tab.id === current)?.beside) current = made[0].id;
    frame.classList.toggle('split', split);
    for (const tab of made) {
      const isShown = tab.id === current || (split && tab.beside);
      tab.panel.hidden = !isShown;
      tab.head.hidden = split && Boolean(tab.beside);
      tab.head.setAttribute('aria-selected', String(tab.id === current));
      tab.head.tabIndex = tab.id === current ? 0 : -1;
    }
    side.textContent = beside ? t('beside_off') : t('beside_on');
    side.hidden = !WIDE.matches;
    onshow(current);
  };
  const show = (id) => { if (made.some((tab) => tab.id === id)) { current = id; draw(); } };
  const resized = () => (frame.isConnected ? draw() : WIDE.removeEventListener('change', resized));
  WIDE.addEventListener('change', resized);
  const element = h('div', {}, h('div', { class: 'tab-bar' }, list, side), frame);
  requestAnimationFrame(draw);
  draw();
  return {
    element,
    show,
    current: () => current,
    /* Shows at a tab how many errors wait in it. */
    mark(id, count) {
      const tab = made.find((each) => each.id === id);
      const mark = tab?.head.querySelector('.tab-mark');
      if (mark) mark.replaceChildren(...(count ? [h('span', { 'aria-hidden': 'true' }, String(count)), h('span', { class: 'unseen' }, `, ${t('errors', { n: count })}`)] : []));
    },
  };
}
