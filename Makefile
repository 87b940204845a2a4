# Two commands are enough: `make demo` and `make test`. Both install what is missing first.
PREFIX ?= /usr/local
SWIFT ?= swift
# Swift's own libraries are linked into the program: finding them and their names took 5 ms of the processor in every run. macOS has them in the system.
STATIC_SWIFT ?= $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
RUTVERK = $(shell $(SWIFT) build -c release --show-bin-path)/rutverk

# Where `make bench-peers` keeps its Python packages and inputs (several GB at full size), and what it passes on.
RUTVERK_BENCH ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/rutverk-bench
BENCH_PEERS_OPTIONS ?=
PEERS_PYTHON = $(RUTVERK_BENCH)/venv/bin/python

# Random tests: the seed, how many cases `make fuzz-differential` runs, how many worlds `make attack` tries.
SEED ?= 1
COUNT ?= 200
WORLDS ?= 1000

# Seconds of `make fuzz` for each of its targets (all, or TARGETS, JOBS at a time), how many runs `make faults` disturbs and kills,
# how many `make strace` watches, and the events of `make load`.
SECONDS ?= 60
RUNS ?= 10000
KILLS ?= 1000
TRACES ?= 200
EVENTS ?= 20000000
# `RECORD="scripts/record faults"` puts what `make faults` prints into docs/quality.md, and so for the others.
RECORD ?=

.PHONY: deb demo release documentation test schemas fuzz-differential attack fuzz faults strace load coverage sanitize test-release bench bench-peers bench-ablation build install python-package qgis-plugin format lint libraries

demo: build
	$(RUTVERK) demo
	$(RUTVERK) run lagesbild --set ut=demo/lagesbild

# Tests of the command line take the program that people get: without optimisation, its parser checks all options anew, a second a run.
test: build
	$(SWIFT) build --build-tests
	RUTVERK_TEST_PROGRAM="$(abspath $(RUTVERK))" $(SWIFT) test --skip-build

# The statistics of all tests of the command line, held against their schemas by jsonschema (PyPI, python3-jsonschema).
schemas: build
	$(SWIFT) build --build-tests
	folder=$$(mktemp -d) && RUTVERK_KEEP_STATISTICS="$$folder" RUTVERK_TEST_PROGRAM="$(abspath $(RUTVERK))" $(SWIFT) test --skip-build --filter CommandTests && \
	  python3 scripts/schemas "$(RUTVERK)" "$$folder"; status=$$?; rm -rf "$$folder"; exit $$status

# Random layers and tables beside a slow computation: `make fuzz-differential SEED=7 COUNT=2000`.
fuzz-differential: build
	$(SWIFT) build --build-tests
	RUTVERK_TEST_PROGRAM="$(abspath $(RUTVERK))" RUTVERK_FUZZ_SEED=$(SEED) RUTVERK_FUZZ_COUNT=$(COUNT) $(SWIFT) test --skip-build --filter CommandTests.DifferentialTests

# Tries to compute what --min-phones and --min-count withhold; scipy is installed beside the benchmarks' packages where it is missing.
attack: build
	if python3 -c "import scipy.optimize" 2>/dev/null; then python=python3; else \
	  python="$(PEERS_PYTHON)"; test -x "$$python" || python3 -m venv "$(RUTVERK_BENCH)/venv"; \
	  "$$python" -m pip install -q "scipy>=1.10"; fi; \
	"$$python" Tests/Attacker/attack.py "$(RUTVERK)" --worlds $(WORLDS) --seed $(SEED) && \
	"$$python" Tests/Attacker/counts.py "$(RUTVERK)" --worlds $(WORLDS) --seed $(SEED)

# Random bytes into every reader of what comes from outside: `make fuzz SECONDS=600 TARGETS="fields wkt" JOBS=2`.
fuzz: libraries
	$(RECORD) Tests/Attack/fuzz $(SECONDS) $(TARGETS)

# Failing calls of every kind, and SIGKILL, in every command: `make faults RUNS=10000 KILLS=1000`.
faults: build
	$(RECORD) Tests/Attack/faults/sweep.py "$(RUTVERK)" --runs $(RUNS) --kills $(KILLS) --seed $(SEED)

