"""The command line. One file per group of commands; whatever is slow to import is imported inside its command."""

from monitor.cli.program import main

__all__ = ["main"]
