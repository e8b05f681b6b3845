# Everything sets itself up: `make demo` and `make test` work in a fresh checkout.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SECONDS ?= 20
FUZZ ?= -max_total_time=$(SECONDS)
KERNEL := $(wildcard src/vntext/kernel/*.[ch])
PIP := $(BIN)/python -m pip install --disable-pip-version-check --quiet

DATA ?= $(VNTEXT_DATA)
TRAIN = VNTEXT_DATA="$(DATA)" $(BIN)/python training
MUTANTS ?= 60
CORE := $(addprefix tests/,text tokens split words roles entities decide people legal names summary pipeline \
  test_layers.py)

.PHONY: demo test lint gate fuzz browser pictures docs mutation wheel check clean help model-characters \
  model-words model-accents model-capitals model-case model-captions model-roles model-entities model-summary \
  model-keyphrases

help: ## what there is
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/\t/'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "vntext needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	$(PIP) -e .
	@touch $@

$(VENV)/.test: pyproject.toml $(KERNEL) | $(VENV)/bin/python
	$(PIP) -e ".[test]"
	$(PIP) --no-deps "axe-playwright-python>=0.1.7" # of which the tests read the script of axe alone
	@touch $@ $(VENV)/.core

$(VENV)/.lint: $(VENV)/.test
	$(PIP) -e ".[lint]"
	@touch $@

$(VENV)/.docs: $(VENV)/.core
	$(PIP) -e ".[docs]"
	@touch $@

demo: $(VENV)/.core ## analyse an example article in the terminal
	$(BIN)/vntext analyze examples/article.txt

test: $(VENV)/.test ## all tests, those of the core a second time without the kernel
	$(BIN)/python -m pytest
	$(BIN)/python -m pytest --backend arrays $(CORE)

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

pictures: $(VENV)/.test ## the page in three widths, light and dark, and on paper, in build/pictures
	$(BIN)/python docs/screenshots.py build/pictures

browser: ## Debian's chromium and its driver, for the tests of the page (as root)
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || \
	  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-driver >/dev/null; }

mutation: $(VENV)/.mutation ## breaks code on purpose and counts what tests notice, MUTANTS=60 an area
	$(BIN)/python benchmarks/mutation.py --mutants $(MUTANTS)

wheel: $(VENV)/.core ## sdist and wheel in dist/, the wheel tagged for all Linux of its age (auditwheel)
	$(PIP) -e ".[build]"
	$(BIN)/python -m build --outdir build/wheel .
	mkdir -p dist && cp build/wheel/*.tar.gz dist/
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/auditwheel repair --wheel-dir dist build/wheel/*.whl

docs: $(VENV)/.docs ## the documentation as HTML, in docs/_build
	$(BIN)/sphinx-build -q -W -b html docs docs/_build

$(VENV)/.train: $(VENV)/.core
	$(PIP) -e ".[train]"
	@touch $@

$(VENV)/.sklearn: $(VENV)/.core
	$(PIP) -e ".[sklearn]"
	@touch $@

$(VENV)/.vinlp: $(VENV)/.core
	$(PIP) ViNLP==1.2.106
	@touch $@

$(VENV)/.mutation: $(VENV)/.test
	$(PIP) -e ".[mutation]"
	@touch $@

# Models: DATA=FOLDER or the variable VNTEXT_DATA names their data, see training/DATA.md.

model-characters: $(VENV)/.core ## tables of characters; needs no data
	$(BIN)/python training/characters.py

model-words: $(VENV)/.vinlp ## word segmenter; DATA=FOLDER, ViNLP, 20 minutes
	$(TRAIN)/words_teacher.py build/labelled.txt.xz
	$(TRAIN)/words.py --labelled build/labelled.txt.xz

model-accents: $(VENV)/.train ## accents, syllables in use, confidence; DATA=FOLDER, the kernel, 45 minutes
	$(TRAIN)/accents.py
	$(TRAIN)/accents_net.py --held build/held
	$(TRAIN)/accents_confidence.py build/held

model-capitals: $(VENV)/.core ## capitals of legacy encodings; DATA=FOLDER, 30 seconds
	$(TRAIN)/capitals.py

model-case: $(VENV)/.core ## capitals of text without any; DATA=FOLDER, 2 minutes
	$(TRAIN)/case.py

model-captions: $(VENV)/.sklearn ## words of captions; DATA=FOLDER, 2 minutes; then model-roles
	$(TRAIN)/captions.py

model-roles: $(VENV)/.sklearn ## roles of paragraphs; DATA=FOLDER, 10 seconds
	$(TRAIN)/roles.py

model-entities: $(VENV)/.train ## entity tagger; DATA=FOLDER, gcc, 15 minutes
	$(TRAIN)/entities.py build/classes.npz
	$(TRAIN)/entities_scores.py build/classes.npz

model-summary: $(VENV)/.sklearn ## rarity of syllables, sentence scorer; DATA=FOLDER, 5 minutes
	$(TRAIN)/summaries.py

model-keyphrases: $(VENV)/.sklearn ## words and weights of key phrases; DATA=FOLDER, 10 minutes
	$(TRAIN)/keyphrases.py

check: test lint gate ## what CI runs

clean: ## remove the environment and what was built
	rm -rf $(VENV) build dist docs/_build src/*.egg-info src/vntext/kernel/*.so
