// The page as the build would make it, beside the text. No script runs in it, no link leads away from it, and it
// scrolls with the text: headings are the points where both are known to be at the same place.
'use strict';

import { api } from './api.js';
import { fold } from './fold.js';
import { h, later } from './dom.js';
import { t } from './words.js';

/* Builds the preview of a draft. */
export function previewOf(draft) {
  const frame = h('iframe', { sandbox: 'allow-same-origin', title: t('tab_preview'), class: 'preview-frame' });
  const state = h('p', { class: 'preview-state', role: 'status' });
  let shown = false;
  let wanted = 0;
  let area = null;

  const settle = () => {
    const inner = frame.contentDocument;
    if (!inner?.body) return;
    inner.documentElement.classList.add('js');
    inner.documentElement.dataset.theme = document.documentElement.dataset.theme ?? '';
    if (!inner.documentElement.dataset.theme) delete inner.documentElement.dataset.theme;
    // The frame of the site says nothing here: the page itself has the room.
    for (const part of inner.querySelectorAll('.site-head, .sidebar, .breadcrumb, .pager, .site-foot')) part.hidden = true;
    inner.onclick = (event) => { if (event.target.closest('a, button, summary ~ a')) event.preventDefault(); };
    follow();
  };
  frame.addEventListener('load', settle);

  const show = (answer) => {
    // The frame has the page's root already, and here none may be set.
    const next = new DOMParser().parseFromString(answer.html.replace(/<base [^>]*>/, ''), 'text/html');
    const inner = frame.contentDocument;
    const sheets = (of) => [...of.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.getAttribute('href')).join();
    if (shown && inner?.body && sheets(inner) === sheets(next)) {
      const place = inner.scrollingElement?.scrollTop ?? 0;
      for (const script of next.querySelectorAll('script')) script.remove();
      inner.body.replaceWith(inner.adoptNode(next.body));
      inner.scrollingElement.scrollTop = place;
      settle();
      return;
    }
    shown = true;
    if (answer.url) frame.src = answer.url;
    else frame.srcdoc = answer.html;
  };

  const refresh = later(async () => {
    if (draft.leaving || !frame.isConnected || !frame.offsetParent) return;
    const turn = (wanted += 1);
    try {
      const answer = await api.preview(draft.state());
      if (turn !== wanted) return;
      show(answer);
      state.textContent = '';
    } catch (error) {
      // The last good page stays.
      if (turn === wanted) state.textContent = error.message ? t('preview_fault', { text: error.message }) : '';
    }
  }, 350);
  draft.listen(() => refresh());

  /* Points that are the same in the text and in the page, each as a share of what scrolls. */
  const points = () => {
    const inner = frame.contentDocument;
    const body = inner?.querySelector('.body') ?? inner?.querySelector('main');
    if (!body || !area) return null;
    const mirror = mirrorOf(area);
    const headings = [...body.querySelectorAll('h2, h3, h4')];
    const pairs = [];
    let at = 0;
    for (const { text, top } of mirror) {
      const found = headings.findIndex((each, index) => index >= at && fold(each.textContent).startsWith(fold(text)));
      if (found < 0) continue;
      at = found + 1;
      pairs.push([top, headings[found].getBoundingClientRect().top + inner.scrollingElement.scrollTop]);
    }
    const start = body.getBoundingClientRect().top + inner.scrollingElement.scrollTop;
    const end = body.getBoundingClientRect().bottom + inner.scrollingElement.scrollTop;
    return [[0, pairs.length && pairs[0][0] < 40 ? pairs[0][1] : start], ...pairs, [area.scrollHeight, Math.max(end, start)]];
  };
  const follow = () => {
    const inner = frame.contentDocument?.scrollingElement;
    if (!inner || !area?.offsetParent || !frame.offsetParent) return;
    const all = points();
    if (!all) return;
    const top = area.scrollTop;
    // At its very beginning the whole page is shown: its title, its summary.
    if (top < 4) { inner.scrollTop = 0; return; }
    const next = all.findIndex((point, index) => index > 0 && point[0] > top);
    const [a, b] = next < 0 ? all.slice(-2) : [all[next - 1], all[next]];
    inner.scrollTop = a[1] + (b[1] - a[1]) * Math.min(1, (top - a[0]) / Math.max(1, b[0] - a[0])) - 12;
  };

  return {
    element: h('section', { class: 'preview', 'aria-label': t('tab_preview') }, state, frame),
    refresh,
    /* Keeps in step with a text area. */
    attach(to) {
      area = to;
      let waiting = false;
      area.addEventListener('scroll', () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => { waiting = false; follow(); });
      });
    },
  };
}

/* Where the headings stand in a text area whose lines are folded: measured in a copy with the same folds. */
function mirrorOf(area) {
  const style = getComputedStyle(area);
  const copy = h('div', { class: 'mirror', 'aria-hidden': 'true' });
  for (const name of ['font', 'lineHeight', 'letterSpacing', 'padding', 'border', 'tabSize']) copy.style[name] = style[name];
  copy.style.width = `${area.clientWidth}px`;
  const lines = [];
  let fence = false;
  for (const line of area.value.split('\n')) {
    if (/^(```|~~~)/.test(line)) fence = !fence;
    const row = h('div', {}, line || '\u200b');
    const [, text] = fence ? [] : /^#{1,6}\s+(.*?)\s*(\{[^}]*\})?\s*#*$/.exec(line) ?? [];
    if (text) lines.push({ text: text.replace(/[*_`]|\[\[|\]\]/g, ''), row });
    copy.append(row);
  }
  document.body.append(copy);
  const found = lines.map(({ text, row }) => ({ text, top: row.offsetTop }));
  copy.remove();
  return found;
}
