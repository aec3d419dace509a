# make          build/acta and build/acta.data
# make demo     install what is missing, build, code a report, show what was found and why
# make test     every test but the long ones; .ci/run runs those too
# make check    order of includes, tables, loose ends
# make eval DATA=…/data     all scores, one table, SCORES.tsv
# make bench [DATA=…/data]  speed, start-up, memory
DATA ?= ../shared/data
.PHONY: all demo test check eval bench corpus-stats install clean

all: build/build.ninja
	ninja -C build acta acta.data

build/build.ninja:
	meson setup build

demo:
	sh demo/run

test:
	python3 tools/run-tests quick

check:
	python3 tools/check.py

eval: build/build.ninja
	ninja -C build
	python3 eval/eval.py $(DATA)

bench: all
	python3 bench/bench.py $(DATA)
	python3 bench/explorer.py

corpus-stats:
	python3 tools/corpus.py stats corpus/*.txt

install: all
	meson install -C build

clean:
	rm -rf build
