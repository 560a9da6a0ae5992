# Every target makes its own environment; a fresh machine needs Python 3.11 or newer with venv, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUPPLY := .venv-supply
export DO_NOT_TRACK := 1

.PHONY: demo test coverage check bench bench-million bench-exports spark spark_golden link kill nights doubles repeat volumes sequences history memory fuzz offices reference docs samples licences sbom vulnerabilities lock

demo: $(VENV)/ready
	$(BIN)/doudi demo

# Files in their order, which has those with nights first: a long file at the end would leave a core idle.
test: $(VENV)/ready
	$(BIN)/pytest -q -n 2 --dist loadfile --no-loadscope-reorder

# Apart from `test`: measuring slows every test by a fifth.
coverage: $(VENV)/ready
	$(BIN)/pytest -q --cov -n 2 --dist loadfile --no-loadscope-reorder

check: lint quick

lint: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

quick: $(VENV)/ready
	$(BIN)/pytest -q -n 2 -m "not slow" --ignore tests/flows --ignore tests/fuzz --ignore tests/monitors --ignore tests/oracle --ignore tests/pictures

bench: $(VENV)/bench
	$(BIN)/python -m tests.bench

bench-million: $(VENV)/bench
	BENCH_HOUSEHOLDS=1000000 $(BIN)/python -m tests.bench

bench-exports: $(VENV)/ready
	$(BIN)/python -m tests.bench.exports

# The same nights on Spark as on DuckDB. After `test`, which proves that nothing else needs what is installed here.
spark: $(VENV)/spark
	$(BIN)/pytest -q -m spark tests/engines

# Whom rows without a believable number are about, on public sets and on a county of ours.
link: $(VENV)/link
	$(BIN)/pytest -q -s -m link tests/linking

# Every worked case and the ten nights on Spark: an hour.
spark_golden: $(VENV)/spark
	ENGINE='local[2]' SPARK_CONF_DIR=tests/engines $(BIN)/pytest -q tests/golden

N ?= 10000
fuzz: $(VENV)/ready
	$(BIN)/python -m tests.fuzz.campaign $(N)

kill: N = 200
kill: $(VENV)/ready
	KILLS=$(N) $(BIN)/pytest -q tests/flows/test_kill.py

NIGHTS ?= 7
nights: $(VENV)/ready
	NIGHTS=$(NIGHTS) $(BIN)/pytest -q tests/flows/test_catch_up.py

doubles: N = 50
doubles: $(VENV)/ready
	DOUBLES=$(N) $(BIN)/pytest -q tests/flows/test_two_at_once.py

repeat: N = 20
repeat: $(VENV)/ready
	RUNS=$(N) $(BIN)/pytest -q tests/flows/test_determinism.py

volumes: N = 40
volumes: $(VENV)/ready
	VOLUMES=$(N) $(BIN)/pytest -q tests/flows/test_disk_full.py

sequences: N = 50
sequences: $(VENV)/ready
	SEQUENCES=$(N) $(BIN)/pytest -q tests/flows/test_row_for_row.py

history: $(VENV)/ready
	HISTORY_DAYS=365 HISTORY_HOUSEHOLDS=100000 $(BIN)/pytest -q -s tests/flows/test_history.py

memory: $(VENV)/ready
	MEMORY_HOUSEHOLDS=200000 MEMORY_MONTHS=18 MEMORY_LIMITS="2GB 1GB 500MB" $(BIN)/pytest -q -s tests/flows/test_memory.py

ROWS ?= 100000
offices: $(VENV)/ready
	DOUDI_ROWS=$(ROWS) $(BIN)/pytest -q tests/flows/test_office_suite.py tests/flows/test_answers.py

EXAMPLES ?= 200
reference: $(VENV)/ready
	EXAMPLES=$(EXAMPLES) $(BIN)/pytest -q tests/monitors/test_against_reference.py tests/monitors/test_properties.py tests/oracle

docs: $(VENV)/ready
	$(BIN)/python -m flows.handbook

samples: $(VENV)/ready
	$(BIN)/python -m flows.synth.article

licences: $(VENV)/ready
	$(BIN)/python -m tests.supply.licences

# Of what is installed here, with every package's licence and what it needs; a copy in the repository would only grow old.
sbom: $(VENV)/ready $(SUPPLY)/ready
	$(SUPPLY)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible -o sbom.json $(BIN)/python
	@echo "已写出 / written: sbom.json"

# Asks a public service, so never part of a test: 0 none known, 1 some known, 3 NOT checked.
vulnerabilities: $(VENV)/ready $(SUPPLY)/ready
	$(BIN)/python -m tests.supply.vulnerabilities $(SUPPLY)/bin/pip-audit

LOCKED := --universal --generate-hashes --no-annotate --no-header --no-emit-index-url -q
lock: $(VENV)/ready
	$(BIN)/uv pip compile pyproject.toml --group dev $(LOCKED) -o requirements.lock
	$(BIN)/uv pip compile --group bench $(LOCKED) -o tests/bench/requirements.lock
	$(BIN)/uv pip compile --group supply $(LOCKED) -o tests/supply/requirements.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["spark"], sep="\n")' | \
	  $(BIN)/uv pip compile - -c requirements.lock $(LOCKED) -o requirements-spark.lock
	$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["link"], sep="\n")' | \
	  $(BIN)/uv pip compile - -c requirements.lock $(LOCKED) -o requirements-link.lock
	$(BIN)/uv pip compile --group febrl --no-deps $(LOCKED) -o tests/linking/requirements.lock

$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "缺少 venv，请先安装 / venv is missing, install it first: sudo apt-get install -y python3-venv"; exit 1; }
	@echo "正在安装依赖（首次约一分钟）/ installing what is needed (about a minute, once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/bench: $(VENV)/ready tests/bench/requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r tests/bench/requirements.lock
	@touch $@

$(VENV)/spark: $(VENV)/ready requirements-spark.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-spark.lock
	@touch $@

$(VENV)/link: $(VENV)/ready requirements-link.lock tests/linking/requirements.lock
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --require-hashes -r requirements-link.lock -r tests/linking/requirements.lock
	@touch $@

# Of their own: what looks at the environment must not stand in it.
$(SUPPLY)/ready: tests/supply/requirements.lock
	@$(PYTHON) -m venv $(SUPPLY)
	@$(SUPPLY)/bin/pip install -q --disable-pip-version-check --no-deps --require-hashes -r tests/supply/requirements.lock
	@touch $@
