# The house's commands; each does its own set-up.
PY := .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE  # where it is set, each of the many processes of the tests would compile everything again

.venv: requirements/dev.txt
	@echo "Setting up .venv: Python 3.11, every package pinned and its hash checked. A minute or two the first time."
	@command -v python3.11 >/dev/null || { echo "Python 3.11 is needed: install it (for example apt-get install python3.11 python3.11-venv), then try again."; exit 1; }
	@python3.11 -m venv .venv || { rm -rf .venv; echo "The venv module is missing: apt-get install python3.11-venv"; exit 1; }
	@.venv/bin/pip install --disable-pip-version-check --progress-bar on --require-hashes -r requirements/dev.txt || { rm -rf .venv; exit 1; }
	@.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv

lock:  ## pin again what pyproject.toml asks for (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.txt
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml \
		--group sandbox --group dev -c requirements/run.txt -o requirements/dev.txt

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

faults: .venv  ## every fault the edge with Slack knows; SHORT=1 does each less often, NAME=posting only that trial
	@$(PY) -m tests.faults $(if $(SHORT),--short) $(NAME)

POSTGRESQL := $(if $(wildcard /usr/lib/postgresql/*/bin/initdb),postgresql,sqlite)

conversations: .venv  ## every conversation of the tests with the real bot in the sandbox: both transports, both databases where PostgreSQL is; SHARE=8 one of eight, others each day
	@.venv/bin/pytest tests/bot -m conversation --dist worksteal --over socket $(if $(SHARE),--share $(SHARE))
	@.venv/bin/pytest tests/bot -m conversation --dist worksteal --over http --on $(POSTGRESQL) $(if $(SHARE),--share $(SHARE))

bench: .venv
	@$(PY) -m tests.bench

# The README's pictures, taken of the demo in Chromium.
pictures: .venv
	@$(PY) -m tests.pictures

gallery: .venv  ## everything the bot can send, as JSON and as pictures, and the README's contact sheets
	@$(PY) -m tests.gallery $(if $(OUT),--out $(OUT))

weeks: .venv  ## three weeks of the demo team's practice in the sandbox, day by day; LANGUAGE=ja OUT=folder takes pictures
	@$(PY) -m tests.weeks $(if $(DAYS),--days $(DAYS)) $(if $(LANGUAGE),--language $(LANGUAGE)) $(if $(OUT),--out $(OUT))

month: .venv  ## a month of the demo team in the sandbox: every post OnPace makes by itself; LANGUAGE=ja OUT=folder takes pictures
	@$(PY) -m tests.months $(if $(DAYS),--days $(DAYS)) $(if $(LANGUAGE),--language $(LANGUAGE)) $(if $(OUT),--out $(OUT))

.PHONY: lock demo test check run fmt faults conversations bench pictures gallery weeks month
