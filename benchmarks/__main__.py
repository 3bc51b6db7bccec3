"""Runs all benchmarks: `make bench`. They print ratios within one run; no figure is a promise.

Name some to run only those: `python -m benchmarks near_copies`.
"""

import importlib
import pkgutil
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
    for name in wanted:
        print(f"\n== {name}")
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main())
