// node editing.mjs SOTAY: the editor of `sotay serve --edit`, from an empty folder to a page that is found.
// Needs Chromium or Firefox, and the npm package playwright-core (found through NODE_PATH or beside). With axe-core there, every
// screen is looked at for accessibility, too. SHOTS=DIR keeps a picture of each screen.
import { createRequire } from 'node:module';
import { execFileSync, spawn } from 'node:child_process';
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { close, launch } from './browser.mjs';

const require = createRequire(import.meta.url);
const axe = (() => { try { return fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'); } catch { return null; } })();
const sotay = path.resolve(process.argv[2]);
const root = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sotay-editing-')), 'so-tay');
const read = (file) => fs.readFileSync(path.join(root, 'content', file), 'utf8');
// One pixel.
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
// A drawing that would run a script and ask another host.
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20" onload="alert(1)"><script>alert(2)</script>'
  + '<rect width="40" height="20" fill="#ddd"/><image href="https://example.org/a.png" width="9" height="9"/></svg>';

execFileSync(sotay, ['init', root], { stdio: 'ignore' });

/* A server; `entry` is the address that it prints, with its token. */
async function serve(port = null) {
  const child = spawn(sotay, ['serve', '--edit', '--root', root, '--lang', 'vi', '--date', '2026-09-01', ...(port ? ['--port', port] : [])]);
  const entry = await new Promise((found, fail) => {
    let said = '';
    const hear = (bytes) => {
      said += bytes;
      const [address] = /http:\/\/\S+token=\S+/.exec(said) ?? [];
      if (address) found(address);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => fail(new Error(`the server ended: ${said}`)));
  });
  return { child, entry, port: new URL(entry).port, base: new URL(entry).origin };
}
const stop = (server) => new Promise((ended) => { server.child.removeAllListeners('exit'); server.child.on('exit', ended); server.child.kill('SIGKILL'); });
let server = await serve();

const browser = await launch();
let faults = 0;
const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.said = [];
  page.on('pageerror', (error) => page.said.push(error.message));
  page.on('console', (message) => {
    // A paper is no script; a server that was killed does not answer; a clash is an answer.
    if (message.type() === 'error' && !/sandboxed|ERR_CONNECTION|ERR_EMPTY|ERR_INCOMPLETE|Failed to fetch|409|403/.test(message.text())) page.said.push(`${message.text()} ${message.location().url}`);
  });
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(server.entry);
  await page.waitForSelector('.board, .page-editor');
  return page;
};
/* A part of the path, told by its name. */
async function step(name, page, run) {
  try {
    await run(page);
    assert.deepEqual(page.said.splice(0), []);
    console.log(`good  ${name}`);
  } catch (error) {
    faults += 1;
    console.log(`FAULT ${name}: ${error.message}`);
    if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `fault-${faults}.png`) }).catch(() => {});
    page.said.splice(0);
    // A dialog that was left open would stop the steps after it, too.
    for (let count = 0; count < 2; count += 1) await page.keyboard.press('Escape').catch(() => {});
  }
}
/* What must hold on every screen: nothing wider than the window, and no fault that axe finds. */
async function look(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${name}-${page.viewportSize().width}.png`) });
  assert(await page.evaluate(() => document.scrollingElement.scrollWidth <= window.innerWidth), `${name} is wider than the window`);
  if (!axe) return;
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
  assert.deepEqual(violations.map((each) => `${name}: ${each.id}: ${each.nodes[0].html.slice(0, 160)}`), []);
}
const edit = async (page, file) => {
  await page.goto(`${server.base}/_sotay/edit/#/edit/${encodeURIComponent(file)}`);
  await page.waitForSelector(`.page-path code:text-is("${file}")`);
};
/* Chooses what is done with a page from its menu. */
const choose = async (page, name) => {
  await page.click('.menu > summary');
  await page.click(`.menu-list >> text=${name}`);
};
/* Begins a page of a kind; `shot` names the screen where the kind is chosen. */
const begin = async (page, kind, title, shot = null) => {
  await page.click('button.large');
  if (shot) await look(page, shot);
  await page.check(`dialog input[value="${kind}"]`);
  await page.fill('dialog input[required]', title);
  await page.click('dialog button.main');
};
/* In the open dialog: says where a page or section goes, looks at what changes, and moves it. */
const move = async (page, to, path, shot) => {
  await page.fill('dialog input', to);
  await page.click('dialog button.main');
  await page.waitForSelector('dialog .move-preview ins');
  await look(page, shot);
  await page.click('dialog button.main');
  await page.waitForSelector(`.page-path code:text-is("${path}")`);
};
const remove = async (page) => {
  await choose(page, 'Xóa');
  await page.click('dialog button.danger');
  await page.waitForSelector('.board');
};
const saved = (page) => page.waitForSelector('.save-state.saved');
const tab = (page, name) => page.click(`[role="tab"]:has-text("${name}")`);
const fileNow = (page) => decodeURIComponent(page.url().split('/edit/').pop());

