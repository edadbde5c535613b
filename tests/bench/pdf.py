#!/usr/bin/env python3
"""Two-page agendas as PDF, against other ways to make them, in one run on one machine.

    python3 tests/bench/pdf.py [--n 1000] [--rounds 3] [--methods chromium-one] [more options of the runner]

Uses pdf.py in ../shared/bench (BENCH names another folder); CHROMIUM names the browser, SOTAY a binary that is built already.
What is ours here: the agendas as a sotay handbook, and the command. Two builds follow, of which the second must write nothing.
A figure with a FAULT beside it is no result.
"""
import glob, os, subprocess, sys, tempfile

import ours

# Stands in for the runner's own file, so that its workers make our handbook.
RUNNER = '''
import importlib.util, os, sys
sys.path.insert(0, {bench!r})
spec = importlib.util.spec_from_file_location("peers", os.path.join({bench!r}, "pdf.py"))
peers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(peers)
peers.HERE = os.path.dirname(os.path.abspath(__file__))
q, made = peers.tstr, peers.make

SETTINGS = """title: Chương trình họp
language: vi
units: [{{ id: chi-bo, name: Chi bộ Văn phòng A, members: 18 }}]
outputs: {{ pdf: [agenda/chuong-trinh], packs: none }}
"""


def to_md(a):
    day, month, year = [int(x) for x in a["date"].split() if x.isdigit()]
    date = f"{{year}}-{{month:02d}}-{{day:02d}}"
    clock = lambda t: int(t[:2]) * 60 + int(t[3:])
    items = "".join(f"  - title: {{q(i[1] + ': ' + i[2])}}\\n    minutes: {{clock(i[0][6:]) - clock(i[0][:5])}}\\n    lead: {{q(i[3])}}\\n" for i in a["items"])
    title = a["title"].removeprefix("CHƯƠNG TRÌNH ")
    return (f"---\\nkind: agenda\\ntitle: {{q(title)}}\\ndate: {{date}}\\nunit: chi-bo\\nmeeting: other\\nstarts: {{date}}T08:00\\n"
            f"place: {{q(a['room'] + ', ' + a['place'])}}\\nchair: {{q(a['chair'])}}\\nsecretary: {{q(a['sec'])}}\\nitems:\\n{{items}}"
            "preparation:\\n" + "".join(f"  - {{q(x)}}\\n" for x in a["goals"] + a["notes"]) + "---\\n")


def make(root, n, seed):
    made(root, n, seed)
    os.makedirs(root + "/md/content")
    for name in os.listdir(root + "/md"):
        if name.endswith(".md"):
            os.rename(f"{{root}}/md/{{name}}", f"{{root}}/md/content/{{name}}")
    with open(root + "/md/sotay.yaml", "w", encoding="utf-8") as f:
        f.write(SETTINGS)


peers.to_md, peers.make = to_md, make
if __name__ == "__main__":
    peers.main()
'''


def main():
    if not os.path.isfile(os.path.join(ours.BENCH, "pdf.py")):
        sys.exit(f"no benchmark runner in {ours.BENCH}; set BENCH")
    sotay, options = ours.binary(), ours.options(sys.argv[1:], n="1000", rounds="3", methods="chromium-one")
    with tempfile.TemporaryDirectory() as work:
        runner = os.path.join(work, "pdf.py")
        with open(runner, "w", encoding="utf-8") as f:
            f.write(RUNNER.format(bench=ours.BENCH))
        candidate = f"sotay={sotay} print . --paper chuong-trinh --root {{dir}} --to {{out}}"
        done = subprocess.run([sys.executable, runner, "--candidate", candidate, "--work", work, "--keep", *options])
        for md in glob.glob(work + "/*/md"):
            for _ in range(2):
                built = subprocess.run([sotay, "build", "--root", md, "--lang", "en"], capture_output=True, text=True)
                print(f"build, N = {os.path.basename(os.path.dirname(md))}: {built.stderr.strip()}")
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
