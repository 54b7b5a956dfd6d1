# Everything a developer or an operator does with the source. `make` lists it.
#
#   PYTHON=python3.13 make setup     another Python (3.11 or newer)
#   PORT=9000 make run               another port

PYTHON ?= python3
PORT ?= 8000
PYTEST ?=

BIN := .venv/bin
CATALOGUES := $(wildcard src/sampakt/*/locale/*/LC_MESSAGES/django.po)
SOURCES := src tests tools benchmarks

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench vendor messages schema format clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## Make the Python environment in .venv and install Sampakt into it

run: setup ## Run Sampakt on this machine, with the demonstration when the database is empty
	@$(BIN)/sampakt migrate --verbosity 0
	@$(BIN)/sampakt createcachetable --verbosity 0
	@$(BIN)/sampakt demo --if-empty
	@SAMPAKT_PORT=$(PORT) $(BIN)/sampakt serve

test: setup ## Test everything that needs neither a browser nor PostgreSQL
	@$(BIN)/pytest -n auto -m "not journey" $(PYTEST)
	@echo "Left out: the journeys in a browser and the run on PostgreSQL. 'make check' leaves nothing out."

check: .venv/ready-to-check ## Hold everything: style, types, floors, translations, tests on both databases, journeys
	@tools/chromium.sh
	@tools/postgres.sh --find
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sampakt makemigrations --check --dry-run
	$(BIN)/python tools/vendor/vendor.py --check
	tools/postgres.sh $(BIN)/pytest -n auto -m "not journey"
	env -u SAMPAKT_DATABASE_URL $(BIN)/pytest -n auto

bench: setup ## Measure how fast the slow things are
	@$(BIN)/python benchmarks

vendor: ## Build the design system, htmx, icons and font anew (needs Node)
	@$(PYTHON) tools/vendor/vendor.py

messages: .venv/installed ## Compile the translations
	@rm -f .venv/ready
	@$(MAKE) --no-print-directory .venv/ready

schema: setup ## Write the OpenAPI description of the API anew
	@$(BIN)/sampakt openapi --to docs/openapi.json

format: .venv/ready-to-check ## Put the code in its usual form
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format

clean: ## Remove the environment and what tools leave behind; data/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .schemathesis .import_linter_cache build dist
	find src tests tools -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

# The environment is made again only when the dependencies change; a changed translation is only compiled again.

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Sampakt needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1 | head -n 1). Try: make setup PYTHON=python3.12" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

.venv/ready: .venv/installed $(CATALOGUES)
	@for file in $(CATALOGUES); do \
		$(BIN)/pybabel --quiet compile --input-file $$file --output-file $${file%.po}.mo || exit 1; \
	done
	@touch $@

.venv/ready-to-check: .venv/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test,check]"
	@touch $@