const page = await open();
let topic = '';
let agenda = '';

await step('the board tells what there is to do', page, async () => {
  await look(page, 'board');
  assert.match(await page.textContent('.brand'), /Sổ tay sinh hoạt/);
  for (const card of ['problems', 'due', 'replaced', 'stale', 'coverage']) assert(await page.locator(`.card-${card}`).count(), card);
});

await step('a topic is begun from its archetype', page, async () => {
  await begin(page, 'topic', 'Tiết kiệm điện ở cơ quan', 'new');
  await page.waitForSelector('.page-editor');
  topic = fileNow(page);
  assert.match(read(topic), /kind: topic/);
  await page.fill('[data-keys=\'["summary"]\'] textarea', 'Bốn việc nhỏ để tiền điện quý IV giảm một phần mười.');
  await page.uncheck('[data-keys=\'["draft"]\'] input');
  await look(page, 'topic');
});

await step('two directives are cited, one of them replaced: it is said at once and by the check', page, async () => {
  await tab(page, 'Nội dung');
  await look(page, 'body');
  const text = page.locator('textarea.body-text');
  await text.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('## Căn cứ\n\nTheo ');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hd 42');
  await look(page, 'citation');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog', { state: 'detached' });
  await page.keyboard.type(', thay cho ');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('hd 12');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog .warning-box:not([hidden])');
  assert.match(await page.textContent('dialog .warning-box'), /42-HD\/BTCTW/);
  await page.click('dialog .warning-box button:last-child');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert.match(await text.inputValue(), /\[\[42-HD\/BTCTW, 28\/10\/2025\]\], thay cho \[\[12-HD\/BTCTW, 06\/7\/2018\]\]/);
  await page.waitForFunction(() => /12-HD\/BTCTW.*thay thế/.test(document.querySelector('.body-said').textContent));
  assert.match(await page.textContent('.messages summary'), /cảnh báo/);
});

await step('the browser’s own undo goes on working', page, async () => {
  const text = page.locator('textarea.body-text');
  const before = await text.inputValue();
  await text.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+b');
  assert.match(await text.inputValue(), /\*\*chữ\*\*/);
  await page.keyboard.press('Control+z');
  assert.equal(await text.inputValue(), before);
});

await step('a picture goes in with words that stand for it', page, async () => {
  await page.locator('textarea.body-text').focus();
  await page.keyboard.press('Control+End');
  await page.click('.tool-picture');
  await look(page, 'picture');
  await page.setInputFiles('dialog input[type="file"]', { name: 'đồng hồ điện.png', mimeType: 'image/png', buffer: PICTURE });
  await page.click('dialog button.main');
  assert.match(await page.textContent('dialog .amiss'), /mô tả/);
  await page.fill('dialog textarea', 'Đồng hồ điện tầng hai');
  await page.click('dialog button.main');
  await page.waitForSelector('dialog', { state: 'detached' });
  const [, name] = /!\[Đồng hồ điện tầng hai\]\(([^)]+)\)/.exec(await page.inputValue('textarea.body-text'));
  await page.keyboard.press('Control+s');
  await saved(page);
  assert(fs.existsSync(path.join(root, 'content', path.dirname(topic), name.replace(/^<|>$/g, ''))), name);
  assert.match(read(topic), /Bốn việc nhỏ/);
  assert.match(read(topic), /# theme: /, 'comments of the file stay');
});

