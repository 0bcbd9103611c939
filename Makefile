# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python tools/bootstrap/pip-26.3-py3-none-any.whl/pip --disable-pip-version-check install -q --require-hashes --only-binary :all:

.PHONY: run test check setup setup-dev format clean

run: setup ## set up, migrate, load the demonstration country, serve http://127.0.0.1:8000
	@$(BIN)/ponleu up

test: setup-dev ## set up and run every test
	@$(BIN)/python -m tools.test

check: setup-dev ## format, lint, types, imports, migrations, catalogues: under two minutes
	@$(BIN)/python -m tools.check

setup: $(VENV)/base ## make .venv with what Ponleu needs

setup-dev: $(VENV)/dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ponleu needs Python 3.11 or later; set PYTHON=...")'
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/base: $(VENV)/bin/python requirements/base.lock
	@echo "Installing what Ponleu needs ..."
	@$(PIP) -r requirements/base.lock
	@printf '#!/bin/sh\nexec "%s/bin/python" -m ponleu "$$@"\n' "$(CURDIR)/$(VENV)" > $(BIN)/ponleu && chmod +x $(BIN)/ponleu
	@$(BIN)/python -c 'import site, pathlib; pathlib.Path(site.getsitepackages()[0], "ponleu.pth").write_text("$(CURDIR)\n")'
	@$(BIN)/python -m tools.catalogues compile
	@touch $@

$(VENV)/dev: $(VENV)/base requirements/dev.lock
	@echo "Installing what the tests need ..."
	@$(PIP) -r requirements/dev.lock
	@touch $@

format: setup-dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
