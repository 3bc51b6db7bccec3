"""Every benchmark, one after the other: `make bench`. Ratios within one run; no figure here is a promise.

Name some to run only those: `python -m benchmarks near_copies`.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

HERE = Path(__file__).parent
MAKERS = {"seed_corpus"}  # it makes a table the program ships: run by its name only


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
