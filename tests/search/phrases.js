// How well search finds what the handbook says: random phrases taken from the text of a built site, with and without marks.
//   node tests/search/phrases.js SITE [--count 100] [--seed 1] [--ask "a query" …]
// Right: the first page holds the phrase (with marks: as written). Also counts what a first query loads, compressed.
"use strict";
const { parseArgs } = require("node:util");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "100" }, seed: { type: "string", default: "1" }, ask: { type: "string", multiple: true } },
});
const site = positionals[0];
const engine = require("./engine.js")(site);
const every = () => true;

let state = Number(values.seed);
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

/** All pages as lists of syllables with marks, a line a block. */
const read = async () => {
  const index = await engine.open();
  const pages = [];
  for (let page = 0; page < index.pageText.length; page++) {
    const { parts, title, url } = await engine.textOf(page);
    const lines = [title, ...parts.flatMap((part) => [part.heading, ...part.text.split(/[\n.;:?!()[\]…·]/)])];
    pages.push({ url, lines: lines.map((line) => engine.fold(line)) });
    pages[page].texts = lines;
  }
  return pages;
};

const holds = (page, asked, marked) => page.lines.some((words) => {
  for (let at = 0; at + asked.length <= words.length; at++)
    if (asked.every((word, i) => word.bare === words[at + i].bare && (!marked || word.marks === words[at + i].marks))) return true;
  return false;
});

const main = async () => {
  if (values.ask) {
    for (const text of values.ask) {
      engine.forget();
      Object.assign(engine.loaded, { files: 0, raw: 0, gzip: 0 });
      const { count, top } = await engine.search(text, 6, every);
      console.log(`“${text}”: ${count} pages; ${engine.loaded.files} files, ${(engine.loaded.gzip / 1000).toFixed(0)} KB compressed`);
      for (const it of top) console.log(`   ${it.rank.toFixed(1).padStart(11)}  ${it.url}  ${it.title}`);
    }
    return;
  }
  const pages = await read();
  const count = Number(values.count);
  const kinds = { marked: 0, bare: 0 };
  const wrong = [];
  const sizes = [];
  let otherTones = 0;
  for (let done = 0; done < count;) {
    const page = pages[random(pages.length)];
    const line = random(page.lines.length);
    const words = page.lines[line];
    const length = 3 + random(3);
    if (words.length < length) continue;
    const at = random(words.length - length + 1);
    const part = words.slice(at, at + length);
    if (!part.some((word) => word.marks)) continue;
    done += 1;
    const phrase = page.texts[line].slice(part[0].from, part[length - 1].to).normalize("NFC");
    const bare = phrase.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D").toLowerCase();
    for (const [kind, text] of [["marked", phrase], ["bare", bare]]) {
      engine.forget();
      Object.assign(engine.loaded, { files: 0, raw: 0, gzip: 0 });
      const { top } = await engine.search(text, 6, every);
      sizes.push(engine.loaded.gzip);
      const asked = engine.fold(text);
      const right = top.map((it) => holds(pages[it.page], asked, kind === "marked"));
      kinds[kind] += Boolean(right[0]);
      if (!right[0]) wrong.push(`${kind}: “${text}” → ${top[0]?.url ?? "nothing"} (from ${page.url})`);
      // A page with the phrase as typed below one without.
      if (kind === "marked" && right.lastIndexOf(true) > right.indexOf(false) && right.includes(false)) otherTones += 1;
    }
  }
  sizes.sort((a, b) => a - b);
  console.log(wrong.slice(0, 12).join("\n"));
  console.log(`${pages.length} pages, ${count} phrases: first page right with marks ${kinds.marked}, without ${kinds.bare};`
    + ` exact below another in the first six ${otherTones}`);
  console.log(`first query, compressed: median ${(sizes[sizes.length >> 1] / 1000).toFixed(0)} KB, most ${(sizes[sizes.length - 1] / 1000).toFixed(0)} KB`);
};
main();
