# Two commands are enough: `make demo` and `make test`. Both install what is missing first.
PREFIX ?= /usr/local
SWIFT ?= swift
RUTVERK = $(shell $(SWIFT) build -c release --show-bin-path)/rutverk

.PHONY: demo test bench build install format lint libraries

demo: build
	$(RUTVERK) demo

test: libraries
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

bench: libraries
	cd benchmarks && $(SWIFT) package benchmark

build: libraries
	$(SWIFT) build -c release --product rutverk

install: build
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/rutverk"
	install -m 755 "$(RUTVERK)" "$(DESTDIR)$(PREFIX)/bin/rutverk"
	cp -R grids shapes "$(DESTDIR)$(PREFIX)/share/rutverk/"

format:
	$(SWIFT) format -i -r Package.swift Sources Tests benchmarks/Package.swift benchmarks/Benchmarks

lint:
	$(SWIFT) format lint -s -r Package.swift Sources Tests benchmarks/Package.swift benchmarks/Benchmarks

libraries:
	@scripts/libraries