await step('the preview is the page as it is built', page, async () => {
  const frame = page.frameLocator('.preview-frame');
  await frame.locator('img[alt="Đồng hồ điện tầng hai"]').waitFor();
  await frame.locator('.cite.replaced').waitFor();
});

await step('an agenda uses the topic; times and total follow each key', page, async () => {
  await page.goto(`${server.base}/_sotay/edit/#/`);
  await page.waitForSelector('.board');
  await begin(page, 'agenda', 'Sinh hoạt thường kỳ tháng 9');
  await page.waitForSelector('.rows.timed li');
  agenda = fileNow(page);
  await page.uncheck('[data-keys=\'["draft"]\'] input');
  const total = () => page.textContent('.timed > .total');
  await page.waitForFunction(() => /90/.test(document.querySelector('.timed > .total').textContent));
  await page.fill('[data-keys=\'["items",0,"minutes"]\'] input', '1');
  await page.waitForFunction(() => document.querySelector('.timed > .total').classList.contains('warn'));
  assert.match(await total(), /còn thiếu 2 phút/);
  await page.fill('[data-keys=\'["items",0,"minutes"]\'] input', '3');
  await page.waitForFunction(() => document.querySelector('.timed > .total').classList.contains('good'));
  assert.equal(await page.textContent('.timed > ol > li:nth-child(2) .clock'), '07:33–07:37');
  const discussion = page.locator('.timed > ol > li').nth(6);
  await discussion.locator('.more > summary').click();
  await discussion.locator('[data-column="topic"] input').fill('tiet kiem dien');
  await discussion.locator('[data-column="topic"] [role="option"]:has-text("Tiết kiệm điện")').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await discussion.locator('[data-column="topic"] input').inputValue(), topic.replace(/\.md$/, ''));
  await look(page, 'agenda');
});

await step('rows are moved by keys, by buttons and by dragging', page, async () => {
  const titles = () => page.$$eval('.timed > ol > li [data-column="title"] textarea', (all) => all.map((each) => each.value));
  const [first, second, third] = await titles();
  await page.focus('[data-keys=\'["items",0,"minutes"]\'] input');
  await page.keyboard.press('Alt+ArrowDown');
  assert.deepEqual((await titles()).slice(0, 2), [second, first]);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.focus), '["items",1,"minutes"]');
  await page.locator('.timed > ol > li').nth(1).locator('.up').click();
  assert.deepEqual((await titles()).slice(0, 2), [first, second]);
  const handle = page.locator('.timed > ol > li').nth(0).locator('.handle');
  // Both ends in the window: Firefox takes no mouse out of it.
  await page.locator('.timed > ol > li').nth(1).evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const [from, to] = [await handle.boundingBox(), await page.locator('.timed > ol > li').nth(2).boundingBox()];
  await page.mouse.move(from.x + 8, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, to.y + to.height - 3, { steps: 6 });
  await page.mouse.up();
  assert.deepEqual((await titles()).slice(0, 3), [second, third, first]);
  await page.keyboard.press('Control+s');
  await saved(page);
  assert.match(read(agenda), new RegExp(`topic: ${topic.replace(/\.md$/, '')}`));
});

await step('its papers are at hand', page, async () => {
  await page.click('text="In, Word"');
  const link = page.locator('dialog a.button').first();
  await link.waitFor();
  await look(page, 'papers');
  const answer = await page.request.get(new URL(await link.getAttribute('href'), server.base).href);
  assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
  await page.keyboard.press('Escape');
});

