# Two commands matter: `make demo` and `make test`. Both set up what they need first.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
BENCH ?=

.PHONY: demo test lint bench browser wheel clean

demo: $(VENV)/installed
	$(BIN)/questiontime demo --port $(PORT)

test: $(VENV)/installed-for-tests browser
	$(BIN)/python -m pytest

lint: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Beside Tantivy, SQLite, stock Whoosh and, where Debian's python3-xapian is installed, Xapian; for instance
# `make bench BENCH="--count 100000 --rebuild --json results.json"`, or --help for what else there is.
bench: $(VENV)/installed-for-benchmarks
	$(BIN)/python -m tests.benchmarks.bench $(BENCH)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# An editable package is not compiled by its installation. Where Python may not keep what it compiles as it
# imports (PYTHONDONTWRITEBYTECODE), every start would compile all of it again.
COMPILE := $(BIN)/python -m compileall -q corpus indexer search webui questiontime.py

# Editable, so that a change of the code needs no new installation; a change of these does.
INSTALLED_FROM := setup.cfg setup.py pyproject.toml $(wildcard */*/compiled/*.p?[dx])
$(VENV)/installed: $(INSTALLED_FROM) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	$(COMPILE)
	touch $@

$(VENV)/installed-for-tests: $(INSTALLED_FROM) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[test,lint]'
	$(COMPILE)
	touch $@ $(VENV)/installed

$(VENV)/installed-for-benchmarks: $(INSTALLED_FROM) | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(COMPILE)
	touch $@ $(VENV)/installed

# The pages' tests drive a Chromium: Debian's, installed where that is allowed, else whichever is there.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else echo "No Chromium here: the pages' browser tests will say that they were not run."; fi

wheel: $(VENV)/installed-for-tests
	$(BIN)/python -m build --wheel --outdir dist .

clean:
	rm -rf $(VENV) build dist *.egg-info
