BIN := .venv/bin
STAMP := .venv/.installed
WORKERS ?= 6
RERUNS ?= 0
TESTS ?= tests
CODE := bot handlers locales migrations models scheduler services simulator tests

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo run test lint bench crash-test fuzz lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make the virtual environment in .venv

# The newest Python that can make a virtual environment, or the one named: make PYTHON=python3.12.
$(STAMP): requirements-dev.lock pyproject.toml
	@set -e; for python in $(PYTHON) python3.14 python3.13 python3.12 python3.11 python3; do \
	    if "$$python" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
	        >/dev/null 2>&1; then found="$$python"; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    version=$$(python3 --version 2>/dev/null) || version="no Python"; \
	    echo "Doorstep needs Python 3.11 or newer with its venv module, but found $$version:" \
	        "install it (on Debian: python3 and python3-venv) and run make again." >&2; \
	    exit 2; \
	fi; \
	if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making .venv with $$("$$found" --version)"; \
	    "$$found" -m venv --clear .venv; \
	fi
	@echo "Installing what requirements-dev.lock names"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
	    --require-hashes --no-deps -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check \
	    --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## open the neighbourhood in a browser (without a terminal, play one case): no token, no network
	@$(BIN)/doorstep demo

run: setup ## run against the real Telegram (needs DOORSTEP_TELEGRAM_TOKEN)
	@$(BIN)/doorstep run

test: setup ## run all tests, on SQLite and PostgreSQL (TESTS=path, WORKERS=number, RERUNS=number)
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --reruns $(RERUNS) $(TESTS)

lint: setup ## check style, format, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## measure against a bare echo bot
	$(BIN)/python -m tests.bench

crash-test: setup ## kill the bot, and the leader of two, at random moments: what was lost?
	@failed=0; $(BIN)/python -m tests.crash || failed=1; \
	$(BIN)/python -m tests.takeover || failed=1; exit $$failed

fuzz: setup ## send 100,000 mutated updates through the intake (FUZZ="--seed N --database postgresql")
	$(BIN)/python -m tests.fuzz $(FUZZ)

# The run-time lock first, so that the development lock can follow its versions.
COMPILE = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate $(UPGRADE)

lock: setup ## pin the dependencies of pyproject.toml again (UPGRADE=--upgrade for newer ones)
	$(COMPILE) pyproject.toml -o requirements.lock
	$(COMPILE) pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock

clean: ## remove the virtual environment and all caches
	rm -rf .venv build dist *.egg-info .hypothesis .import_linter_cache
	rm -rf .mypy_cache .pytest_cache .ruff_cache
	find $(CODE) -type d -name __pycache__ -prune -exec rm -rf {} +
