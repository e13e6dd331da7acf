# One command for each act. `make demo` and `make test` do all set-up that a bare Debian machine with Swift and git needs.

SOURCES = Package.swift Sources Tests Benchmarks
PACKAGES = libicu-dev libxml2-dev libarchive-dev pkg-config
ARTICLES = $(shell find Corpus -name '*.txt' -o -name '*.html' | sort)
DEMO = .build/demo

.PHONY: demo test bench format lint review goldens libraries

# Builds the program, runs it on the articles of Corpus, and shows some of the records.
demo: libraries
	swift build -c release --product zhibiao
	@mkdir -p $(DEMO)
	.build/release/zhibiao extract $(ARTICLES) -o $(DEMO)/records.jsonl
	@echo
	@.build/release/zhibiao extract Corpus/county/economy.txt --date 2023-07-20 --emit observation | LC_ALL=C awk -f Pipelines/table.awk
	@echo
	@echo "$$(grep -c '' $(DEMO)/records.jsonl) records of $(words $(ARTICLES)) articles: $(DEMO)/records.jsonl (JSON Lines)"
	@echo "Your own article: .build/release/zhibiao extract FILE --date 2021-11-15"

# The format, then every test: of the stages, the corpus and the command, and the examples in the rule tables.
test: libraries lint
	swift build --build-tests
	.build/debug/zhibiao rules test
	swift test --skip-build
	@sh Tests/spark/run .build/debug/zhibiao

# How fast it is, as a ratio to ICU's word breaking of the same text.
bench: libraries
	swift build -c release --product zhibiao-bench
	.build/release/zhibiao-bench

lint:
	swift format lint --strict --recursive --parallel $(SOURCES)

format:
	swift format --in-place --recursive --parallel $(SOURCES)

# Shows what changed from the golden records of `Corpus/`, one by one, and keeps what you decide of it.
review: libraries
	swift build --product zhibiao
	.build/debug/zhibiao review Corpus

# Writes the golden records of what was accepted, and of nothing else.
goldens: libraries
	swift build --product zhibiao
	.build/debug/zhibiao test Corpus --update || true
	@git --no-pager diff --stat Corpus

# The C libraries, from Debian, where they are missing.
libraries:
	@pkg-config --exists icu-i18n libxml-2.0 libarchive 2>/dev/null || { \
	  command -v apt-get >/dev/null || { \
	    echo "ICU, libxml2, libarchive or pkg-config is missing: install what your system calls $(PACKAGES)" >&2; exit 1; }; \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "Installing $(PACKAGES)"; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; }
