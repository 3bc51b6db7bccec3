"""`python -m monitor` is the same as `monitor`."""

import gc
import sys

# Loading modules makes hundreds of thousands of objects that stay, and hardly any garbage to look for among them.
gc.set_threshold(50_000, 20)

from monitor.cli import main  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
