// node reading.mjs OUTPUT_DIR: what only a browser can show of a built handbook, from file:// and over https.
// Needs Chromium or Firefox, the npm package playwright-core (found through NODE_PATH or beside), and openssl for a certificate.
import { execSync } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { close, isFirefox, launch, saved } from './browser.mjs';

const out = fs.mkdtempSync(path.join(os.tmpdir(), 'sotay-reading-'));
fs.cpSync(process.argv[2], out, { recursive: true });
const pages = fs.readdirSync(out, { recursive: true }).filter((name) => name.endsWith('.html')).sort();
const pageWith = (part) => {
  const name = pages.find((name) => fs.readFileSync(path.join(out, name), 'utf8').includes(part));
  assert(name, `no page has ${part}`);
  return name.split(path.sep).join('/');
};
const scorecard = pageWith('class="scoring');
const course = pageWith('class="cards lessons"');
const plan = pageWith('class="months"');
const searching = pageWith('id="_found" class="found"></ol>');
const entries = (name) => (fs.readFileSync(path.join(out, name), 'utf8').match(/<aside class="sidebar".*?<\/aside>/s)?.[0].match(/<li/g) || []).length;
const longest = pages.reduce((best, name) => (entries(name) > entries(best) ? name : best)).split(path.sep).join('/');
const variants = pageWith('<details class="only"');

