// The part of search.js that needs no page, in Node: folding alone, or with the index of a built site.
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { gzipSync } = require("node:zlib");

const script = readFileSync(join(__dirname, "../../themes/so-tay/static/js/search.js"), "utf8");
const engine = script.slice(script.indexOf("(() => {") + 8, script.indexOf("  // --- the page ---"));

/** Returns { fold, search, texts, loaded }; `loaded` counts files and bytes since it was last set to zero. */
module.exports = (site) => {
  const loaded = { files: 0, raw: 0, gzip: 0 };
  const document = {
    querySelector: () => ({ dataset: { index: "index.js" } }),
    createElement: () => ({ remove() {} }),
    head: {
      append(element) {
        const text = readFileSync(join(site, "assets/search", element.src), "utf8");
        loaded.files += 1;
        loaded.raw += Buffer.byteLength(text);
        loaded.gzip += gzipSync(text).length;
        // The index speaks JSON inside one call.
        globalThis.sotaySearch(JSON.parse(text.slice("sotaySearch(".length, text.lastIndexOf(")"))));
      },
    },
  };
  const make = new Function("document", `"use strict";${engine}; return { fold, search, open, textOf, load, forget: () => { files.clear(); index = undefined; } };`);
  return { ...make(document), loaded };
};
