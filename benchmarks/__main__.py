"""Runs all benchmarks and prints one table: `make bench`. They tell ratios within one run; no figure is a promise.

Name some to run only those: `python -m benchmarks near_copies`.
"""

import contextlib
import importlib
import io
import os
import pkgutil
import platform
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAKERS = {"seed_corpus"}  # makes a file of the program: runs only if named


def main() -> int:
    """Run the named benchmarks, or all."""
    known = [module.name for module in pkgutil.iter_modules([str(HERE)]) if not module.name.startswith("_")]
    wanted = sys.argv[1:] or [name for name in known if name not in MAKERS]
    if unknown := sorted(set(wanted) - set(known)):
        print(f"no benchmark named {', '.join(unknown)}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    lines: list[tuple[str, str]] = []
    for name in wanted:
        print(f"{name} …", file=sys.stderr, flush=True)
        with contextlib.redirect_stdout(io.StringIO()) as said:
            importlib.import_module(f"benchmarks.{name}").main()
        lines += [(name, line.rstrip()) for line in said.getvalue().splitlines() if line.strip()]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    width = max(map(len, wanted))
    before = ""
    for name, line in lines:
        print(f"{name if name != before else '':{width}} | {line}")
        before = name
    return 0


if __name__ == "__main__":
    sys.exit(main())
