# Every target sets up what it needs: a fresh machine has Python 3.11, make and git.
PYTHON ?= python3
VENV   ?= .venv
LOWEST ?= .venv-lowest
BIN    := $(VENV)/bin
JOBS   ?= auto

.PHONY: demo test lowest lint check golden bench accuracy samples clean help

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/ —/'

$(BIN)/d711: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "需要 Python 3.11 或更新版本")'
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'  # errors are shown, warnings not
	@touch $@

demo: $(BIN)/d711  ## set up and judge a sample report
	@echo '$$ d711 check samples/2021/broken/A101-closing.docx'
	@$(BIN)/d711 check samples/2021/broken/A101-closing.docx || test $$? -eq 1

test: $(BIN)/d711  ## set up and run the tests
	@$(BIN)/python -m pytest -n $(JOBS)

lint: $(BIN)/d711  ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check validator tools bench tests
	$(BIN)/ruff format --check validator tools bench tests
	$(BIN)/mypy
	$(BIN)/lint-imports

lowest:          ## the tests with the oldest releases that pyproject.toml allows
	@test -d $(LOWEST) || $(PYTHON) -m venv $(LOWEST)
	@$(LOWEST)/bin/python -m pip install -qq --disable-pip-version-check uv
	@$(LOWEST)/bin/uv pip install --quiet --python $(LOWEST)/bin/python --resolution lowest-direct --editable '.[dev]'
	@$(LOWEST)/bin/python -m pytest -n $(JOBS)

check: lint      ## lint, then the tests with coverage
	$(BIN)/python -m pytest -n $(JOBS) --cov --cov-report=term:skip-covered

golden: $(BIN)/d711 ## rewrite samples/golden.json: review the diff
	$(BIN)/python -m tools.golden

samples: $(BIN)/d711 ## make the sample files anew
	$(BIN)/python -m tools.make_samples

bench: $(BIN)/d711 ## speed, as ratios to baselines in the same run
	$(BIN)/python -m bench

accuracy: $(BIN)/d711 ## faults seeded into every layout, and labelled sentences: what is told, and how exactly
	$(BIN)/python -m bench.accuracy
	$(BIN)/python -m bench.prose_accuracy

clean:           ## remove the virtual environment and caches
	rm -rf $(VENV) $(LOWEST) .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage build dist
