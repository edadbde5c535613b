// The language of the editor: words under their keys, days and moments as people read them.
'use strict';

import { WORDS } from './vocabulary.js';

let chosen = 0;

/* The language that the server speaks. */
export const speak = (name) => { chosen = name === 'en' ? 1 : 0; };
export const lang = () => (chosen ? 'en' : 'vi');

/* The words under a key. A key without words shows itself, so that it is seen. */
export const t = (key, values = {}) => (WORDS[key]?.[chosen] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');

const two = (number) => String(number).padStart(2, '0');
const DAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy'];

/* A civil day `2026-09-04` as people read it, with the day of the week. */
export function dayInWords(text) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(text ?? '') ?? [];
  if (!year) return '';
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  if (date.getMonth() !== Number(month) - 1) return '';
  return chosen ? date.toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    : `${DAYS[date.getDay()]}, ${day}/${month}/${year}`;
}

/* A moment as `14:05, 04/9/2026`; the day is left out if it is today. */
export function momentInWords(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return String(text ?? '');
  const time = `${two(date.getHours())}:${two(date.getMinutes())}`;
  if (date.toDateString() === new Date().toDateString()) return time;
  return `${time}, ${chosen ? date.toLocaleDateString('en-GB') : `${two(date.getDate())}/${two(date.getMonth() + 1)}/${date.getFullYear()}`}`;
}
