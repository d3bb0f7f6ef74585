# The house's commands; each does its own set-up.
PY := .venv/bin/python

.venv: requirements/dev.txt
	@echo "Setting up .venv (Python 3.11, pinned and hash-checked; a minute or two the first time) …"
	@python3.11 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --progress-bar on --require-hashes -r requirements/dev.txt
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv

demo: .venv
	@$(PY) -m bot demo --port $(or $(PORT),8700)

test: .venv
	@.venv/bin/pytest

check: .venv
	@.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/lint-imports && .venv/bin/pytest tests/test_project.py

run: .venv
	@$(PY) -m bot run

fmt: .venv
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

bench: .venv
	@$(PY) -m tests.bench

.PHONY: demo test check run fmt bench
