// What the tables of a scorecard or a course come to, in words: whether maxima close, bands reach them, hours add up.
'use strict';

import { computedOf } from './computed.js';
import { same } from './draft.js';
import { t } from './words.js';

const number = (value) => String(value).replace('.', t('decimal'));
const tone = (fits) => (fits === null ? '' : fits ? 'good' : 'warn');
const rest = (value) => number(Math.round(value * 10) / 10);

/* The words under a list, `{text, tone}`; `name` is what is added up. */
export function sumOf(draft, keys, name) {
  const computed = computedOf(draft);
  if (!computed) return { text: t('no_sum'), tone: '' };
  const at = (list) => list?.find((each) => same(each.keys, keys));
  const best = at(computed.bands);
  if (best) {
    return { text: t(best.fits ? 'band_best' : 'band_misses', { n: number(best.sum), of: number(best.whole) }), tone: tone(best.fits) };
  }
  const found = at(computed.sums);
  if (!found) return { text: '', tone: '' };
  const words = [t('sum', { name, n: number(found.sum) })];
  if (found.fits === true) words.push(t('sum_fits', { n: number(found.whole) }));
  if (found.fits === false) {
    const missing = found.whole - found.sum;
    words.push(t(missing > 0 ? 'sum_short' : 'sum_over', { n: rest(Math.abs(missing)), of: number(found.whole) }));
  }
  return { text: words.join(' · '), tone: tone(found.fits) };
}

/* The words under a worked example: what it comes to, and whether it says so. */
export function outcomeOf(draft, index) {
  const outcome = computedOf(draft)?.outcomes?.[index];
  const written = draft.get(['examples', index]);
  if (!outcome || !written) return { text: '', tone: '' };
  const fits = outcome.total === written.total && outcome.level === (written.level ?? null);
  const words = [t('example_total', { n: number(outcome.total), level: outcome.level ?? t('example_no_level') })];
  if (outcome.capped) words.push(t('example_capped', { level: outcome.capped }));
  return { text: `${fits ? '✓ ' : ''}${words.join(' · ')}`, tone: tone(fits) };
}
