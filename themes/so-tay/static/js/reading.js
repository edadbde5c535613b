/* The frame of every page: the choices in the header, what they fold away, the sidebar, contents that follow the scroll. */
'use strict';
(function () {
  var sotay = window.sotay;
  var root = document.documentElement;
  var all = function (selector, within) { return Array.from((within || document).querySelectorAll(selector)); };

  function pointedAt(hash) {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch (_) { return null; }
  }

  /* --- choices --- */
  var types = document.querySelector('[data-choice="org-type"]');

  function isForOthers(part, type) {
    return Boolean(type) && part.dataset.orgTypes.split(' ').indexOf(type) < 0;
  }

  /* Folds parts for others, says how many entries of a list are hidden, names the choice. */
  function follow() {
    var type = types ? types.value : '';
    root.classList.remove('all-types');
    var target = pointedAt(location.hash);
    all('.only').forEach(function (part) {
      // Who followed a link into a part reads it, whomever it is for.
      var asked = part.contains(target);
      part.open = asked || !isForOthers(part, type);
      part.classList.add('settled');
      if (asked) target.scrollIntoView();
    });
    all('.others').forEach(function (note) { note.remove(); });
    var hidden = new Map();
    all('main li[data-org-types]').forEach(function (entry) {
      if (!entry.closest('nav') && isForOthers(entry, type)) hidden.set(entry.parentElement, (hidden.get(entry.parentElement) || 0) + 1);
    });
    hidden.forEach(function (count, list) { list.after(othersNote(count)); });
    all('.chosen b').forEach(function (name) { name.textContent = type ? types.selectedOptions[0].text : ''; });
    all('[data-choose]').forEach(function (button) {
      if (button.dataset.choose) button.setAttribute('aria-pressed', String(button.dataset.choose === type));
    });
  }

  function othersNote(count) {
    var note = document.createElement('p');
    var show = document.createElement('button');
    note.className = 'others';
    note.textContent = types.dataset.hidden.replace('{count}', count) + ' ';
    show.type = 'button';
    show.textContent = types.dataset.show;
    show.addEventListener('click', function () {
      root.classList.add('all-types');
      all('.others').forEach(function (note) { note.remove(); });
    });
    note.append(show);
    return note;
  }

  /* A reload or a shared link must not undo a later choice, and the choice can be shared. */
  function inAddress(type) {
    var address = new URL(location.href);
    if (type) address.searchParams.set('loai-hinh', type);
    else address.searchParams.delete('loai-hinh');
    try { history.replaceState(history.state, '', address); } catch (_) { /* some browsers forbid it for files */ }
  }

  all('[data-choice]').forEach(function (select) {
    var key = select.dataset.choice;
    select.value = sotay.get(key) || '';
    if (select.selectedIndex < 0) select.value = '';
    select.addEventListener('change', function () {
      sotay.choose(key, select.value);
      if (select !== types) return;
      inAddress(select.value);
      follow();
    });
  });
  if (types) {
    // A kind that this handbook no longer knows is forgotten.
    if ((sotay.get('org-type') || '') !== types.value) sotay.choose('org-type', types.value);
    all('[data-choose]').forEach(function (button) {
      button.addEventListener('click', function () {
        types.value = types.value === button.dataset.choose ? '' : button.dataset.choose;
        types.dispatchEvent(new Event('change'));
      });
    });
    follow();
  }

  /* --- search: `/` leads to the field; the script comes when the field is first wanted --- */
  var search = document.querySelector('form[data-index]');
  function fetchSearch() {
    search.removeEventListener('focusin', fetchSearch);
    var script = document.createElement('script');
    script.src = search.dataset.script;
    script.onerror = function () {
      var said = search.querySelector('.said');
      said.textContent = search.dataset.failed;
      said.hidden = false;
      search.addEventListener('focusin', fetchSearch);
    };
    document.head.append(script);
  }
  if (search) {
    if (search.dataset.script) {
      if (search.contains(document.activeElement)) fetchSearch();
      else search.addEventListener('focusin', fetchSearch);
    }
    document.addEventListener('keydown', function (event) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest('input, textarea, select, [contenteditable]')) return;
      event.preventDefault();
      search.elements.q.focus();
    });
  }

  /* --- sidebar: hidden or shown, and where it was scrolled to --- */
  var sidebar = document.querySelector('.sidebar > nav');
  var side = document.querySelector('.side-switch');
  if (sidebar && side) {
    var place = 'sotay side ' + (sidebar.querySelector('a') || {}).href;
    side.setAttribute('aria-expanded', String(!root.classList.contains('side-off')));
    side.addEventListener('click', function () {
      var off = !root.classList.contains('side-off');
      sotay.choose('sidebar', off ? 'off' : '');
      side.setAttribute('aria-expanded', String(!off));
    });
    try {
      var top = sessionStorage.getItem(place);
      var current = sidebar.querySelector('[aria-current]');
      if (top !== null) sidebar.scrollTop = Number(top);
      var below = current ? current.offsetTop - sidebar.scrollTop : 0;
      // The heading stays above what scrolls.
      if (current && (below < 2 * current.offsetHeight || below + current.offsetHeight > sidebar.clientHeight)) {
        sidebar.scrollTop = current.offsetTop - sidebar.clientHeight / 2;
      }
      addEventListener('pagehide', function () { sessionStorage.setItem(place, sidebar.scrollTop); });
    } catch (_) { /* kept nowhere, then */ }
  }

  /* --- contents: the entry of what is being read --- */
  var entries = all('.toc a').map(function (link) {
    return { link: link, target: pointedAt(link.hash) };
  }).filter(function (entry) { return entry.target; });
  if (entries.length && 'IntersectionObserver' in window) {
    var mark = function () {
      var read = null;
      entries.forEach(function (entry) { if (entry.target.getBoundingClientRect().top < innerHeight * 0.3) read = entry; });
      entries.forEach(function (entry) {
        if (entry === read) entry.link.setAttribute('aria-current', 'true');
        else entry.link.removeAttribute('aria-current');
      });
    };
    var observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px' });
    entries.forEach(function (entry) { observer.observe(entry.target); });
  }
})();