await step('the server is killed: nothing is lost, and writing goes on', page, async () => {
  await edit(page, topic);
  await tab(page, 'Nội dung');
  await page.locator('textarea.body-text').focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nTrước khi mất điện.');
  await page.waitForSelector('.save-state.kept');
  await stop(server);
  await page.keyboard.type('\nSau khi mất điện.');
  await page.waitForSelector('.lost.shown', { timeout: 15_000 });
  await look(page, 'lost');
  await page.waitForTimeout(400);
  server = await serve(server.port);
  const again = await page.context().newPage();
  again.on('dialog', (dialog) => dialog.accept());
  await again.goto(server.entry);
  await again.waitForSelector('.card-drafts');
  await again.goto(`${server.base}/_sotay/edit/#/edit/${encodeURIComponent(topic)}`);
  await again.waitForSelector('.notice:not([hidden])');
  await tab(again, 'Nội dung');
  assert.match(await again.inputValue('textarea.body-text'), /Trước khi mất điện\.\nSau khi mất điện\./);
  await again.keyboard.press('Control+s');
  await saved(again);
  assert.match(read(topic), /Sau khi mất điện/);
  await again.close();
  await page.reload();
  await page.waitForSelector('.page-editor');
});

await step('a file changed underneath is merged, a clash is shown side by side', page, async () => {
  await edit(page, topic);
  await tab(page, 'Nội dung');
  const text = page.locator('textarea.body-text');
  const file = path.join(root, 'content', topic);
  const write = (from, to) => fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(from, to));
  await text.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nDòng của tôi.');
  write(/^summary: .*$/m, 'summary: "Tóm tắt của người khác."');
  await page.keyboard.press('Control+s');
  await saved(page);
  assert.match(read(topic), /Tóm tắt của người khác/);
  assert.match(read(topic), /Dòng của tôi/);
  await page.keyboard.type(' Thêm.');
  write('Dòng của tôi.', 'Dòng của họ.');
  await page.keyboard.press('Control+s');
  await page.waitForSelector('dialog .clashes');
  await look(page, 'clash');
  await page.check('dialog .clash-side >> text=Giữ cả hai');
  await page.click('dialog button.main');
  await saved(page);
  assert.match(read(topic), /Dòng của họ\.\nDòng của tôi\. Thêm\./);
});

await step('an earlier state comes back after a reload', page, async () => {
  await page.reload();
  await page.waitForSelector('.page-editor');
  await choose(page, 'Các bản trước');
  await page.locator('dialog .papers button').first().click();
  await page.waitForSelector('.save-state:is(.unsaved, .kept)');
  await page.click('.toast:last-child button:has-text("Hoàn tác")');
  await saved(page);
});

await step('a page is renamed after a look at what changes, deleted and taken back', page, async () => {
  await choose(page, 'Đổi tên');
  const to = topic.replace(/[^/]+$/, 'tiet-kiem-dien-quy-4.md');
  await move(page, to, to, 'move');
  topic = to;
  assert.match(read(agenda), /tiet-kiem-dien-quy-4/);
  assert.match(read(topic), /aliases:/);
  await remove(page);
  assert(!fs.existsSync(path.join(root, 'content', topic)));
  await page.click('.toast:last-child button:has-text("Hoàn tác")');
  await page.waitForSelector('.page-editor');
  assert(fs.existsSync(path.join(root, 'content', topic)));
});

