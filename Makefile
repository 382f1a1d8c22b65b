# The observatory's commands. They need Python 3.11 to 3.14 and make, nothing else: what is missing is set up in .venv.
# Data lie where OBSERVATORY_HOME says (default: warehouse/). ARGS is handed on: make test ARGS="-k parsing". The sample web and the
# real one keep to data directories of their own: make run OBSERVATORY_HOME=~/observatory ARGS="--live".

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
DATA := $(abspath $(or $(OBSERVATORY_HOME),warehouse))
PORT ?= 3000
SUPERSET_PORT ?= 8088
WORKERS ?= 2
ARGS ?=

# Nobody is told that this runs: dbt and Dagster would report it.
export DO_NOT_TRACK := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DAGSTER_DISABLE_TELEMETRY := yes
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# The lock is complete, so nothing is resolved (--no-deps): faster, and old pips stumble over extras when they resolve.
PIP_INSTALL := $(BIN)/python -m pip install -qq --no-deps
LOCK := $(BIN)/uv pip compile -q pyproject.toml --extra install --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-strip-extras $(if $(UPGRADE),--upgrade)

SUPERSET := .venv-superset
SUPERSET_LOCK := $(BIN)/uv pip compile -q deploy/superset/requirements.in --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-strip-extras $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test pytest ui lint typecheck format score bench soak audit docs docs-sources superset screenshots lock setup setup-dev clean distclean

help: ## say what can be done
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

run: $(READY) ## read all sources once, build the warehouse, publish it (the embedded sample web; the real one: OBSERVATORY_HOME=~/observatory ARGS="--live")
	@$(BIN)/observatory run $(ARGS)

test: $(READY_DEV) ## linters, types and all tests
	@lint=failed; types=failed; tests=failed; \
	$(MAKE) --no-print-directory lint && lint=ok; \
	$(MAKE) --no-print-directory typecheck && types=ok; \
	$(MAKE) --no-print-directory pytest && tests=ok; \
	echo "==> linters: $$lint · types: $$types · tests: $$tests"; \
	test "$$lint $$types $$tests" = "ok ok ok"

pytest: $(READY_DEV) ## the tests alone (ARGS="-m 'not slow'" for the quick ones)
	@echo "==> pytest"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

ui: $(READY) ## Dagster's web pages on this machine, with the daily schedule (PORT=3000)
	@$(BIN)/observatory ui --port $(PORT) $(ARGS)

lint: $(READY_DEV) ## ruff and sqlfluff
	@echo "==> ruff, sqlfluff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --disable-progress-bar dbt_project

typecheck: $(READY_DEV) ## mypy, strict
	@echo "==> mypy"
	@$(BIN)/mypy --no-error-summary

format: $(READY_DEV) ## put code and SQL into the house's form
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(BIN)/sqlfluff fix --disable-progress-bar --quiet dbt_project

score: $(READY_DEV) ## how well the extraction reads the annotated texts
	@$(BIN)/python -m tests.corpus.score $(ARGS)

bench: $(READY_DEV) ## how fast the parts are on this machine
	@$(BIN)/python -m tests.benchmarks $(ARGS)

