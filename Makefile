# Everything runs from a fresh clone with Python 3.11 and make; packages come pinned, with hashes.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
RUN := .venv/.run-installed
DEV := .venv/.dev-installed
BENCH := .venv/.bench-installed
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
EXAMPLE := examples/township-2022/township-2022.docx
JOBS ?= 2
PORT ?= 8000

.PHONY: help serve demo test check audit format examples docs bench accuracy messages lock clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*## /\t/' | expand -t 12

serve: $(RUN) ## the web application with an example county, on http://127.0.0.1:8000/
	@$(BIN)/jiping serve --demo --data data --port $(PORT)

demo: $(RUN) ## read, score and check the project's own example
	@echo "$$ jiping extract --format text $(EXAMPLE)"
	@$(BIN)/jiping extract --format text $(EXAMPLE)
	@echo
	@echo "$$ jiping score $(EXAMPLE)"
	@$(BIN)/jiping score $(EXAMPLE)
	@echo
	@echo "$$ jiping check $(EXAMPLE)"
	@$(BIN)/jiping check $(EXAMPLE) || test $$? -eq 1

test: $(DEV) ## all tests
	$(BIN)/python -m pytest -n $(JOBS)

check: $(DEV) ## lint, format, types, import layers, known holes of the packages, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python requirements/audit.py
	$(BIN)/python -m pytest -n $(JOBS)

audit: $(DEV) ## known holes of the packages that the program runs with (says so where there is no network)
	$(BIN)/python requirements/audit.py

format: $(DEV) ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

examples: $(DEV) ## build the example documents from their data files
	$(BIN)/python examples/build.py

docs: $(DEV) ## write the generated pages and schema of docs/, and the demonstration in the READMEs
	$(BIN)/python -m jiping.filing.schema > docs/filing.schema.json
	$(BIN)/python -m jiping.checks.catalogue docs/checks
	$(BIN)/python -m jiping.standards.catalogue > docs/guide/standards.zh.md
	$(BIN)/python -m jiping.batch.schema > docs/data-sets.zh.md
	$(BIN)/python examples/show_demo.py

messages: $(DEV) ## collect the words of the web application for translation, and compile them (needs gettext)
	cd src/jiping/web && JIPING_LOCAL=1 ../../../$(BIN)/jiping manage makemessages -l en --no-location --no-obsolete -i 'static/*'
	cd src/jiping/web/locale/en/LC_MESSAGES && msgfmt --check -o django.mo django.po

accuracy: $(DEV) ## hold what is read against the facts of examples/layouts
	$(BIN)/python benchmarks/accuracy.py examples/layouts

bench: $(BENCH) ## documents per second, beside the raw limits and markitdown
	$(BIN)/python benchmarks/extraction.py
	$(BIN)/python benchmarks/scoring.py
	$(BIN)/python benchmarks/writing.py

# --- pinned packages -----------------------------------------------------------------------------

$(BIN)/python:
	$(PYTHON) -m venv .venv

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned packages into .venv (once) …"
	@$(INSTALL) --require-hashes -r requirements/run.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

$(BENCH): requirements/bench.txt $(DEV)
	@$(INSTALL) --require-hashes -r requirements/bench.txt
	@touch $@

COMPILE := CUSTOM_COMPILE_COMMAND="make lock" ../$(BIN)/pip-compile --quiet --generate-hashes \
	--strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --no-emit-options

lock: $(DEV) ## pin the newest packages that fit, with hashes (UPGRADE=--upgrade for new versions)
	cd requirements && $(COMPILE) $(UPGRADE) -o run.txt run.in build.in
	cd requirements && $(COMPILE) $(UPGRADE) -o dev.txt -c run.txt dev.in build.in
	cd requirements && $(COMPILE) $(UPGRADE) -o bench.txt -c dev.txt bench.in build.in

clean: ## remove what was built and installed here
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
