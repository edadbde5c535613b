// What is being edited: front matter as values and the body, what they were when loaded, and who wants to know of changes.
'use strict';

import { isEmpty } from './schema.js';

export const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const copy = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

/* A draft of a page as the server gave it. */
export function draftOf(page) {
  const listeners = new Set();
  const draft = {
    path: page.path,
    kind: page.kind,
    schema: page.schema,
    url: page.url,
    hash: page.hash,
    raw: page.raw ?? null,
    head: copy(page.head ?? {}),
    body: page.body ?? '',
    base: null,
    /* What both sides began with, when the file was changed elsewhere; nothing is known of it after a restart. */
    common: null,
    /* Calls `listener(keys)` after each change; `keys` is null for the body, [] for all. */
    listen(listener) { listeners.add(listener); },
    tell(keys) { for (const listener of listeners) listener(keys); },
    get(keys) { return keys.reduce((value, key) => value?.[key], draft.head); },
    /* Sets a value; an empty one is left out unless the schema asks for it. */
    set(keys, value, required = false) {
      const last = keys[keys.length - 1];
      let place = draft.head;
      keys.slice(0, -1).forEach((key, index) => {
        if (place[key] === null || typeof place[key] !== 'object') place[key] = typeof keys[index + 1] === 'number' ? [] : {};
        place = place[key];
      });
      if (isEmpty(value) && !required && !Array.isArray(place)) delete place[last];
      else place[last] = value;
      // An object that holds nothing any more goes, too.
      for (let depth = keys.length - 1; depth > 0; depth -= 1) {
        const parent = draft.get(keys.slice(0, depth - 1));
        const inner = parent?.[keys[depth - 1]];
        if (Array.isArray(parent) || Array.isArray(inner) || !isEmpty(inner)) break;
        delete parent[keys[depth - 1]];
      }
      draft.tell(keys);
    },
    write(body) { draft.body = body; draft.tell(null); },
    writeRaw(raw) { draft.raw = raw; draft.tell(null); },
    /* Takes over a state as a whole. */
    take(state) {
      if (state.raw !== undefined && state.raw !== null) draft.raw = state.raw;
      draft.head = copy(state.head ?? draft.head);
      draft.body = state.body ?? draft.body;
      draft.tell([]);
    },
    state() { return draft.raw === null ? { path: draft.path, head: copy(draft.head), body: draft.body } : { path: draft.path, raw: draft.raw }; },
    isDirty() {
      return draft.raw === null ? !same(draft.head, draft.base.head) || draft.body !== draft.base.body : draft.raw !== draft.base.raw;
    },
    /* What there is now is what the file holds. */
    settle(hash, state = null) {
      draft.hash = hash;
      draft.base = state ? copy(state) : draft.state();
      draft.common = draft.base;
    },
  };
  draft.settle(page.hash);
  return draft;
}
