"""What both benchmarks share: where the runners lie, which binary is measured, options that were not given."""
import os, subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BENCH = os.environ.get("BENCH", os.path.join(os.path.dirname(ROOT), "shared", "bench"))


def binary():
    """SOTAY, or a release build of this tree."""
    if "SOTAY" in os.environ:
        return os.environ["SOTAY"]
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    return os.path.join(os.path.abspath(target), "release", "sotay")


def options(given, **usual):
    """The options given, and the usual value of each that was not."""
    given = list(given)
    for name, value in usual.items():
        if f"--{name}" not in given:
            given += [f"--{name}", value]
    return given
