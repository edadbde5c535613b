// What the build computes from a draft's numbers: asked for by the page, shown by its tables.
'use strict';

const answers = new WeakMap();
const places = new WeakMap();

/* Takes over what the check computed for a draft, and has it shown. */
export function takeComputed(draft, answer) {
  answers.set(draft, answer ?? null);
  for (const [box, show] of places.get(draft) ?? []) if (box.isConnected) show(); else places.get(draft).delete(box);
}

/* What was computed last; null where the numbers make no sense yet. */
export const computedOf = (draft) => answers.get(draft) ?? null;

/* Calls `show` whenever there are new numbers, for as long as `box` is on the page. */
export function onComputed(draft, box, show) {
  if (!places.has(draft)) places.set(draft, new Map());
  places.get(draft).set(box, show);
}
