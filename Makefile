# `make run` and `make test` do everything on a fresh Debian machine; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2

.PHONY: help
help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock .ci/setup
	@bash .ci/setup $(VENV)

.PHONY: run
run: $(READY) ## Make the demo docket and open the window on it
	@$(BIN)/python -m casefile demo casefile-demo --again

.PHONY: test
test: $(READY) ## Everything that must hold before a change lands
	@$(MAKE) --no-print-directory check-static
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(JOBS) --dist worksteal

.PHONY: check
check: $(READY) check-static ## Fast: style, types, import rules, pure tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(JOBS) tests/unit casefile

.PHONY: check-static
check-static:
	@$(BIN)/ruff check casefile ui tests
	@$(BIN)/ruff format --check --quiet casefile ui tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache >$(VENV)/lint.log || (cat $(VENV)/lint.log; exit 1)

.PHONY: slow
slow: $(READY) ## The long and exhaustive tests
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n $(JOBS) -m slow

.PHONY: bench
bench: $(READY) ## Ratios against the bare libraries, side by side
	@for script in tests/bench/bench_*.py; do echo "== $$script"; QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python $$script || exit 1; done

.PHONY: shots
shots: $(READY) ## Screenshots of every screen and PNGs of every report, into build/
	@mkdir -p build && PYTHONPATH=. $(BIN)/python tests/shots.py build

.PHONY: clean
clean: ## Forget the environment and what was built
	@rm -rf $(VENV) build casefile-demo .mypy_cache .ruff_cache .pytest_cache .hypothesis