await step('a drawing is cleaned on its way in', page, async () => {
  await edit(page, topic);
  await tab(page, 'Nội dung');
  await page.locator('textarea.body-text').focus();
  await page.keyboard.press('Control+End');
  await page.click('.tool-picture');
  await page.setInputFiles('dialog input[type="file"]', { name: 'sơ đồ.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(DRAWING) });
  await page.fill('dialog textarea', 'Sơ đồ tủ điện');
  await look(page, 'drawing');
  await page.click('dialog button.main');
  await page.waitForSelector('dialog', { state: 'detached' });
  const [, name] = /!\[Sơ đồ tủ điện\]\(([^)]+)\)/.exec(await page.inputValue('textarea.body-text'));
  const drawing = fs.readFileSync(path.join(root, 'content', path.dirname(topic), name.replace(/^<|>$/g, '')), 'utf8');
  assert.match(drawing, /<rect/);
  assert.doesNotMatch(drawing, /script|onload|example\.org/);
  await page.keyboard.press('Control+s');
  await saved(page);
  await page.frameLocator('.preview-frame').locator('img[alt="Sơ đồ tủ điện"]').waitFor();
});

await step('what a scorecard comes to is said while one types', page, async () => {
  await page.goto(`${server.base}/_sotay/edit/#/pages`);
  await page.waitForSelector('.pages');
  await begin(page, 'scorecard', 'Chấm buổi sinh hoạt');
  const max = page.locator('[data-keys=\'["groups",0,"max"]\'] input');
  await max.waitFor();
  const says = (tone, words) => page.waitForFunction(([tone, words]) => [...document.querySelectorAll(`.total.${tone}`)].some((each) => each.textContent.includes(words)), [tone, words]);
  await says('good', '✓ khớp 100');
  await look(page, 'scorecard');
  await max.fill('105');
  await says('warn', 'thừa 5 so với 100');
  await says('warn', 'thiếu 5 so với 105');
  await max.scrollIntoViewIfNeeded();
  await look(page, 'scorecard-over');
  await max.fill('');
  await page.waitForFunction(() => !document.querySelector('.total:is(.warn, .good)'));
  await max.fill('100');
  await says('good', '✓ khớp 100');
  await page.keyboard.press('Control+s');
  await saved(page);
});

await step('what was deleted waits in the trash', page, async () => {
  await edit(page, topic);
  await remove(page);
  const there = read(agenda);
  await page.goto(`${server.base}/_sotay/edit/#/trash`);
  await page.waitForSelector('.trash-list li');
  await look(page, 'trash');
  await page.click('.trash-list li:has-text("Tiết kiệm điện") button');
  await page.waitForFunction(() => /trống/.test(document.querySelector('.trash [role="status"]').textContent));
  assert(fs.existsSync(path.join(root, 'content', topic)));
  assert.equal(read(agenda), there);
  assert(await page.evaluate(() => document.activeElement.matches('.trash [role="status"]')), 'the focus stays in the list');
  assert.equal(await page.locator('.toast:has-text("Hoàn tác")').count(), 0, 'nothing to undo any more');
  await look(page, 'trash-empty');
});

await step('a page is made by keys alone', page, async () => {
  await page.goto(`${server.base}/_sotay/edit/#/pages`);
  await page.waitForSelector('.pages');
  await page.focus('#top a');
  // Tab until the button is reached: everything before it can be passed.
  for (let count = 0; count < 12 && !await page.evaluate(() => document.activeElement.matches('button.large')); count += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog');
  assert(await page.evaluate(() => document.activeElement.matches('dialog input[type="radio"]')));
  for (let count = 0; count < 20 && !await page.evaluate(() => document.activeElement.value === 'page'); count += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Chỉ bằng phím');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.page-editor');
  await page.focus('[role="tab"][aria-selected="true"]');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.textContent('[role="tab"][aria-selected="true"]'), 'Nội dung');
  await page.keyboard.press('Tab');
  // Past the switch of the preview to the tools, which are one stop.
  for (let count = 0; count < 4 && !await page.evaluate(() => document.activeElement.matches('.toolbar button')); count += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  assert(await page.evaluate(() => document.activeElement.matches('textarea.body-text')));
  await page.keyboard.type('- một');
  await page.keyboard.press('Enter');
  await page.keyboard.type('hai');
  await page.keyboard.press('Control+l');
  await page.keyboard.type('thuc hanh tiet kiem');
  await page.keyboard.press('Enter');
  await page.waitForSelector('dialog', { state: 'detached' });
  assert(await page.evaluate(() => document.activeElement.matches('textarea.body-text')), 'the focus is back');
  await page.keyboard.press('Control+s');
  await saved(page);
  assert.match(read(fileNow(page)), /- một\n- hai\[\[chuyen-de\/thuc-hanh-tiet-kiem\]\]/);
});

await step('a section moves with all its pages and the links to them', page, async () => {
  const from = path.dirname(topic);
  const to = 'hoc-tap-thang';
  const moved = fs.readdirSync(path.join(root, 'content', from)).sort();
  await edit(page, `${from}/_index.md`);
  await choose(page, 'Đổi tên');
  await page.fill('dialog input', 'sinh-hoat-mau');
  await page.click('dialog button.main');
  await page.waitForFunction(() => document.querySelector('dialog .amiss')?.textContent.trim());
  await move(page, to, `${to}/_index.md`, 'move-section');
  assert(!fs.existsSync(path.join(root, 'content', from)));
  assert.deepEqual(fs.readdirSync(path.join(root, 'content', to)).sort(), moved);
  topic = topic.replace(from, to);
  assert.match(read(agenda), new RegExp(`topic: ${topic.replace(/\.md$/, '')}`));
  execFileSync(sotay, ['check', '--root', root, '--date', '2026-09-01'], { stdio: 'pipe' });
});

await step('without the token nobody gets in', page, async () => {
  const stranger = await (await browser.newContext()).newPage();
  for (const address of ['/_sotay/edit/', '/_sotay/edit/api/board', '/_sotay/edit/?token=wrong']) {
    assert.equal((await stranger.goto(server.base + address)).status(), 403, address);
  }
  await stranger.context().close();
});

for (const [width, colorScheme] of [[1360, 'dark'], [768, 'light'], [390, 'dark']]) {
  const other = await open({ viewport: { width, height: 844 }, colorScheme });
  await other.addInitScript(() => {
    window.moved = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { if (!entry.hadRecentInput) window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await step(`every screen is in order at ${width} px, ${colorScheme}`, other, async () => {
    await look(other, 'board');
    await other.goto(`${server.base}/_sotay/edit/#/pages`);
    await other.waitForSelector('.pages');
    await other.fill('.pages [type="search"]', 'tiet kiem dien');
    await other.waitForFunction(() => document.querySelectorAll('.page-list li').length === 1);
    await look(other, 'pages');
    for (const file of [topic, agenda, 'sinh-hoat-mau/hanh-chinh.md', 'van-ban/12-hd-btctw.md']) {
      await edit(other, file);
      await look(other, file.replace(/\W/g, '-'));
      await tab(other, 'Nội dung');
      await look(other, `${file.replace(/\W/g, '-')}-body`);
      const preview = other.locator('[role="tab"]:has-text("Xem trước"):visible');
      if (await preview.count()) {
        await preview.click();
        await other.frameLocator('.preview-frame').locator('h1').waitFor();
        await look(other, `${file.replace(/\W/g, '-')}-preview`);
      }
    }
    assert(await other.evaluate(() => (window.moved ?? 0) < 0.05), 'the layout shifts');
  });
  await other.context().close();
}

await stop(server);
await step('the built page is found without marks', page, async () => {
  execFileSync(sotay, ['build', '--root', root, '--date', '2026-09-01'], { stdio: 'pipe' });
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`file://${path.join(root, 'output', 'index.html')}`);
  await reader.locator('input[type="search"], input[role="combobox"]').first().fill('dong ho dien tang hai');
  await reader.locator('text=Tiết kiệm điện ở cơ quan').first().waitFor();
  await reader.context().close();
});

await close(browser);
fs.rmSync(path.dirname(root), { recursive: true });
console.log(`${faults} faults${axe ? '' : ' (axe-core was not found)'}`);
process.exit(faults ? 1 : 0);
