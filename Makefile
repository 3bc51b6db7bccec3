# Needs only Python >= 3.11 with venv. Everything is in .venv; nothing is installed elsewhere.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo run unit test test-all check bench fit lock venv format clean

venv: $(STAMP)

$(STAMP): requirements/dev.lock
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "needs Python 3.11 or newer, found " + sys.version.split()[0])'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/dev.lock
	test -L .venv || $(MAKE) --no-print-directory $(BIN)/monitor
	touch $@

# The command of this checkout, usable from any folder; not made in a virtual environment shared by several checkouts.
$(BIN)/monitor:
	$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "checkout.pth").write_text("$(CURDIR)\n")'
	printf '#!/bin/sh\nexec "%s/python" -P -m monitor "$$@"\n' "$(CURDIR)/$(BIN)" > $@
	chmod +x $@

demo: venv  ## the whole job against a small news world on this machine
	$(BIN)/python -m monitor demo

run: venv  ## the daemon
	$(BIN)/python scheduler.py

unit: venv  ## the unit tests, in seconds
	$(BIN)/python -m pytest -q tests/unit

test: venv  ## the fast tests
	$(BIN)/python -m pytest -q

test-all: venv  ## everything, slow tests too
	$(BIN)/python -m pytest -q -m ''

check: venv  ## style, types, import contracts, dead code, spelling, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deptry .
	$(BIN)/codespell

format: venv
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: venv  ## ratios against peers, in one run
	$(BIN)/python -m benchmarks

fit: venv  ## make all fitted weights again from the labelled sets, and docs/fits.md
	$(BIN)/python -m training.fit_figures
	$(BIN)/python -m training.fit_involved
	$(BIN)/python -m training.fit_relevance
	$(BIN)/python -m training.fit_likeness
	$(BIN)/python -m training.fit_same_event

lock: venv  ## new locks from pyproject.toml (hashes, no addresses)
	$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --only-binary :all: --python-version 3.11 --upgrade -o requirements/run.lock
	$(BIN)/uv pip compile pyproject.toml --extra postgresql --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --only-binary :all: --python-version 3.11 --upgrade -o requirements/postgresql.lock
	$(BIN)/uv pip compile pyproject.toml --extra channels --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --only-binary :all: --python-version 3.11 --upgrade -o requirements/channels.lock
	$(BIN)/uv pip compile pyproject.toml --extra web --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --only-binary :all: --python-version 3.11 --upgrade -o requirements/web.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --only-binary :all: --python-version 3.11 --upgrade -o requirements/dev.lock

clean:
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis
