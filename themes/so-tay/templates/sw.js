/* Keeps what was read. Pages come from the network while there is one, files with a hash in their name from the cache.
   Version {{ version }} of the handbook: a change of this line tells browsers that there is something new. */
'use strict';
const KEPT = 'sotay ' + self.registration.scope;
const PATIENCE = 4000;

self.addEventListener('install', function (event) {
  event.waitUntil(caches.open(KEPT).then(function (kept) {
    return kept.addAll(['index.html', '{{ site.assets.css }}'].map(function (address) {
      return new Request(address, { cache: 'no-cache' });
    }));
  }));
});

self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

self.addEventListener('message', function (event) { if (event.data === 'take over') self.skipWaiting(); });

self.addEventListener('fetch', function (event) {
  const address = new URL(event.request.url);
  if (event.request.method !== 'GET' || !address.href.startsWith(self.registration.scope)) return;
  if (/\/(sw\.js|offline\.json)$/.test(address.pathname)) return;
  const stays = /-[0-9a-f]{8}\.(css|js)$/.test(address.pathname);
  event.respondWith(stays ? fromCacheFirst(event.request) : fromNetworkFirst(event));
});

/* One name a file, whatever was chosen in its address. */
function name(request) { return request.url.split(/[?#]/)[0].replace(/\/$/, '/index.html'); }

function find(request) {
  return caches.open(KEPT).then(function (kept) { return kept.match(name(request)); });
}

function keep(request, answer) {
  if (!answer.ok || answer.redirected || answer.type !== 'basic') return Promise.resolve();
  return caches.open(KEPT).then(function (kept) { return kept.put(name(request), answer); });
}

function fromCacheFirst(request) {
  return find(request).then(function (kept) {
    return kept || fetch(request).then(function (answer) {
      keep(request, answer.clone());
      return answer;
    });
  });
}

/* A slow network is given some seconds, then what was kept is shown; what comes later is kept for the next time. */
function fromNetworkFirst(event) {
  const network = fetch(event.request).then(function (answer) {
    event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  });
  const late = new Promise(function (done) { setTimeout(done, PATIENCE); });
  return Promise.race([network, late]).then(function (answer) {
    return answer || find(event.request).then(function (kept) { return kept || network; });
  }).catch(function () {
    return find(event.request).then(function (kept) { return kept || missing(event.request); });
  });
}

function missing(request) {
  if (request.mode !== 'navigate') return Response.error();
  const page = ['<!doctype html><html lang="{{ site.language }}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>',
    {{ not_kept }}, '</title><link rel="icon" href="', self.registration.scope, '{{ site.assets.icon }}"><link rel="stylesheet" href="', self.registration.scope, '{{ site.assets.css }}"><body class="not-found"><div class="frame"><main><h1>',
    {{ not_kept }}, '</h1><p>', {{ not_kept_text }}, '</p><p><a href="', self.registration.scope, 'index.html">', {{ back_home }}, '</a></p></main></div></body></html>'];
  return new Response(page.join(''), { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
