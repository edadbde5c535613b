// Runs the vectors of folding.txt through the fold of search.js: node tests/search/folding.js
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { fold } = require("./engine.js")("");

let faults = 0;
for (const line of readFileSync(join(__dirname, "folding.txt"), "utf8").split("\n")) {
  if (!line || line.startsWith("#")) continue;
  const [text, expected] = line.split("\t");
  for (const form of [text, text.normalize("NFD"), text.normalize("NFC")]) {
    const found = fold(form).map((word) => `${word.bare}:${word.marks}`).join(" ");
    if (found === expected) continue;
    faults += 1;
    console.error(`${text}\n  expected ${expected}\n  found    ${found}`);
  }
}
process.exit(faults ? 1 : 0);
