// The open page follows the handbook: it is exchanged when it became another, so are its style sheets, and what is
// wrong stands in a panel over it.
'use strict';

(() => {
  const script = document.currentScript;
  let shown = script.dataset.page;
  let events = null;
  let panel = null;
  let closed = '';

  const pageOf = (of) => of.querySelector('script[data-page]')?.dataset.page;

  // What a body rests on besides: style sheets and scripts by name, the root of its addresses. Only a body that rests
  // on the same can be put in place of another.
  const frame = (of) => {
    const sheets = Array.from(of.querySelectorAll('link[rel="stylesheet"]'), (link) => nameOf(link.getAttribute('href')));
    const scripts = Array.from(scriptsOf(of), (each) => nameOf(each.getAttribute('src')));
    return JSON.stringify([sheets, scripts, of.querySelector('base') !== null]);
  };

  // The theme's own; not those that an exchange added.
  const scriptsOf = (of) => of.querySelectorAll('script[src]:not([data-page], [data-again])');

  // `../assets/css/so-tay-4c305a4d.css`, seen from any page: the file's name without its hash.
  const nameOf = (address) => address.split('/').pop().replace(/-[0-9a-f]{8}(?=\.)/, '');

  // The theme's scripts took hold of elements that are gone: they run again, in their order.
  const again = (scripts) => {
    for (const old of document.querySelectorAll('script[data-again]')) old.remove();
    for (const each of scripts) {
      const script = document.createElement('script');
      script.src = each.getAttribute('src');
      script.async = false;
      script.dataset.again = '';
      document.head.append(script);
    }
  };

  // Puts the new page in place of the old one; where the reader is stays, as in a page that is loaded again.
  const exchange = async () => {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!pageOf(next) || frame(next) !== frame(document)) {
      location.reload();
      return;
    }
    shown = pageOf(next);
    document.title = next.title;
    document.documentElement.lang = next.documentElement.lang;
    const scripts = scriptsOf(next);
    document.body.replaceWith(next.body);
    if (panel) document.body.append(panel);
    again(scripts);
  };

  // Style sheets have a hash in their names; the new one is in place before the old one goes.
  const restyle = (styles) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const path = new URL(link.href).pathname.slice(1);
      const wanted = styles[path.slice(0, path.lastIndexOf('-'))];
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
      panel.setAttribute('role', 'status');
      panel.attachShadow({ mode: 'open' });
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = '/_sotay/live.css';
      panel.shadowRoot.append(style, document.createElement('details'));
      document.body.append(panel);
    }
    panel.shadowRoot.querySelector('details').remove();
    const details = document.createElement('details');
    details.className = 'panel';
    // The text is the server's, escaped there.
    details.innerHTML = html;
    const count = details.querySelector('.count');
    const summary = document.createElement('summary');
    summary.textContent = count.textContent;
    summary.className = errors ? 'error' : 'warning';
    count.remove();
    details.prepend(summary);
    // Errors open it, unless the reader closed it on just these.
    details.open = errors > 0 && closed !== html;
    details.addEventListener('toggle', () => {
      closed = details.open ? '' : html;
    });
    panel.shadowRoot.append(details);
    panel.hidden = false;
  };

  const follow = async (state) => {
    if (state.page !== shown) await exchange();
    restyle(state.styles);
    show(state.problems, state.errors);
  };

  // One after the other, or an older page could come in after a newer one.
  let turn = Promise.resolve();
  const take = (event) => {
    turn = turn.then(() => follow(JSON.parse(event.data))).catch(() => {});
  };

  const listen = () => {
    if (events) events.close();
    events = new EventSource('/_sotay/events?page=' + encodeURIComponent(location.pathname));
    events.addEventListener('state', take);
    events.addEventListener('error', () => {
      const lost = document.createElement('p');
      lost.className = 'count';
      lost.textContent = script.dataset.lost;
      show(lost.outerHTML, 0);
    });
  };

  // A browser opens few connections to one server: only pages that are seen hold one.
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) events?.close();
    else listen();
  });
  window.addEventListener('pagehide', () => events?.close());
  if (!document.hidden) listen();
})();
