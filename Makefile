# Two commands: `make map` draws the map, `make test` checks everything. Each prepares its own .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: map test test-slow check bench lock picture clean

map: $(VENV)/.runtime ## draw the map from the bundled catalogue and snapshot, offline
	@$(BIN)/modelmap run --offline

test: $(VENV)/.dev ## lint, types, import direction, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n 3 --dist loadgroup -m "not slow"

test-slow: $(VENV)/.dev ## what takes minutes: kills, hostile servers, sixty days, workers and a cluster
	$(BIN)/python -m pytest -n 3 --dist loadgroup -m slow

bench: $(VENV)/.bench ## every ratio of docs/performance.md, small sizes
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "modelmap needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 map")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

picture: $(VENV)/.runtime ## redraw the README's picture from a fresh offline build
	@home=$$(mktemp -d) && $(BIN)/modelmap build --home "$$home" && cp "$$home/site/map.svg" docs/map.svg && rm -rf "$$home"

lock: ## resolve again; needs uv
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --quiet pyproject.toml requirements-build.in -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --quiet --group dev --all-extras pyproject.toml -c requirements.lock -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --quiet --group bench -c requirements.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) build dist *.egg-info
