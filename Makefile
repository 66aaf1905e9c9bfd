# Everything a contributor runs. `make` alone lists the targets.
PYTHON ?= python3
UV_VERSION := 0.13.9

# The environment is made for one lock, one interpreter and one folder; when any of them changes it is made anew.
SUM := $(shell { cat requirements.lock; echo "$(PYTHON) $(CURDIR)"; } 2>/dev/null | cksum | cut -d ' ' -f 1)
LOCKED := .venv/locked-$(SUM)
READY := .venv/ready-$(SUM)
PEERS := .venv/peers-$(shell cksum < bench/requirements.lock | cut -d ' ' -f 1)
BIN := .venv/bin
CODE := generator templates/runtime tests bench corpus
TYPED := generator/truespec templates/runtime
COMPILE = --quiet --universal --python-version 3.11 --generate-hashes $(if $(UPGRADE),--upgrade) \
	--no-config --no-emit-index-url --custom-compile-command "make lock"
RULES := tests/test_import_rules.py tests/test_template_rules.py tests/test_house_numbers.py

.DEFAULT_GOAL := help
.PHONY: help generate test check update bench corpus fuzz load nightly lock format clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F '|' '{ printf "make %-9s %s\n", $$1, $$2 }'

generate: $(READY) ## generate every package that truespec.toml lists, into generated/
	@$(BIN)/truespec generate

test: $(READY) ## run every test
	@$(BIN)/python -m pytest -n auto --dist worksteal

check: $(READY) ## format, lint, types, import rules, template rules, house numbers
	@echo "format" && $(BIN)/ruff format --check $(CODE)
	@echo "lint" && $(BIN)/ruff check --quiet $(CODE)
	@echo "types: mypy" && $(BIN)/mypy --no-error-summary $(TYPED)
	@echo "types: pyright" && $(BIN)/pyright --pythonpath $(BIN)/python $(TYPED)
	@echo "rules" && $(BIN)/python -m pytest $(RULES)

update: $(READY) ## rewrite what the directory cases expect; read the diff before you commit it
	@TRUESPEC_UPDATE=1 $(BIN)/python -m pytest -m case
	@git status --short tests

bench: $(READY) $(PEERS) ## measure against the peers and a hand-written client, in the same run
	@$(BIN)/python bench

corpus: $(READY) ## hold what truespec promises against ../shared, file by file (about an hour)
	@$(BIN)/python corpus

fuzz: $(READY) ## hold broken and invented descriptions against what every run promises (FUZZ=10000 for longer)
	@TRUESPEC_FUZZ=$(or $(FUZZ),2000) $(BIN)/python -m pytest tests/fuzz

load: $(READY) ## a minute of 1,000 calls in flight, and one of 32 threads: nothing may leak
	@$(BIN)/python tests/loading.py

nightly: $(READY) ## the same, and pyright on the five largest packages
	@$(BIN)/python corpus --nightly

format: $(READY) ## format the code and mend what the linter can
	@$(BIN)/ruff check --quiet --fix-only $(CODE)
	@$(BIN)/ruff format --quiet $(CODE)

lock: ## remake requirements.lock from pyproject.toml (UPGRADE=1 takes the newest versions)
	@$(PYTHON) -m venv .lock-venv && .lock-venv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@.lock-venv/bin/uv pip compile pyproject.toml --group dev --output-file requirements.lock $(COMPILE)
	@.lock-venv/bin/uv pip compile --group pyproject.toml:peers --output-file bench/requirements.lock $(COMPILE)
	@git diff --stat -- requirements.lock bench/requirements.lock

clean: ## remove the environment and every cache, never generated/
	@rm -rf .venv .lock-venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	@find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is the last thing made, so an interrupted set-up is started again.
$(LOCKED):
	@command -v $(PYTHON) >/dev/null || { echo "truespec needs Python 3.11 or newer, and there is no $(PYTHON) here"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "truespec needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "setting up .venv from requirements.lock (once, about a minute)"
	@rm -f .venv/locked-* .venv/ready-* && rm -rf .venv && $(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --only-binary :all: --require-hashes --requirement requirements.lock
	@touch $@

# What the clients of the peers need, beside the environment and not in it.
$(PEERS): $(LOCKED) bench/requirements.lock
	@rm -rf .venv/peers .venv/peers-* && $(BIN)/pip install -qq --disable-pip-version-check --only-binary :all: \
		--require-hashes --target .venv/peers --requirement bench/requirements.lock
	@touch $@

$(READY): $(LOCKED) pyproject.toml
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .
	@touch $@
