// The server: one function a route, and whether it can be reached. What fails says so in the words of the server.
'use strict';

/* What the server refused: its words, and what it sent along. */
export class Refused extends Error {
  constructor(status, answer) {
    super(answer?.error?.message ?? `HTTP ${status}`);
    this.status = status;
    this.hint = answer?.error?.hint ?? '';
    this.answer = answer;
  }
}

/* The server could not be reached. */
export class Lost extends Error {}

const watchers = new Set();
let reachable = true;

/* Calls `watcher(reachable, status)` whenever the server is lost or found again. */
export const watchConnection = (watcher) => watchers.add(watcher);

function tell(now, status = 0) {
  if (now === reachable && status !== 403) return;
  const before = reachable;
  reachable = now;
  for (const watcher of watchers) watcher(now, status);
  if (before && !now) setTimeout(knock, 2000);
}

/* Asks until somebody answers. */
async function knock() {
  try {
    const answer = await fetch('./files/api.js', { method: 'HEAD', cache: 'no-store' });
    if (answer.ok) return tell(true);
    if (answer.status === 403) return tell(false, 403);
  } catch { /* not yet */ }
  setTimeout(knock, 2000);
}

async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(`./api/${path}`, { cache: 'no-store', credentials: 'same-origin', ...options });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    tell(false);
    throw new Lost();
  }
  if (answer.status === 403) {
    tell(false, 403);
    throw new Lost();
  }
  tell(true);
  const json = (answer.headers.get('content-type') ?? '').includes('json');
  const value = json ? await answer.json() : null;
  if (!answer.ok) throw new Refused(answer.status, value);
  return value;
}

const get = (path, query = {}) => {
  const text = new URLSearchParams(query).toString();
  return ask(text ? `${path}?${text}` : path);
};
const post = (path, value, more = {}) =>
  ask(path, { method: 'POST', headers: { 'X-Sotay': 'edit', 'Content-Type': 'application/json' }, body: JSON.stringify(value), ...more });

export const api = {
  board: () => get('board'),
  kinds: () => get('kinds'),
  words: () => get('words'),
  page: (path) => get('page', { path }),
  check: (state, signal) => post('check', state, { signal }),
  preview: (state) => post('preview', state),
  save: (state) => post('save', state),
  autosave: (state, last = false) => post('autosave', state, { keepalive: last }),
  forget: (path) => post('forget', { path }),
  create: (value) => post('new', value),
  move: (path, to, dry) => post('move', { path, to, dry }),
  remove: (path) => post('delete', { path }),
  trash: () => get('trash'),
  restore: (trash) => post('restore', { trash }),
  revive: (draft) => post('restore', { draft }),
  papers: (path) => get('papers', { path }),
  history: (path) => get('history', { path }),
  state: (path, id) => get('history', { path, id }),
  upload: (path, file) => ask(`upload?${new URLSearchParams({ for: path, name: file.name })}`, {
    method: 'POST', headers: { 'X-Sotay': 'edit', 'Content-Type': 'application/octet-stream' }, body: file,
  }),
};

/* Calls `changed` whenever the handbook changed on disk; the browser connects again by itself. */
export function listen(changed) {
  const events = new EventSource('./api/events');
  let seen = null;
  events.addEventListener('edition', (event) => {
    if (seen !== null && event.data !== seen) changed();
    seen = event.data;
  });
  window.addEventListener('pagehide', () => events.close());
}
