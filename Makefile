# `make help` lists what there is. Everything a command needs is set up by scripts/prepare.py.
.NOTPARALLEL:
.DEFAULT_GOAL := help

# The first Python that is new enough; name another one with `make PYTHON=…`.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
BIN := .venv/bin
ARGS ?=

.PHONY: help demo test check lint format lock clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 16

demo:  ## the practice county, looked at, judged and told; ARGS=--once ends after one pass
	@$(or $(PYTHON),python3) -m scripts.prepare demo
	$(BIN)/xuncha demo $(ARGS)

test:  ## all there is: set-up, then lint, types and walls, then the three rooms of tests
	@$(or $(PYTHON),python3) -m scripts.prepare test
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)

check:  ## the quick part: lint, types, walls and tests/unit
	@$(or $(PYTHON),python3) -m scripts.prepare demo
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest tests/unit $(ARGS)

lint:  ## lint, types and walls alone
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format:  ## put the source in form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Needs uv. Keeps the versions that still fit; `make lock ARGS=--upgrade` takes the newest ones.
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --quiet $(ARGS)
lock:  ## write both lock files anew: one with the tools, one for a deployment
	$(COMPILE) --all-extras --output-file requirements.lock
	$(COMPILE) --extra build --constraint requirements.lock --no-annotate --output-file deploy/requirements.lock

clean:  ## remove the environment and the caches, never what lies in var/
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
