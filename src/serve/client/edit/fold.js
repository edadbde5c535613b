// Comparing Vietnamese as people type it: without marks, with đ as d.
'use strict';

/* A text without marks, in lower case, signs as spaces. */
export const fold = (text) => String(text ?? '').normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase()
  .replace(/đ/g, 'd').replace(/[^a-z0-9]+/g, ' ').trim();

/* How well `text` answers `query`: 0 not at all; higher is better. Every word of the query must begin a word of the text. */
export function score(query, text) {
  const wanted = fold(query);
  if (!wanted) return 1;
  const folded = fold(text);
  const whole = ` ${folded}`;
  if (!wanted.split(' ').every((word) => whole.includes(` ${word}`))) {
    return folded.replace(/ /g, '').includes(wanted.replace(/ /g, '')) ? 1 : 0;
  }
  const exact = String(text).normalize('NFC').toLowerCase().includes(query.normalize('NFC').toLowerCase().trim());
  return 2 + (exact ? 2 : 0) + (folded.startsWith(wanted) ? 2 : 0) + (whole.includes(` ${wanted}`) ? 1 : 0);
}

/* The entries that answer `query`, best first, else in their order. */
export function search(query, entries, textOf) {
  return entries.map((entry, index) => ({ entry, index, score: score(query, textOf(entry)) }))
    .filter((each) => each.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map((each) => each.entry);
}
