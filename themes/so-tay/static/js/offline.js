/* Over https the handbook is an app: it can be installed, keeps what was read, on request all of it, and says when there is
   a new version. A copy on disk needs none of this, and a preview must not be kept. */
'use strict';
(function () {
  var sotay = window.sotay;
  var part = document.querySelector('.offline');
  if (!part || location.protocol !== 'https:' || !('serviceWorker' in navigator) || !('caches' in window)) return;
  var words = part.dataset;
  var button = part.querySelector('button');
  var output = part.querySelector('output');
  var name = 'sotay ' + sotay.site;

  var manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = sotay.site + 'app.webmanifest';
  document.head.append(manifest);

  /* --- a new version --- */
  var first = !navigator.serviceWorker.controller;
  var reloading = false;
  navigator.serviceWorker.addEventListener('controllerchange', function () {
    // The first worker takes over a page that it did not load; that page is kept now, with all it is made of.
    if (first) {
      first = false;
      caches.open(name).then(function (kept) {
        var own = Array.from(document.querySelectorAll('script[src], link[rel="stylesheet"]')).map(function (of) { return of.src || of.href; });
        own.concat(location.href.split(/[?#]/)[0].replace(/\/$/, '/index.html')).forEach(function (address) {
          kept.add(address).catch(function () { /* the network went away: it is kept when it is read again */ });
        });
      });
    } else if (!reloading) {
      reloading = true;
      location.reload();
    }
  });
  navigator.serviceWorker.register(sotay.site + 'sw.js').then(function (registration) {
    var watch = function (worker) {
      if (!worker || !navigator.serviceWorker.controller) return;
      if (worker.state === 'installed') announce(worker);
      else worker.addEventListener('statechange', function () { if (worker.state === 'installed') announce(worker); });
    };
    watch(registration.waiting);
    registration.addEventListener('updatefound', function () { watch(registration.installing); });
  });

  function announce(worker) {
    var notice = document.querySelector('.update');
    notice.hidden = false;
    notice.querySelector('button').onclick = function () { worker.postMessage('take over'); };
  }

  /* --- the whole handbook --- */
  function keepAll() {
    button.disabled = true;
    return fetch(sotay.site + 'offline.json', { cache: 'no-cache' }).then(function (answer) { return answer.json(); }).then(function (list) {
      return caches.open(name).then(function (kept) {
        var todo = list.files.slice();
        var done = 0;
        var failed = 0;
        var next = function () {
          var address = todo.shift();
          if (address === undefined) return Promise.resolve();
          return fetch(sotay.site + address, { cache: 'no-cache' }).then(function (answer) {
            if (!answer.ok) throw new Error(String(answer.status));
            return kept.put(sotay.site + address, answer);
          }).catch(function () { failed += 1; }).then(function () {
            done += 1;
            output.textContent = words.keeping.replace('{done}', done).replace('{all}', list.files.length);
            return next();
          });
        };
        return Promise.all([next(), next(), next(), next()]).then(function () {
          if (failed) throw new Error(words.failed.replace('{count}', failed));
          // What this version no longer has goes.
          return kept.keys().then(function (requests) {
            return Promise.all(requests.map(function (request) {
              var known = request.url === sotay.site || list.files.indexOf(decodeURI(request.url.slice(sotay.site.length))) >= 0;
              return known || kept.delete(request);
            }));
          });
        }).then(function () { sotay.set('kept', list.version); });
      });
    }).then(function () { output.textContent = words.kept; }, function (error) {
      output.textContent = error instanceof TypeError ? words.noNetwork : error.message;
    }).then(function () { button.disabled = false; });
  }

  part.hidden = false;
  button.addEventListener('click', keepAll);
  var kept = sotay.get('kept');
  if (kept) {
    output.textContent = words.kept;
    // A copy of an older version is brought up to date by itself.
    fetch(sotay.site + 'offline.json', { cache: 'no-cache' }).then(function (answer) { return answer.json(); })
      .then(function (list) { if (list.version !== kept) keepAll(); }, function () { /* no network: that is what it is for */ });
  }
})();
