// node score.mjs score.json: the scorecard's script against the cases that the model made.
import fs from 'node:fs';
import vm from 'node:vm';

const script = new URL('../../themes/so-tay/static/js/score.js', import.meta.url);
const window = { sotay: {} };
vm.runInNewContext(fs.readFileSync(script, 'utf8'), { window });

let faults = 0;
let count = 0;
for (const { card, cases } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
  for (const of of cases) {
    const found = window.sotay.score(card, of.points, of.skipped);
    count += 1;
    for (const key of ['total', 'byTotal', 'level']) {
      if (found[key] === of[key]) continue;
      faults += 1;
      console.error(`${JSON.stringify(of)}: ${key} is ${found[key]}`);
    }
  }
}
if (count === 0) throw new Error('no cases');
process.exit(faults ? 1 : 0);
