# Convenience for people and for continuous integration. Each step is a Python program, works without
# a system Node.js and does nothing that is already done. `make` alone says what there is.

# The environment's own Python once there is one, so that a later call need not name it again.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
PORT ?= 8000
ARGS ?=

IN = .venv/bin/
PAGE = $(IN)python -m scripts.page

.PHONY: help install run test check format types build lock clean dev

help:
	@echo "make run      serve Neuroboard on 127.0.0.1:8000   (PORT=8001  ARGS='--no-browser')"
	@echo "make install  set up .venv and build the page, so that .venv/bin/neuroboard works"
	@echo "make check    formatting, lint and types of both languages"
	@echo "make test     every test, those in a real browser too   (ARGS='-k name')"
	@echo "make format   rewrite the sources as 'make check' wants them"
	@echo "make types    write frontend/src/wire/types.ts anew from the server's messages"
	@echo "make build    pack a wheel and a source archive into dist"
	@echo "make lock     take newer packages into the locks"
	@echo "make clean    remove all that these commands made"

install:
	@$(PYTHON) -m scripts.bootstrap
	@$(PAGE) build

run: install
	@exec $(IN)neuroboard serve --port $(PORT) $(ARGS)

dev:
	@$(PYTHON) -m scripts.bootstrap dev

test: dev
	@$(IN)python -m scripts.chromium
	@$(PAGE) build
	$(PAGE) run vitest run
	$(IN)pytest -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: dev
	$(IN)ruff format --check
	$(IN)ruff check
	$(IN)mypy
	$(PAGE) run prettier --check --log-level warn .
	$(PAGE) run eslint --max-warnings 0 .
	$(PAGE) run tsc --build
	$(IN)python -m scripts.generate_types --check

format: dev
	$(IN)ruff check --fix-only
	$(IN)ruff format
	$(PAGE) run prettier --write --log-level warn .

types: dev
	$(IN)python -m scripts.generate_types

build: install
	$(IN)python -m hatchling build

lock: dev
	$(IN)python -m scripts.lock --upgrade

clean:
	rm -rf .venv .cache build dist static/app frontend/node_modules test-results .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache
