# Rijkslocaties: `make help` says what there is. Works with GNU make 3.81 (macOS) and newer.

SHELL := /bin/sh
.DEFAULT_GOAL := help

PORT ?= 8000
SITE_URL ?= http://127.0.0.1:$(PORT)
SIZES ?= 1000,10000,100000
PYTEST_WORKERS ?= 2
PYTEST_ARGS ?=

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.installed-runtime
DEV := $(VENV)/.installed-dev

PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --quiet --require-hashes --no-deps

.PHONY: help install install-dev run test test-sqlite test-browser test-postgres lint format bench messages lock clean

help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "  PORT=9000 make run           serve at another port"
	@echo "  DATABASE_URL=... make run    use another database (postgres://user:password@host/name)"
	@echo "  DEBUG=1 make run             show errors in full and restart when code changes"
	@echo "  SIZES=1000 make bench        measure with fewer posts"

install: $(RUNTIME) ## Make .venv and install the locked requirements

install-dev: $(DEV)

$(PY):
	@sh deploy/make_venv.sh $(VENV)

$(RUNTIME): requirements.txt | $(PY)
	@echo "Installing the locked requirements ..."
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(PY)
	@echo "Installing the locked requirements and the tools of developers ..."
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(RUNTIME) $@

run: $(RUNTIME) ## Set up what is missing and serve the site at http://127.0.0.1:8000
	@SITE_URL="$(SITE_URL)" $(PY) manage.py setup_site --examples --accounts
	@SITE_URL="$(SITE_URL)" DJANGO_RUNSERVER_HIDE_WARNING=true $(PY) manage.py runserver \
		$(if $(DEBUG),,--noreload --skip-checks) 127.0.0.1:$(PORT)

test: test-sqlite test-browser ## Run every test: on SQLite, in a browser, and on PostgreSQL
	@if sh tests/postgres.sh --find >/dev/null; then \
		$(MAKE) test-postgres; \
	elif [ -n "$$CI" ]; then \
		echo "PostgreSQL is not installed: in CI that is an error."; exit 1; \
	else \
		echo "PostgreSQL is not installed: the tests ran on SQLite only."; \
	fi

test-sqlite: $(DEV)
	env -u DATABASE_URL $(PY) -m pytest -m "not browser" -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

test-browser: $(DEV)
	env -u DATABASE_URL $(PY) -m pytest -m browser -n $(PYTEST_WORKERS) $(PYTEST_ARGS)

test-postgres: $(DEV) ## Run the tests on a PostgreSQL server made for the occasion
	sh tests/postgres.sh $(PY) -m pytest -m "not browser or journey" -n $(PYTEST_WORKERS) \
		$(PYTEST_ARGS)

lint: $(DEV) ## Check style, types, layers and migrations
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint templates --check --lint --quiet
	PYTHONPATH=. $(VENV)/bin/lint-imports
	env -u DATABASE_URL $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m mypy .

format: $(DEV) ## Put code and templates in the house style
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(PY) -m djlint templates --reformat --quiet

bench: $(RUNTIME) ## Measure the pages with 1,000, 10,000 and 100,000 posts, following and the map
	@$(PY) manage.py bench --sizes $(SIZES)

messages: $(RUNTIME) ## Bring locale/en in line with the texts in the code (needs the tools of gettext)
	$(PY) manage.py makemessages -l en --no-location --no-wrap --no-obsolete -i .venv -i tests

# The development lock first: the runtime lock then takes the same versions from it.
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

lock: $(DEV) ## Renew requirements.txt and requirements-dev.txt from pyproject.toml
	$(LOCK) --upgrade pyproject.toml --group dev -o requirements-dev.txt
	$(LOCK) pyproject.toml -c requirements-dev.txt -o requirements.txt

clean: ## Remove .venv and the caches; the database and the media stay
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
