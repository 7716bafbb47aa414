# The few commands a person needs. Each explains itself when something is missing, and can be run again at any time.
#   make run      installs what is missing, builds, ingests the embedded default, serves the observatory
#   make test     everything CI checks: format, lints, unit, oracle, end-to-end and browser tests
#   make help     the others

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VAR  ?= var
PORT ?= 8080
# The same tree has the same verdict: `make test` draws its cases from a fixed seed, `make fuzz` draws new ones.
SEED  ?= 2026
CASES ?= 5000
export CARGO_TARGET_DIR ?= $(CURDIR)/target
LANTERNE := $(CARGO_TARGET_DIR)/release/lanterne
TESTED := $(CARGO_TARGET_DIR)/tested-snapshot
# A workspace of its own, kept between runs like the other.
RASTER_TARGET := $(CARGO_TARGET_DIR)/raster

.PHONY: help run test test-notebooks test-raster bench bench-tiles bench-raster bench-feel tools page build raster ingest serve check screenshots format lint test-rust test-page test-browser fuzz clean

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: build ingest serve ## build, ingest the embedded default, serve the observatory and print its address

test: tools page format-check lint test-page test-raster test-rust test-notebooks test-browser ## everything CI checks

tools: ## Debian packages, DuckDB's library, npm packages: only what is missing
	@scripts/tools

page: tools ## the web page, built by Vite into web/page/dist
	@scripts/page

build: page ## the binary lanterne, page included
	@echo "── building lanterne (the first time takes a few minutes)"
	cargo build --release --locked --workspace

# What the tests need with what is served, so that each dependency is compiled once, not once with and once without theirs.
.PHONY: build-tested
build-tested: page
	cargo build --release --locked --workspace --lib --bins --tests --examples

raster: tools ## the second picture engine (maplibre-rs), put beside the binary; without it resvg draws the same tiles
	@echo "── building lanterne-raster (its own workspace; the first time takes some minutes)"
	CARGO_TARGET_DIR="$(RASTER_TARGET)" cargo build --release --locked --manifest-path tiles/raster/Cargo.toml
	mkdir -p "$(CARGO_TARGET_DIR)/release"
	cp -u "$(RASTER_TARGET)/release/lanterne-raster" "$(CARGO_TARGET_DIR)/release/"

ingest: ## load the embedded default into $(VAR) (nothing is fetched)
	"$(LANTERNE)" ingest --var "$(VAR)"

serve: ## serve the current snapshot
	"$(LANTERNE)" serve --var "$(VAR)" --port "$(PORT)"

check: ## reconcile what was loaded with the published figures
	"$(LANTERNE)" check --var "$(VAR)"

format: ## format Rust and TypeScript
	cargo fmt --all
	cargo fmt --manifest-path tiles/raster/Cargo.toml
	npm --prefix web/page run --silent format

format-check:
	@echo "── format"
	cargo fmt --all --check

lint:
	@echo "── lints"
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --release --locked --workspace --no-deps --quiet

test-page: page
	@echo "── page: types, style, unit tests"
	npm --prefix web/page run --silent check
	npm --prefix web/page test --silent

test-rust: build-tested
	@echo "── Rust: unit, property, oracle, documentation and end-to-end tests"
	LANTERNE_RASTER="$(CARGO_TARGET_DIR)/release/lanterne-raster" PROPTEST_RNG_SEED=$(SEED) cargo test --release --locked --workspace --no-fail-fast

test-raster: raster
	@echo "── the second picture engine: format, lints, tests"
	cargo fmt --check --manifest-path tiles/raster/Cargo.toml
	CARGO_TARGET_DIR="$(RASTER_TARGET)" cargo clippy --release --locked --manifest-path tiles/raster/Cargo.toml --all-targets -- -D warnings
	CARGO_TARGET_DIR="$(RASTER_TARGET)" cargo test --release --locked --manifest-path tiles/raster/Cargo.toml

fuzz: page ## the property tests again, on many more and new cases
	PROPTEST_CASES=$(CASES) cargo test --release --locked --workspace --no-fail-fast

# One new snapshot of the embedded default for everything that only reads one: it takes most of a minute to make.
.PHONY: tested-snapshot
tested-snapshot: build-tested
	@echo "── a new snapshot of the embedded default"
	@rm -rf "$(TESTED)"
	@"$(LANTERNE)" ingest --var "$(TESTED)" | tail -1

test-notebooks: tested-snapshot ## the notebooks, executed from clean on a snapshot of the embedded default
	@echo "── notebooks"
	@LANTERNE_VAR="$(TESTED)" scripts/notebooks

test-browser: tested-snapshot
	@echo "── a real browser on the shipped binary"
	LANTERNE="$(LANTERNE)" LANTERNE_VAR="$(TESTED)" npm --prefix tests/browser test --silent

bench: page ## criterion benches, then ours and the peers on the same bytes in turn: benches/RESULTS.md
	@scripts/bench

bench-tiles: page ## the tile server beside Martin, nginx and tippecanoe: section Tiles of benches/RESULTS.md
	@scripts/bench-tiles

bench-raster: build raster ## raster tiles by both picture engines, on the snapshot of $(VAR): section Raster tiles of benches/RESULTS.md
	python3 benches/raster.py --lanterne "$(LANTERNE)" --raster "$(CARGO_TARGET_DIR)/release/lanterne-raster" --var "$(VAR)" --out benches/RESULTS.md

bench-feel: tools build ## how long a person waits, in Debian's Chromium: section Feel of benches/RESULTS.md
	cd tests/browser && LANTERNE="$(LANTERNE)" node feel.js --rounds "$(or $(ROUNDS),5)" --out ../../benches/RESULTS.md

screenshots: build ## pictures of the page, for the README and for a severe look
	LANTERNE="$(LANTERNE)" npm --prefix tests/browser run --silent screenshots

clean: ## forget builds and snapshots
	rm -rf "$(CARGO_TARGET_DIR)" "$(VAR)" web/page/dist
