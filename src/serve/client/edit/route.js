// Which screen is shown is what stands behind # in the address: so back, forward and reload work.
'use strict';

/* The parts of the address: [] the board, ['pages'], ['trash'], ['edit', PATH, LINE?]. */
export const parts = () => location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);

/* The address of a screen. */
export const address = (where) => `#/${where.map(encodeURIComponent).join('/')}`;

/* Goes to a screen. */
export const go = (where) => { location.hash = address(where); };
