/* What the reader chose, put on the page before it is drawn: the theme, the kind of organisation, the sidebar.
   Runs in the head. Everything is kept in this browser only; `?loai-hinh=ID` in an address chooses too. */
'use strict';
(function () {
  var root = document.documentElement;
  var site = new URL('../../', document.currentScript.src).href;

  /* One place to keep things: several handbooks may share an origin, on a stick all files do. */
  var store = {
    get: function (key) {
      try { return localStorage.getItem('sotay ' + site + ' ' + key); } catch (_) { return null; }
    },
    set: function (key, value) {
      try {
        if (value) localStorage.setItem('sotay ' + site + ' ' + key, value);
        else localStorage.removeItem('sotay ' + site + ' ' + key);
      } catch (_) { /* a browser that keeps nothing still shows everything */ }
    }
  };

  var sheet = null;
  var choose = {
    theme: function (theme) {
      if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
      else delete root.dataset.theme;
    },
    /* Parts for other kinds of organisation go by one rule, made for the chosen kind. */
    'org-type': function (type) {
      if (!sheet) {
        if (!document.adoptedStyleSheets) return;
        sheet = new CSSStyleSheet();
        document.adoptedStyleSheets = document.adoptedStyleSheets.concat(sheet);
      }
      if (type) root.dataset.orgType = type;
      else delete root.dataset.orgType;
      var other = function (name) { return ':not([' + name + '~="' + type + '"])'; };
      sheet.replaceSync(!type ? '' :
        ':root:not(.all-types) [data-org-types]' + other('data-org-types') + ':not(.only, :has([aria-current]))' +
        ' { display: none !important }' +
        '.only:not(.settled)' + other('data-org-types') + ' > :not(summary) { display: none }' +
        '[data-page-types]' + other('data-page-types') + ' > .flag { display: inline-block }');
    },
    sidebar: function (state) { root.classList.toggle('side-off', state === 'off'); }
  };

  root.classList.add('js');
  var address = new URLSearchParams(location.search);
  if (address.has('loai-hinh')) store.set('org-type', address.get('loai-hinh').replace(/[^a-z0-9-]/gi, ''));
  Object.keys(choose).forEach(function (key) { choose[key](store.get(key)); });

  window.sotay = {
    site: site,
    get: store.get,
    set: store.set,
    choose: function (key, value) {
      store.set(key, value);
      choose[key](value);
    }
  };
})();
