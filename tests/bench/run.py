#!/usr/bin/env python3
"""Speed against other generators, in one run on one machine.

    python3 tests/bench/run.py [--n 100,1000,10000] [--rounds 3] [--peers hugo] [more options of the runner]

Uses the corpus generator and the runner in ../shared/bench (BENCH names another folder); HUGO names
Hugo's binary, SOTAY one that is built already. What is ours here: the corpus as a sotay handbook, what
its site must hold, and the command. A figure with a FAULT beside it is no result.
"""
import os, shutil, subprocess, sys, tempfile

import ours

# Stands in for gen_corpus.py where the runner looks for it.
GENERATOR = '''
import importlib.util, sys
spec = importlib.util.spec_from_file_location("corpus", {path!r})
corpus = importlib.util.module_from_spec(spec)
spec.loader.exec_module(corpus)
q = corpus.q


def emit_sotay(o, c, variant):
    """Sections and pages with typed front matter; links from the root of content/."""
    orgs = {{name: corpus.deaccent(name) for name in corpus.ORGS}}
    types = "".join(f"  - id: {{id}}\\n    name: {{q(name)}}\\n" for name, id in orgs.items())
    o("sotay.yaml", f"title: {{q(corpus.SITE)}}\\ndescription: {{q(corpus.DESC)}}\\nbase_url: {{corpus.BASE}}/\\n"
      f"review_after_months: 0\\norg_types:\\n{{types}}")
    for s in c["sections"]:
        folder = f"content/{{s['path']}}/" if s["path"] else "content/"
        o(folder + "_index.md", f"---\\ntitle: {{q(s['title'])}}\\nsummary: {{q(s['description'])}}\\norder: {{s['weight']}}\\n---\\n")
    for p in c["pages"]:
        o(f"content/{{p['path']}}.md",
          f"---\\ntitle: {{q(p['title'])}}\\ndate: {{p['date']}}\\nsummary: {{q(p['description'])}}\\norder: {{p['weight']}}\\n"
          f"themes: [{{', '.join(map(q, p['themes']))}}]\\norg_types: [{{', '.join(orgs[x] for x in p['orgs'])}}]\\n---\\n\\n"
          + corpus.LINK.sub(r"(/\\1)", p["body"]))
    terms = {{"phan-loai/chu-de": len({{t for p in c["pages"] for t in p["themes"]}}),
             "phan-loai/loai-hinh": len({{t for p in c["pages"] for t in p["orgs"]}})}}
    pages = [p["path"] + ".html" for p in c["pages"]]
    titles = {{p["path"] + ".html": p["title"] for p in c["pages"][:: max(1, c["n"] // 20)]}}
    corpus.expect(o, c, "sotay", pages=pages, titles=titles, edit=f"content/{{corpus.mid(c)['path']}}.md", feed="atom.xml", terms=terms)


corpus.EMIT["sotay"] = emit_sotay
corpus.main()
'''


def main():
    if not os.path.isfile(os.path.join(ours.BENCH, "run.py")):
        sys.exit(f"no benchmark runner in {ours.BENCH}; set BENCH")
    sotay, options = ours.binary(), ours.options(sys.argv[1:], n="100,1000,10000", rounds="3", peers="hugo")
    with tempfile.TemporaryDirectory() as dir:
        shutil.copy(os.path.join(ours.BENCH, "run.py"), dir)
        with open(os.path.join(dir, "gen_corpus.py"), "w", encoding="utf-8") as f:
            f.write(GENERATOR.format(path=os.path.join(ours.BENCH, "gen_corpus.py")))
        candidate = f"sotay={sotay} build --root {{dir}} --output-dir {{out}}"
        command = [sys.executable, os.path.join(dir, "run.py"), *options, "--candidate", candidate]
        sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