# What runs over the attack's corpus open and call: nothing but what was named, and the system's libraries and data.
strace: build
	$(RECORD) Tests/Attack/strace.py "$(RUTVERK)" --runs $(TRACES) --seed $(SEED)

# Large inputs within a bounded memory: `make load EVENTS=100000000`.
load: build
	$(RECORD) Tests/Attack/load.py "$(RUTVERK)" --events $(EVENTS)

# Which part of each module the tests execute; written to docs/quality.md.
coverage: libraries
	scripts/record coverage scripts/coverage

# The tests under AddressSanitizer and ThreadSanitizer; those of the command line take the plain program.
sanitize: build
	for kind in address thread; do \
	  SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0 RUTVERK_TEST_PROGRAM="$(abspath $(RUTVERK))" \
	    $(SWIFT) test --scratch-path .build-$$kind --sanitize $$kind --skip CommandTests || exit 1; \
	done

# All tests built with optimisation.
test-release: libraries
	$(SWIFT) test -c release --scratch-path .build-test-release -Xswiftc -enable-testing

bench: libraries
	cd benchmarks && $(SWIFT) package benchmark

# What each fast path buys: a program of its own, in which they can be switched off.
bench-ablation: libraries
	$(SWIFT) build -c release --product rutverk $(STATIC_SWIFT) --scratch-path .build/ablation -Xswiftc -DRUTVERK_ABLATION
	"$(PEERS_PYTHON)" benchmarks/peers/ablate.py --folder "$(RUTVERK_BENCH)" --rutverk .build/ablation/release/rutverk $(BENCH_ABLATION_OPTIONS)

# GDAL's Python bindings must be those of the system's GDAL; without them the peers that need them are left out.
bench-peers: build
	cd benchmarks && $(SWIFT) build -c release --product kernels
	test -x "$(PEERS_PYTHON)" || python3 -m venv "$(RUTVERK_BENCH)/venv"
	"$(PEERS_PYTHON)" -m pip install -q -r benchmarks/peers/requirements.txt
	"$(PEERS_PYTHON)" -m pip install -q --no-build-isolation "GDAL[numpy]==$$(gdal-config --version)" || true
	"$(PEERS_PYTHON)" benchmarks/peers/run.py --folder "$(RUTVERK_BENCH)" --rutverk "$(RUTVERK)" \
	  --kernels "$$(cd benchmarks && $(SWIFT) build -c release --show-bin-path)/kernels" $(BENCH_PEERS_OPTIONS)

# The Python package as a wheel; its functions are made anew from the program's list of options.
python-package: build
	RUTVERK="$(abspath $(RUTVERK))" integrations/python/generate
	python3 -m pip wheel -q --no-deps -w integrations/python/dist integrations/python

build: libraries
	$(SWIFT) build -c release --product rutverk $(STATIC_SWIFT)

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/rutverk"
	install -m 755 "$(RUTVERK)" "$(DESTDIR)$(PREFIX)/bin/rutverk"
	cp -R grids shapes "$(DESTDIR)$(PREFIX)/share/rutverk/"

# A Debian package and a tarball with the same files in dist/; `packaging/try dist/*.deb` installs it in a fresh Debian 12.
deb: libraries
	SWIFT="$(SWIFT)" packaging/deb

# A version: checks everything, commits and tags, pushes nothing: `make release VERSION=0.2.0`.
release:
	scripts/release "$(VERSION)"

# Pages of the two libraries in dist/documentation, for any web server.
documentation: libraries
	mkdir -p dist
	cd docs/docc && $(SWIFT) package --allow-writing-to-directory ../../dist generate-documentation --target Rutverk --product RutverkCore \
	  --product RutverkFiles --enable-experimental-combined-documentation --output-path ../../dist/documentation

# The QGIS plugin as a zip, with what the program says of its commands.
qgis-plugin: build
	mkdir -p dist
	integrations/qgis/package "$(RUTVERK)" dist/rutverk-qgis.zip

format:
	$(SWIFT) format -i -r Package.swift Sources Tests benchmarks/Package.swift benchmarks/Benchmarks benchmarks/Kernels

lint:
	$(SWIFT) format lint -s -r Package.swift Sources Tests benchmarks/Package.swift benchmarks/Benchmarks benchmarks/Kernels

libraries:
	@scripts/libraries
