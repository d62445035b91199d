# `make run` and `make test` need Debian's python3, python3-venv and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
CODE := manage.py partnership recommendations

# What checks and tests the code never reads somebody's .env.
check test proof bench messages: export ENV_FILE := /dev/null
check messages: export DJANGO_SETTINGS_MODULE := recommendations.tests.settings
check messages: export SECRET_KEY := only-for-make-check

TRANSLATIONS := $(patsubst %.po,%.mo,$(wildcard recommendations/locale/*/LC_MESSAGES/django.po))
run demo test check proof bench: $(TRANSLATIONS)

.PHONY: run demo test check proof eval bench format messages requirements help
.DEFAULT_GOAL := help

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: .venv/.ok ## set up what is missing and start everything; PORT= changes the port
	@$(BIN)/python -m partnership.serve

demo: .venv/.ok ## add example updates to the demonstration register
	@$(BIN)/python manage.py load_demo_updates

test: .venv/.dev ## the suite: on SQLite, or on PostgreSQL with DATABASE_URL
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.dev ## style, types, layers, templates, migrations
	@$(BIN)/ruff format --check --quiet $(CODE) || { echo "Run make format."; exit 1; }
	@$(BIN)/ruff check --quiet $(CODE)
	@$(BIN)/python -m compileall -q $(CODE)
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@if [ -d templates ]; then $(BIN)/djlint --quiet --lint templates; fi
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py check

proof: .venv/.dev ## the long proofs; their results are kept in docs/proofs.md
	@$(BIN)/python -m pytest -m proof $(ARGS)

eval: .venv/.dev ## how well reports are read and asks suggested
	@$(BIN)/python -m recommendations.tests.evaluation.run $(ARGS)

bench: .venv/.dev ## how long the common pages take, and a row of an earlier register
	@$(BIN)/python -m pytest -m bench -s $(ARGS)

format: .venv/.dev ## put the code in order
	@$(BIN)/ruff check --quiet --fix $(CODE) || true
	@$(BIN)/ruff format --quiet $(CODE)

messages: .venv/.dev ## bring the translation catalogues up to date with the code; needs gettext
	@$(BIN)/python manage.py makemessages --all --no-obsolete --no-location --no-wrap --ignore 'recommendations/tests/*' --ignore '.venv/*' --ignore 'var/*' --ignore 'fixtures/*' --ignore 'requirements*'

requirements: .venv/.uv ## pin requirements*.in again
	@.venv/uv/bin/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 requirements.in -o requirements.txt
	@.venv/uv/bin/uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt

%.mo: %.po | .venv/.ok
	@$(BIN)/python -c 'import sys, polib; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 run")'
	@echo "Making the virtual environment in .venv."
	@$(PYTHON) -m venv .venv || { echo "On Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/.ok: requirements.txt .venv/.made
	@echo "Installing what the register runs on (about a minute, only now)."
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.ok
	@echo "Installing what tests and checks need."
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/.uv: .venv/.made
	@$(PYTHON) -m venv .venv/uv
	@.venv/uv/bin/python -m pip install --quiet --quiet --disable-pip-version-check uv
	@touch $@
