# Everything sets itself up: `make demo` and `make test` work in a fresh checkout.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 20
FUZZ ?= -max_total_time=$(SECONDS)
KERNEL := $(wildcard src/vntext/kernel/*.[ch])
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: demo test lint gate fuzz browser docs check clean help

help: ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "vntext needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	$(PIP) -e .
	@touch $@

$(VENV)/.test: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	$(PIP) -e ".[test]"
	@touch $@ $(VENV)/.core

$(VENV)/.lint: $(VENV)/.test
	$(PIP) -e ".[lint]"
	@touch $@

$(VENV)/.docs: $(VENV)/.core
	$(PIP) -e ".[docs]"
	@touch $@

demo: $(VENV)/.core ## analyse an example article in the terminal
	$(BIN)/vntext analyze examples/article.txt

test: $(VENV)/.test ## all tests
	$(BIN)/python -m pytest

lint: $(VENV)/.lint ## style, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(VENV)/.test ## accuracy on annotated texts against the floors
	$(BIN)/python benchmarks/gate.py

$(VENV)/.fuzz: $(VENV)/.test
	$(PIP) -e ".[fuzz]"
	@touch $@

fuzz: $(VENV)/.fuzz ## atheris on alignments, SECONDS=20 of it
	$(BIN)/python tests/fuzz/fuzz_alignment.py $(FUZZ) -print_final_stats=1

browser: ## Debian's chromium and its driver, for the tests of the page (as root)
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null; }

docs: $(VENV)/.docs ## the documentation as HTML, in docs/_build
	$(BIN)/sphinx-build -q -W -b html docs docs/_build

check: test lint gate ## what CI runs

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist docs/_build src/*.egg-info src/vntext/kernel/*.so
