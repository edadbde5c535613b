// Search without a server. src/render/search describes the index, src/text the folding (syllable.rs, words.rs).
"use strict";
(() => {
  // --- folding ---
  const signs = new Map();
  const signOf = (ch) => {
    let sign = signs.get(ch);
    if (sign) return sign;
    sign = { letter: "", marks: 0, quality: 0, tone: 0, mark: false };
    for (const part of ch.toLowerCase().normalize("NFD")) {
      if (/[a-z\d]/.test(part)) sign.letter ||= part;
      else if ("đðɖ".includes(part)) [sign.letter, sign.marks] = ["d", 8];
      sign.quality = "\u0302\u0306\u031B".indexOf(part) + 1 || sign.quality;
      sign.tone = "\u0300\u0301\u0309\u0303\u0323".indexOf(part) + 1 || sign.tone;
      sign.mark ||= part >= "\u0300" && part <= "\u036F";
    }
    signs.set(ch, sign);
    return sign;
  };

  const fold = (text) => {
    const out = [];
    let bare = "", marks = 0, vowels = 0, isVowel = false, from = 0, at = 0, stop = false;
    const end = () => {
      if (bare) {
        bare = bare.replace(/^0+(?=\d)/, "").slice(0, 9).replace(/^(qu|[^aeiouy\d])y$/, "$1i");
        if (!stop && bare < "a" && out[out.length - 1]?.bare === "so") out.pop();
        out.push({ bare, marks, from, to: at });
        stop = false;
      }
      bare = "";
      marks = vowels = 0;
    };
    for (const ch of text) {
      const { letter, marks: stroke, quality, tone, mark } = signOf(ch);
      if (letter) {
        if (bare && letter < "a" !== bare < "a") end();
        if (!bare) from = at;
        bare += letter;
        isVowel = "aeiouy".includes(letter);
        vowels += isVowel;
      } else if (!mark) {
        end();
        stop ||= /[.;:?!()[\]…\n]/.test(ch);
      }
      if (bare) {
        marks |= stroke;
        if (quality && isVowel && vowels < 4) marks = (marks & ~(3 << (2 + 2 * vowels))) | (quality << (2 + 2 * vowels));
        if (tone) marks = (marks & ~7) | tone;
      }
      at += ch.length;
    }
    end();
    return out;
  };

  // --- the index ---
  const form = document.querySelector("form[data-index]");
  if (!form) return;
  const files = new Map();
  const arrived = new Map();
  globalThis.sotaySearch = ([name, ...holds]) => arrived.get(name)?.(holds);

  const load = (name, again = "") => {
    if (!files.has(name) || again)
      files.set(name, new Promise((done, fail) => {
        arrived.set(name, done);
        const script = document.createElement("script");
        script.src = form.dataset.index.replace("index.js", name + ".js" + again);
        script.onload = () => script.remove();
        script.onerror = () => { files.delete(name); fail(name); };
        document.head.append(script);
      }));
    return files.get(name);
  };

  const numbers = function* (text) {
    let number = 0, scale = 1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i), value = code - 35 - (code > 92);
      number += scale * value;
      scale *= 32;
      if (value < 59) { yield number; number = 0; scale = 1; }
    }
  };

  let index;
  const open = async (again) => {
    if (index && !again) return index;
    const [it] = await load("index", again);
    it.words = it.words.split(" ");
    it.counts = [...numbers(it.counts)];
    it.places = new Map(it.words.map((word, at) => [word, at]));
    it.lengths = [...numbers(it.lengths)];
    it.keys = it.keys.split(" ");
    it.pageText = [...numbers(it.groups)].flatMap((count, group) =>
      Array.from({ length: count }, (_, at) => ["t-" + it.texts.substr(group * 10, 10), at]));
    it.short = it.short.split(";").map((entry) => entry.split("=").map((side) => side.trim()));
    return (index = it);
  };

  // The shard that has a key: key → lists of { marks, pages: [[page, step]] }.
  const shard = async (first, second) => {
    const wanted = second ? first + "-" + second[0] : first;
    let low = 0, high = index.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.keys[middle] <= wanted) low = middle + 1;
      else high = middle;
    }
    if (!low) return new Map();
    const holds = await load(`k-${index.keys[low - 1]}-${index.hashes.substr(low * 7 - 7, 7)}`);
    return (holds.lists ??= parse(...holds));
  };

  const parse = (keys, lists) => {
    const map = new Map(), read = numbers(lists), next = () => read.next().value;
    for (const group of keys.split(",")) {
      const [first, ...seconds] = group.split(" ");
      for (const second of seconds)
        map.set(second === "*" ? first : first + " " + second, Array.from({ length: next() }, () => {
          const marks = next();
          let page = -1;
          return { marks, pages: Array.from({ length: next() }, () => {
            const value = next();
            page += 1 + (value >> 2);
            return [page, value & 3];
          }) };
        }));
    }
    return map;
  };

  // --- the query ---
  const near = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    const same = (n, m) => a.slice(i + n) === b.slice(i + m);
    return same(1, 1) || same(0, 1) || same(1, 0) || (a[i] === b[i + 1] && a[i + 1] === b[i] && same(2, 2));
  };

  const often = (test, most) => index.words.filter(test)
    .sort((a, b) => index.counts[index.places.get(b)] - index.counts[index.places.get(a)]).slice(0, most);

  // As typed, and with each abbreviation written out.
  const readings = (text) => {
    const typed = fold(text).slice(0, 12);
    const all = [typed];
    for (const [short, long] of index.short) {
      const key = fold(short)[0], at = typed.findIndex((t) => t.bare === key?.bare && (!t.marks || t.marks === key.marks));
      if (at >= 0) all.push([...typed.slice(0, at), ...fold(long), ...typed.slice(at + 1)]);
    }
    return all.map((words) => words.map((word, at) => ({
      ...word,
      // Still growing.
      open: at === words.length - 1 && !/\s$/.test(text),
      // What nobody wrote is one letter wrong.
      like: index.places.has(word.bare) ? [word.bare] : word.bare < "a" || word.bare.length < 3 ? [] : often((w) => near(w, word.bare), 3),
    })));
  };

  const TF = [1, 2.5, 5, 10];

  // page → { score, has, like }: the words it holds as typed and in any spelling, as bits.
  const score = async (words) => {
    const pages = new Map(), total = index.lengths.length;
    const marked = words.some((word) => word.marks);
    const add = (lists, marks, weight, bits) => {
      const count = lists.reduce((sum, list) => sum + list.pages.length, 0);
      const rare = Math.log(1 + (total - Math.min(count, total) + 0.5) / (count + 0.5)) * weight;
      for (const list of lists) {
        const same = !marked || marks < 0 || list.marks === marks;
        for (const [page, step] of list.pages) {
          let it = pages.get(page);
          if (!it) pages.set(page, (it = { page, score: 0, has: 0, like: 0 }));
          const tf = TF[step];
          it.score += (same ? 1 : 0.12) * rare * tf * 2.2 / (tf + 0.3 + 0.9 * index.lengths[page] / 16);
          if (same) it.has |= bits;
          it.like |= bits;
        }
      }
    };
    await Promise.all(words.flatMap((word, at) => {
      const bit = 1 << at, before = words[at - 1];
      const single = word.open && !before ? [...new Set([...word.like, ...often((w) => w.startsWith(word.bare), 4)])] : word.like;
      const work = single.map(async (bare) => {
        const lists = (await shard(bare)).get(bare);
        if (lists) add(lists, bare === word.bare ? word.marks : -1, bare === word.bare ? 1 : 0.5, bit);
      });
      for (const first of before?.like ?? []) {
        const same = first === before.bare;
        for (const second of word.open ? [word.bare] : word.like)
          work.push(shard(first, second).then((map) => {
            for (const [key, lists] of map) {
              const whole = key === first + " " + second;
              if (whole) add(lists, same && second === word.bare ? (before.marks << 10) | word.marks : -1, 1.8, 0);
              else if (word.open && key.startsWith(first + " " + second)) add(lists, -1, 0.6, bit);
            }
          }));
      }
      return work;
    }));
    return pages;
  };

  const bits = (n) => { let sum = 0; for (; n; n &= n - 1) sum++; return sum; };

  const textOf = async (page) => {
    const [name, at] = index.pageText[page];
    const [url, title, kind, ...rest] = (await load(name))[0][at];
    const parts = [{ anchor: "", heading: "", text: "", words: fold(title) }];
    for (let i = 0; i < rest.length; i += 3) {
      const [anchor, heading, lines] = rest.slice(i, i + 3), text = lines.replace(/([^.:;?!…])\n/g, "$1 · ");
      parts.push({ anchor, heading, text, words: fold(text), head: fold(heading) });
    }
    return { page, url, title, kind, parts };
  };

  const matches = (word, asked, marked) => (asked.like.includes(word.bare) || (asked.open && word.bare.startsWith(asked.bare)))
    && (!marked || word.bare !== asked.bare || word.marks === asked.marks);

  // The longest run of the words asked for.
  const run = (words, asked) => {
    const marked = asked.some((word) => word.marks);
    let best = { length: 0, at: 0 };
    for (let at = 0; at < words.length; at++)
      for (let start = 0; start < asked.length; start++) {
        let length = 0;
        while (at + length < words.length && start + length < asked.length && matches(words[at + length], asked[start + length], marked)) length++;
        if (length > best.length) best = { length, at };
      }
    return best;
  };

  const search = async (text, most, allowed) => {
    await open();
    const found = new Map();
    let fullest = 0;
    for (const asked of readings(text))
      for (const [page, it] of await score(asked)) {
        if (!allowed(page)) continue;
        // What holds all words as typed comes before all else.
        const full = bits(it.like) / asked.length, rank = bits(it.has) / asked.length * 1e6 + Math.min(it.score * full, 999);
        fullest = Math.max(fullest, full);
        if (!(found.get(page)?.rank > rank)) found.set(page, { page, rank, full, asked });
      }
    const order = (all) => all.sort((a, b) => b.rank - a.rank || a.page - b.page);
    // Only pages with as many of the words as any has.
    const all = order([...found.values()].filter((it) => it.full === fullest));
    const top = order(await Promise.all(all.slice(0, Math.max(12, most)).map(async (it) => {
      Object.assign(it, await textOf(it.page));
      let best = 0;
      it.parts.forEach((part, at) => {
        part.run = run(part.words, it.asked);
        const head = part.head ? run(part.head, it.asked).length : 0;
        part.worth = Math.max(part.run.length, head + 0.3);
        // Best is a title that begins with what was asked for.
        const whole = !part.run.at && part.run.length === it.asked.length;
        best = Math.max(best, at ? part.worth : part.run.length + (whole ? 1 + part.run.length / part.words.length / 2 : 0.6));
      });
      it.rank += best * 60;
      return it;
    })));
    return { count: all.length, top: top.slice(0, most) };
  };

  // --- the page ---
  const { dataset } = form, box = form.q, isPage = "page" in dataset;
  const list = document.getElementById(box.getAttribute("aria-controls"));
  const status = form.querySelector("[role=status]"), more = document.getElementById("_more");
  const own = {};
  let turn = 0, timer, most, chosen = -1;

  const element = (tag, props, ...children) => {
    const it = Object.assign(document.createElement(tag), props);
    it.append(...children);
    return it;
  };

  const marked = (text, words, asked, from = 0, to = text.length) => {
    const out = [], isMarked = asked.some((word) => word.marks);
    for (const word of words) {
      if (word.from < from || word.to > to || !asked.some((a) => matches(word, a, isMarked))) continue;
      out.push(text.slice(from, word.from), element("mark", {}, text.slice(word.from, word.to)));
      from = word.to;
    }
    return [...out, text.slice(from, to)];
  };

  const hit = (it, at) => {
    const part = it.parts.slice(1).reduce((a, b) => (b.worth > a.worth ? b : a));
    const { text, words } = part, middle = words[part.run.at]?.from;
    const from = middle > 80 ? words.find((word) => word.from > middle - 70).from : 0;
    const to = text.length < from + 220 ? text.length : text.lastIndexOf(" ", from + 210);
    const href = dataset.root + it.url + (part.anchor && "#" + part.anchor);
    const inside = [
      element("small", {}, [index.kinds[it.kind], part.heading].filter(Boolean).join(" › ")),
      element("span", {}, from ? "… " : "", ...marked(text, words, it.asked, from, to), to < text.length ? " …" : ""),
    ];
    const title = element("b", {}, ...marked(it.title, it.parts[0].words, it.asked));
    return isPage ? element("li", {}, element("a", { href }, title), ...inside)
      : element("a", { href, role: "option", id: "_hit" + at, tabIndex: -1 }, title, ...inside);
  };

  const choose = (at) => {
    const hits = list.children;
    hits[chosen]?.removeAttribute("aria-selected");
    chosen = at < -1 ? hits.length - 1 : at >= hits.length ? -1 : at;
    const it = hits[chosen];
    it?.setAttribute("aria-selected", true);
    it?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", it ? it.id : "");
  };

  const show = (hits, said, isMore) => {
    list.replaceChildren(...hits);
    status.textContent = said;
    if (isPage) return (more.hidden = !isMore);
    choose(-1);
    list.hidden = !hits.length;
    status.hidden = !said;
    box.setAttribute("aria-expanded", !list.hidden);
  };

  const find = async (again) => {
    const mine = ++turn, text = box.value;
    if (!fold(text).some((word) => word.bare.length > 1 || word.bare < "a")) return show([], "");
    try {
      await open(again);
      const { count, top } = await search(text, most, (page) => Object.keys(own).every((name) => {
        const pages = own[name][page], value = form[name].value;
        return !value || pages.includes(value) || (name === "type" && !pages.length);
      }));
      if (mine === turn) show(top.map(hit), count ? dataset.found.replace("{count}", count) : dataset.none, count > most);
    } catch (error) {
      // After a new build the list of files is read anew, once.
      if (again) show([], dataset.failed);
      else find("?" + Date.now());
    }
  };

  const soon = (event) => {
    most = isPage ? 10 : 6;
    clearTimeout(timer);
    timer = setTimeout(find, event ? 160 : 0);
    if (isPage && event) try {
      history.replaceState(null, "", "?" + new URLSearchParams([...new FormData(form)].filter(([, value]) => value)));
    } catch { /* a page in a folder keeps its address */ }
  };

  const start = async () => {
    const asked = new URLSearchParams(location.search);
    box.value = asked.get("q") || "";
    await open();
    const [facets] = await load(index.facets);
    for (const [name, values, pages] of facets) {
      const read = numbers(pages), next = () => read.next().value;
      own[name] = index.lengths.map(() => Array.from({ length: next() }, () => values[next()]));
      form[name].append(...values.map((value) => element("option", {}, value)));
      form[name].value = asked.get(name) || "";
      form[name].parentNode.hidden = values.length < 2;
    }
    soon();
  };

  form.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    if (chosen >= 0) list.children[chosen].click();
    if (chosen >= 0 || (isPage && location.protocol !== "file:")) event.preventDefault();
  });
  const step = { ArrowDown: 1, ArrowUp: -1 };
  document.addEventListener("keydown", (event) => {
    const { key, target } = event, inside = form.contains(target) || list.contains(target);
    if (key === "Escape" && inside) {
      if (target === box && list.hidden !== false) box.value = "";
      box.focus();
      show([], "");
    } else if (step[key] && inside && !target.closest("select")) {
      if (isPage) {
        const links = [box, ...list.querySelectorAll("a")];
        links[links.indexOf(target) + step[key]]?.focus();
      } else choose(chosen + step[key]);
    } else return;
    event.preventDefault();
  });
  if (isPage) {
    more.addEventListener("click", () => { most += 10; find(); });
    start().catch(() => show([], dataset.failed));
  } else {
    // Fetched when the box was first wanted: something may be typed already.
    if (box.value) soon();
    else open().catch(() => {});
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || show([], ""));
  }
})();