# --strict: a package of which nothing could be learnt (an index without that knowledge, no network) counts as a failure.
audit: $(READY_DEV) ## ask whether locked packages have known vulnerabilities (needs the internet; ARGS="-s osv" asks osv.dev)
	@for file in requirements.txt requirements-dev.txt $(wildcard deploy/*/requirements.txt); do \
		echo "==> $$file"; \
		$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off --requirement $$file $(ARGS) \
			|| failed="$$failed $$file"; \
	done; \
	test -z "$$failed" || { echo "Vulnerable, or not to be audited from here (see above):$$failed" >&2; \
		echo "Lift what is vulnerable with: make lock UPGRADE=1" >&2; false; }

soak: $(READY_DEV) ## the long trial: every fault at every moment, 50 kills, 60 simulated days (ARGS="--kills 5 --days 0"; an hour or two)
	@$(BIN)/python -m tests.soak $(ARGS)

docs-sources: $(READY) ## docs/sources.md, the table of the live registry
	@$(BIN)/python -m scrapers.sources.table > docs/sources.md.new && mv docs/sources.md.new docs/sources.md

docs: $(READY) ## dbt's documentation of every table as one page (after make run)
	@test -f "$(DATA)/working/observatory.duckdb" || { echo "There is no warehouse in $(DATA) yet; run: make run" >&2; false; }
	@OBSERVATORY_DATABASE="$(DATA)/working/observatory.duckdb" OBSERVATORY_LAKE="$(DATA)/lake" $(BIN)/dbt --quiet docs generate \
		--static --project-dir dbt_project --profiles-dir dbt_project --target-path "$(DATA)/dbt/docs" --log-path "$(DATA)/logs"
	@echo "Open $(DATA)/dbt/docs/static_index.html"

superset: $(SUPERSET)/.ready ## Apache Superset on this machine, with the dashboards of the published release (SUPERSET_PORT=8088)
	@$(SUPERSET)/bin/python deploy/superset/start.py --published "$(DATA)/published" --home "$(DATA)/superset" --port $(SUPERSET_PORT)

screenshots: $(READY_DEV) ## the pictures of the README, from the sample web in a directory of their own (needs Chromium)
	@$(BIN)/python -m tests.screenshots docs/images

lock: | $(BIN)/python ## write the lock files again (UPGRADE=1 takes the newest versions that pyproject.toml allows)
	@test -x $(BIN)/uv || $(PIP_INSTALL) uv
	@$(LOCK) --output-file requirements.txt > /dev/null
	@$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt > /dev/null
	@$(LOCK) --extra postgres --constraint requirements.txt --output-file deploy/compose/requirements.txt > /dev/null
	@$(SUPERSET_LOCK) --output-file deploy/superset/requirements.txt > /dev/null
	@echo "Wrote requirements.txt, requirements-dev.txt, deploy/compose/requirements.txt and deploy/superset/requirements.txt"

setup: $(READY) ## only set up what `make run` needs
setup-dev: $(READY_DEV) ## only set up what `make test` needs

clean: ## remove caches and build output; data and .venv stay
	@rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info dbt_project/target dbt_project/logs
	@find orchestration scrapers schemas tests warehouse -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## clean, and remove .venv and Superset's environment; data stay
	@rm -rf $(VENV) $(SUPERSET)

# ── set-up ────────────────────────────────────────────────────────────────────────────────────────────────────────────
# A stamp is older than its lock file after the lock has changed, and gone with the environment.

$(BIN)/python:
	@for candidate in $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3; do \
		if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2> /dev/null; then \
			echo "==> creating $(VENV) with $$("$$candidate" --version)"; \
			exec "$$candidate" -m venv --clear $(VENV); \
		fi; \
	done; \
	echo "No Python from 3.11 to 3.14 with its venv module was found. Install one (Debian, Ubuntu: apt install python3 python3-venv)" >&2; \
	echo "or name one: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3.12" >&2; \
	exit 1

$(READY): requirements.txt pyproject.toml | $(BIN)/python
	@echo "==> installing the locked packages (the first time this takes about a minute)"
	@$(PIP_INSTALL) --require-hashes -r requirements.txt
	@$(PIP_INSTALL) --no-build-isolation -e .
	@touch $@

$(READY_DEV): requirements-dev.txt $(READY)
	@echo "==> installing the locked tools for tests"
	@$(PIP_INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

# Superset has an environment of its own: its packages and ours do not go together. It runs on Python 3.11 and 3.12.
$(SUPERSET)/.ready: deploy/superset/requirements.txt
	@for candidate in $(PYTHON) python3.12 python3.11 python3; do \
		if "$$candidate" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' 2> /dev/null; then \
			found="$$candidate"; break; \
		fi; \
	done; \
	test -n "$$found" || { echo "Superset needs Python 3.11 or 3.12; name one: make superset PYTHON=/path/to/python3.12" >&2; exit 1; }; \
	echo "==> installing Superset into $(SUPERSET) with $$("$$found" --version) (a few minutes, once)"; \
	"$$found" -m venv --clear $(SUPERSET)
	@$(SUPERSET)/bin/python -m pip install -qq --no-deps --require-hashes -r deploy/superset/requirements.txt
	@touch $@
