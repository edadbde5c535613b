// The browser that the tests look through: Chromium, or Firefox with BROWSER=firefox. CHROMIUM and FIREFOX name the programs.
// Firefox is driven by WebDriver BiDi, of which playwright-core from 1.65 on asks more than Firefox 153 knows; 1.62 does.
import { createRequire } from 'node:module';
import { execSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const { chromium, firefox } = createRequire(import.meta.url)('playwright-core');
export const isFirefox = process.env.BROWSER === 'firefox';
const program = (named, ...names) => named || execSync(names.map((name) => `command -v ${name}`).join(' || '), { encoding: 'utf8' }).trim();
const downloads = fs.mkdtempSync(path.join(os.tmpdir(), 'sotay-saved-'));

/* Starts a browser that never runs what pages bring if `scripts` is false. */
export function launch({ scripts = true } = {}) {
  if (!isFirefox) {
    return chromium.launch({
      executablePath: program(process.env.CHROMIUM, 'chromium'),
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--ignore-certificate-errors'],
      downloadsPath: downloads,
    });
  }
  return firefox.launch({
    channel: 'moz-firefox',
    executablePath: program(process.env.FIREFOX, 'firefox-esr', 'firefox'),
    firefoxUserPrefs: { 'javascript.enabled': scripts },
    downloadsPath: downloads,
  });
}

/* What a page saves as a file when `act` is done, as text. */
export async function saved(act) {
  const before = new Set(fs.readdirSync(downloads));
  await act();
  for (let waited = 0; waited < 15_000; waited += 50) {
    // Firefox fills a file beside the one that it has made already.
    const text = fs.readdirSync(downloads).filter((name) => !before.has(name) && !name.endsWith('.part'))
      .map((name) => fs.readFileSync(path.join(downloads, name), 'utf8')).find(Boolean);
    if (text) return text;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('nothing was saved');
}

/* Ends what the tests began. */
export async function close(...browsers) {
  for (const browser of browsers) await browser.close();
  fs.rmSync(downloads, { recursive: true });
}
