# make learn      open the course                 make test      what most changes need
# make build      build notebooks and releases    make test-all  all checks, as CI runs them
# make demo       four made-up learners           make format    tidy the code
# make kit        one zip for a cohort's learners
# make bench      how long people wait            make pictures  screenshots, to look at
# make bench-cohort  how fast a cohort is graded  make words     gather what buttons say
# make bundle     put the views together          make lock      choose versions anew
# make site       plain web pages: TO=FOLDER; KEYS=no for a class; BINDER=ADDRESS
# make coverage   which lines the tests run       make clean     remove what these made

PYTHON ?= python3
PORT ?= 8888
BROWSER ?= yes

BIN := .venv/bin
# nbgrader calls alembic by name when it makes a gradebook.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help learn demo kit site build format test test-all coverage bench bench-cohort pictures words bundle lock clean

help:
	@sed -n 's/^# //p' $(firstword $(MAKEFILE_LIST))

learn: .venv/course
	@wellfounded learn --port $(PORT) $(if $(filter no,$(BROWSER)),--no-browser)

demo: .venv/course
	@wellfounded demo

kit: .venv/course
	@wellfounded kit

site: .venv/tests
	@wellfounded site --to "$(TO)" $(if $(filter no,$(KEYS)),--no-keys) $(if $(BINDER),--binder "$(BINDER)")

build: .venv/course
	@wellfounded build

test: .venv/tests
	ruff check
	ruff format --check
	mypy
	lint-imports
	wellfounded build --check
	wellfounded check
	npm --prefix course run --silent check
	pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder --nbval tests source release

test-all: export WELLFOUNDED_FULL := 1
test-all: test

coverage: .venv/tests
	@coverage erase
	@coverage run -m pytest --numprocesses=2 --dist=loadfile --no-loadscope-reorder tests
	@coverage combine --quiet
	@coverage report

bench: .venv/tests
	@python -m tests.benchmarks.bench

# Options follow in COHORT: make bench-cohort COHORT='--learners 1000 --only ours --only bare'
bench-cohort: .venv/tests
	@python -m tests.benchmarks.bench_cohort $(COHORT)

pictures: .venv/tests
	@python -m tests.browser.pictures $(PAGES)

words: .venv/course
	@python -m wellfounded.i18n.catalogue

bundle: .venv/tests
	@npm --prefix course run --silent bundle

format: .venv/tests
	ruff check --fix
	ruff format
	npm --prefix course run --silent format

# Wheels alone, by their hashes: no build tool is ever fetched.
HASHED := --quiet --no-deps --only-binary :all: --require-hashes

# A stamp is made anew when what was installed from has changed, so a second run installs nothing.
.venv/course: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: make learn PYTHON=python3.12'; exit 1; }
	@$(PYTHON) -m venv .venv || { echo 'Python cannot make environments yet. On Debian and Ubuntu: apt install python3-venv'; exit 1; }
	@echo 'Installing. The first time this takes a minute or two.'
	@$(BIN)/pip install $(HASHED) -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/tests: .venv/course tests/requirements.lock course/package-lock.json
	@$(BIN)/pip install $(HASHED) -r tests/requirements.lock
	@npm --prefix course ci --loglevel=error >/dev/null
	@$(BIN)/python -m tests.browser.chromium
	@$(BIN)/python -m tests.browser.firefox
	@$(BIN)/python -m tests.grading.postgres
	@touch $@

# Universal and hashed; no index is named in them. They are whole, so pip installs them with --no-deps.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock' \
       --no-emit-index-url --no-emit-find-links pyproject.toml --group build
lock: .venv/tests
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra hub --extra lti --extra postgresql --constraints requirements.lock --output-file deploy/jupyterhub/requirements.lock
	$(LOCK) --group test --extra hub --extra lti --constraints requirements.lock --constraints deploy/jupyterhub/requirements.lock --output-file tests/requirements.lock
	npm --prefix course update --silent

clean:
	rm -rf .venv course/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
