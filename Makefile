# The same as the scripts, for those who type make.
.PHONY: run test ci setup messages lock format bench

run: ; ./run
test: ; ./test
ci: ; .ci/run
bench: ; bench/pages --check && bench/first_visit --check && bench/messages --check && bench/faults --check && bench/detector --check && bench/export --check && bench/learning --check && bench/library --check && bench/reports --check && bench/axe --check && bench/canaries --check
setup: ; scripts/setup --dev
messages: ; scripts/messages
lock: ; scripts/lock
format: ; .venv/bin/ruff check --fix . && .venv/bin/ruff format . && scripts/templates