// A server that can be cut off.
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'sotay-key-'));
execSync('openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out certificate -days 2 -subj /CN=localhost', { cwd: temporary, stdio: 'ignore' });
const types = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', json: 'application/json', svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };
let online = true;
const server = https.createServer({ key: fs.readFileSync(path.join(temporary, 'key')), cert: fs.readFileSync(path.join(temporary, 'certificate')) }, (request, answer) => {
  if (!online) return request.socket.destroy();
  let file = path.join(out, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  if (file.endsWith('/')) file += 'index.html';
  fs.readFile(file, (error, bytes) => {
    answer.writeHead(error ? 404 : 200, { 'content-type': types[file.split('.').pop()] || 'application/octet-stream' });
    answer.end(error ? '' : bytes);
  });
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const web = `https://localhost:${server.address().port}/`;

const browser = await launch();
// Beside the context's own switch, which Firefox does not know.
const still = await launch({ scripts: false });
let faults = 0;
/* One check on a page of its own; what the console says counts as a fault. */
async function check(name, base, run, options = {}, cutOff = false) {
  const context = await (options.javaScriptEnabled === false ? still : browser).newContext({ viewport: { width: 1280, height: 900 }, ignoreHTTPSErrors: true, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && said.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => said.push(error.message));
  page.on('dialog', (dialog) => dialog.accept());
  try {
    await run(page, base);
    // A network that is cut off fails requests: that is the point.
    assert.deepEqual(said.filter((text) => !(cutOff && text.startsWith('Failed to load'))), []);
    console.log(`good  ${name}`);
  } catch (error) {
    faults += 1;
    console.log(`FAULT ${name}: ${error.message}`);
  }
  online = true;
  await context.close();
}
for (const [where, base] of [['file', `file://${out}/`], ['https', web]]) {
  await check(`${where}: a kind of organisation is chosen once and kept`, base, async (page) => {
    await page.goto(base + variants);
    const type = await page.locator('details.only').first().getAttribute('data-org-types');
    const other = await page.$eval('[data-choice="org-type"]', (select, type) => [...select.options].map((o) => o.value).find((v) => v && !type.split(' ').includes(v)), type);
    await page.selectOption('[data-choice="org-type"]', other);
    assert.match(page.url(), new RegExp(`loai-hinh=${other}`));
    await page.goto(base + variants);
    for (const part of await page.$$('details.only')) {
      const mine = (await part.getAttribute('data-org-types')).split(' ').includes(other);
      assert.equal(await part.evaluate((part) => part.open), mine);
      assert(await part.$eval('summary', (summary) => summary.offsetHeight > 0), 'its label stays');
    }
    await page.goto(base + 'index.html?loai-hinh=');
    assert.equal(await page.$eval('[data-choice="org-type"]', (select) => select.value), '');
  });
  await check(`${where}: light and dark are chosen and kept`, base, async (page) => {
    await page.goto(base + 'index.html');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.selectOption('[data-choice="theme"]', 'dark');
    await page.reload();
    assert.notEqual(await paper(), light);
  });
  await check(`${where}: a scorecard counts, keeps its draft, and is saved as a table`, base, async (page) => {
    await page.goto(base + scorecard);
    const fill = async (least) => {
      for (const row of await page.$$('tr[data-criterion]')) {
        const bands = await row.$$('input[type="radio"]');
        if (bands.length) await bands[least ? bands.length - 1 : 0].check();
        else await (await row.$('input[inputmode]')).fill(least ? '0' : await row.$eval('td.num', (cell) => cell.textContent));
      }
      return page.textContent('.result');
    };
    const [lowest, highest] = [await fill(true), await fill(false)];
    assert.notEqual(lowest, highest);
    const total = await page.textContent('.scores tfoot .num');
    assert.equal(await page.textContent('[data-part="sum"]'), total, 'all at their maximum');
    assert.match(await saved(() => page.click('[data-part="csv"]')), new RegExp(`;${total};${total}\r\n`));
    await page.reload();
    assert.equal(await page.textContent('.result'), highest);
    await page.click('[data-part="clear"]');
    await page.reload();
    assert.equal(await page.textContent('[data-part="sum"]'), '–');
  });
  await check(`${where}: progress in a course is kept and saved`, base, async (page) => {
    await page.goto(base + course);
    await page.locator('input[data-lesson]').first().check();
    await page.reload();
    assert(await page.locator('input[data-lesson]').first().isChecked());
    assert.equal(await page.$eval('progress', (bar) => bar.value), 1);
    assert.match(await saved(() => page.click('.progress button')), /;\d{4}-\d\d-\d\d\r\n/);
  });
  // Over https a page that is left so soon says that its service worker was cut off.
  if (where === 'file') await check(`${where}: the sidebar shows where one is, wherever it was left`, base, async (page) => {
    await page.goto(base + longest);
    const all = await page.$$eval('.sidebar li:not(.sub, .more) a', (links) => links.map((link) => link.href));
    // Each is left with what it showed, which is kept for the next.
    for (const at of [0, -1, 0]) {
      await page.goto(all.at(at));
      assert(await page.$eval('.sidebar', (sidebar) => {
        const [list, own] = [sidebar.querySelector('nav'), sidebar.querySelector('[aria-current]')].map((of) => of.getBoundingClientRect());
        return own.top > list.top - 1 && own.bottom < list.bottom + 1;
      }), `entry ${at}`);
    }
  });
  await check(`${where}: the year plan shows one month`, base, async (page) => {
    await page.goto(base + plan);
    await page.click('.pair button:nth-child(2)');
    assert.equal(await page.locator('.month tbody td b').count() >= 28, true);
    assert(await page.locator('.months ul:visible').count() <= 1);
    const types = await page.$$eval('[data-choice="org-type"] option', (options) => options.map((option) => option.value).filter(Boolean));
    for (const type of types) {
      await page.selectOption('[data-choice="org-type"]', type);
      assert(await page.locator('.months .others:visible').count() <= 1, 'a month that is not shown hides nothing');
    }
  });
  await check(`${where}: search is fetched when it is wanted, and finds what was typed before it came`, base, async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    // A service worker asks for the same once more. Firefox does not tell what it reads from a folder: there the script itself is
    // looked for, and the index, which takes itself out, is not counted.
    const isTold = !(isFirefox && where === 'file');
    const search = async () => isTold
      ? new Set(asked.filter((url) => /\/search(-\w+\.js|\/index\.js)$/.test(url))).size
      : page.$$eval('script[src]', (all) => all.filter((script) => /\/search-\w+\.js$/.test(script.src)).length);
    await page.goto(base + variants, { waitUntil: 'load' });
    await page.waitForTimeout(200);
    assert.equal(await search(), 0);
    await page.keyboard.press('/');
    assert(await page.evaluate(() => document.activeElement.matches('form.search input')));
    await page.keyboard.type('nghi quyet');
    await page.locator('#_found a').first().waitFor();
    assert.equal(await search(), isTold ? 2 : 1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => !url.href.includes(variants));
  });
  await check(`${where}: without JavaScript all is shown`, base, async (page) => {
    await page.goto(base + variants);
    assert.equal(await page.locator('details.only:not([open])').count(), 0);
    // The search box leads to a page that says what to do without JavaScript.
    assert.equal(await page.locator('select:visible, button:not(form[role=search] button):visible').count(), 0);
  }, { javaScriptEnabled: false });
  // Firefox does not tell what moves.
  if (!isFirefox) await check(`${where}: nothing moves while a page with choices is drawn`, base, async (page) => {
    await page.goto(base + variants + '?loai-hinh=hanh-chinh');
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    for (const address of [variants, scorecard, plan, course, searching, 'index.html']) {
      await page.goto(base + address, { waitUntil: 'load' });
      await page.waitForTimeout(300);
      // A page that arrives in pieces may show half a button for a moment.
      assert((await page.evaluate(() => window.moved)) < 0.0005, address);
    }
  });
}

await check('https: what was read opens without a network, then all of it, then the new version', web, async (page) => {
  await page.goto(web + plan);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  // `waitForFunction` takes a promise for an answer.
  const isKept = () => page.evaluate(async () => {
    const own = [...document.querySelectorAll('script[src], link[rel="stylesheet"]')].map((of) => of.src || of.href);
    return (await Promise.all([...own, location.href].map((address) => caches.match(address)))).every(Boolean);
  });
  while (!(await isKept())) await page.waitForTimeout(50);
  online = false;
  assert.equal((await page.goto(web + plan)).status(), 200);
  assert.equal((await page.goto(web + course)).status(), 503);
  online = true;
  await page.goto(web + 'index.html');
  await page.click('.offline button');
  await page.waitForFunction(() => document.querySelector('.offline output').textContent === document.querySelector('.offline').dataset.kept, null, { timeout: 120_000 });
  online = false;
  assert.equal((await page.goto(web + course)).status(), 200);
  online = true;
  const change = (name, from, to) => fs.writeFileSync(path.join(out, name), fs.readFileSync(path.join(out, name), 'utf8').replace(from, to));
  change('sw.js', 'Version "', 'Version "next');
  change('index.html', '<h1>', '<h1>Next ');
  await page.goto(web + 'index.html');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.waitForSelector('.update:not([hidden])');
  await Promise.all([page.waitForNavigation(), page.click('.update button')]);
  assert.match(await page.textContent('h1'), /^Next /);
}, {}, true);

await close(browser, still);
server.close();
for (const folder of [out, temporary]) fs.rmSync(folder, { recursive: true });
console.log(`${faults} faults`);
process.exit(faults ? 1 : 0);
