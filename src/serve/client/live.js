// The open page follows the handbook: it is loaded again when it became another, its style sheets are exchanged in
// place, and what is wrong stands in a panel over it.
'use strict';

(() => {
  const script = document.currentScript;
  const shown = script.dataset.page;
  let events = null;
  let panel = null;
  let closed = '';

  // Style sheets have a hash in their names; the new one is in place before the old one goes.
  const exchange = (styles) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const path = new URL(link.href).pathname.slice(1);
      const name = path.slice(0, path.lastIndexOf('-'));
      const wanted = styles[name];
      if (!wanted || wanted === path) continue;
      const next = link.cloneNode();
      next.href = '/' + wanted;
      next.addEventListener('load', () => link.remove(), { once: true });
      link.after(next);
    }
  };

  const show = (html, errors) => {
    if (!html) {
      if (panel) panel.hidden = true;
      return;
    }
    if (!panel) {
      panel = document.createElement('sotay-problems');
      panel.attachShadow({ mode: 'open' });
      document.body.append(panel);
    }
    // The text is the server's, escaped there.
    panel.shadowRoot.innerHTML = '<link rel="stylesheet" href="/_sotay/live.css"><details class="panel"></details>';
    const details = panel.shadowRoot.querySelector('details');
    details.innerHTML = html;
    const count = details.querySelector('.count');
    const summary = document.createElement('summary');
    summary.textContent = count.textContent;
    summary.className = errors ? 'error' : 'warning';
    count.replaceWith(summary);
    // Errors open it, unless the reader closed it on just these.
    details.open = errors > 0 && closed !== html;
    details.addEventListener('toggle', () => {
      closed = details.open ? '' : html;
    });
    panel.hidden = false;
  };

  const listen = () => {
    if (events) events.close();
    events = new EventSource('/_sotay/events?page=' + encodeURIComponent(location.pathname));
    events.addEventListener('state', (event) => {
      const state = JSON.parse(event.data);
      if (state.page !== shown) {
        events.close();
        location.reload();
        return;
      }
      exchange(state.styles);
      show(state.problems, state.errors);
    });
    events.addEventListener('error', () => {
      const lost = document.createElement('p');
      lost.className = 'count';
      lost.textContent = script.dataset.lost;
      show(lost.outerHTML, 0);
    });
  };

  // A browser opens few connections to one server: only pages that are seen hold one.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) events.close();
    else listen();
  });
  window.addEventListener('pagehide', () => events.close());
  if (!document.hidden) listen();
})();
