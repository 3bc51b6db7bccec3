"""The program's own modules as syntax trees, parsed once for all the tests that look into them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted([*ROOT.glob("monitor/**/*.py"), ROOT / "scheduler.py"])


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(tree(path)))
