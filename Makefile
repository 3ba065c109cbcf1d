# The two commands of a fresh machine are `make run` and `make test`; both see to what is missing first.

GO           ?= go
FUZZTIME     ?= 10s
SLOW_TIMEOUT ?= 60m

# Results name the git revision that made them; go run leaves it out unless it is told, where there is one.
REVISION  = $(if $(shell git rev-parse HEAD 2>/dev/null),-buildvcs=true)
CLUSTERED = $(GO) run $(REVISION) ./cmd/golgi clustered

# The exploration that `make run` shows.
R_EE = 1,1.6,2.2,2.4,2.5,2.6,2.8,3.2

# Tests are linked without what only a debugger reads. Vet runs once: in test, which compiles for it and for the tests together.
TEST = $(GO) test -ldflags=-w -vet=off

# The race detector slows a simulation about tenfold: it runs where goroutines meet, not in the numerical rooms
# below sim, nor in packages that have none. Folders that are not there are left out.
RACE_FOLDERS  ?= manager hdf5 trajectory component runner analyser
RACE_PACKAGES ?= $(patsubst %,./%/...,$(wildcard $(RACE_FOLDERS))) $(wildcard ./sim)

# Those of its tests that are quick, and that CI runs: all of manager, and these of other packages.
RACE_TESTS ?= ^TestClonesGoTheirOwnWay$$|^Test(Conformance|MemoryStore)$$/^(Concurrent|BlocksUsedAgain)$$|^Test(LargeRuns|FailureWhileFilling)$$|^Test(Use|Read)WhileMerging$$|^Test(ConcurrentUse|StoredAtOnce)$$

# -race compiles everything anew, which serves no other command, and goes without what only a debugger reads.
RACE = $(TEST) -race -gcflags=all=-dwarf=false

.PHONY: help
help:
	@echo 'make run                   a clustered network over R_ee: a table, out/clustered.hdf5 and .png'
	@echo 'make python                the device for Brian 2, with its program, ready for pip install ./python'
	@echo 'make release               out/release/golgi, one program that needs only the C library'
	@echo 'make test                  format, vet, and the tests that are quick'
	@echo 'make test-race             the race detector, where goroutines meet (CI runs it, too; in test-slow, more of it)'
	@echo 'make test-slow             the tests as well that take minutes'
	@echo 'make test-sanitizers       the C engine, under ASan and UBSan (in test-slow, too)'
	@echo 'make test-amd64-v3         the simulator, compiled for processors that fuse (in test-slow, too)'
	@echo 'make test-arm64            the simulator on arm64, which qemu emulates (in test-slow, too)'
	@echo 'make test-readers-install  the Python readers of HDF5, for the tests that read our files with them'
	@echo 'make verify-gallery        the classic models at full length, with all that their pages print (in test-slow, too)'
	@echo 'make bench                 all benchmarks'
	@echo 'make bench-peers           the workloads of bench/, Golgi and real Brian 2 in turns (an hour)'
	@echo 'make fuzz                  every fuzz target for $(FUZZTIME) (FUZZTIME=1m make fuzz)'
	@echo 'make setup                 only see to what is missing (SETUP_NO_INSTALL=1: only say it)'
	@echo 'make clean                 remove out/'

.PHONY: setup
setup:
	@./setup.sh

.PHONY: run
run: setup
	@mkdir -p out
	$(CLUSTERED) run --explore R_ee=$(R_EE) --out out/clustered.hdf5 --overwrite --figure out/clustered.png

.PHONY: python
python: setup
	$(GO) build -o python/golgi/brian2/golgi ./cmd/golgi

.PHONY: release
release: setup
	@GO='$(GO)' ./release.sh

.PHONY: verify-gallery
verify-gallery: setup
	GOLGI_SLOW=1 $(TEST) -v -timeout $(SLOW_TIMEOUT) -run 'TestPages/all/experiments' ./cmd/golgi

# Most of its time goes into compiling. Memory is there: seldom collecting it saves a third of the time of the compiler, and as much of that of
# tests that simulate; the limit is for what would never be collected. The race detector needs much more memory for the same. What measures
# memory for minutes, in test-slow, has it as it is.
test: export GOGC = 1600
test: export GOMEMLIMIT = 1GiB
test-race: export GOGC = 400

.PHONY: test
test: format
	$(TEST) -vet=all ./...

# What it compiles takes a minute by itself.
.PHONY: test-race
test-race: setup
	$(RACE) $(wildcard ./manager)
	$(RACE) -run '$(RACE_TESTS)' $(wildcard ./sim ./hdf5 ./trajectory)

# What it says is long; the log has all, also why tests were skipped.
.PHONY: test-slow
test-slow: check test-sanitizers test-amd64-v3 test-arm64
	@mkdir -p out
	@echo 'GOLGI_SLOW=1 $(TEST) -timeout $(SLOW_TIMEOUT) ./...   (log: out/test-slow.log)'
	@GOLGI_SLOW=1 $(TEST) -v -timeout $(SLOW_TIMEOUT) ./... >out/test-slow.log 2>&1; status=$$?; \
		grep -E '^(ok|FAIL|panic:)|--- (FAIL|SKIP):' out/test-slow.log; exit $$status
	$(TEST) -vet=all -tags parquet -run Parquet ./cmd/golgi
	$(RACE) $(RACE_PACKAGES)

# With GOAMD64=v3, Go fuses products and sums wherever it may. (The standard library is compiled anew for it,
# which takes half a minute the first time.)
.PHONY: test-amd64-v3
test-amd64-v3: setup
	@if [ "$$($(GO) env GOARCH)" = amd64 ] && grep -qsw fma /proc/cpuinfo && grep -qsw avx2 /proc/cpuinfo; then \
		echo 'GOAMD64=v3 $(TEST) ./units/... ./sim/...' && GOAMD64=v3 $(TEST) ./units/... ./sim/...; \
	else \
		echo 'test-amd64-v3: skipped: this machine cannot run what Go makes for GOAMD64=v3'; \
	fi

# The same bits on arm64. Where qemu or the compiler is missing, it says so.
.PHONY: test-arm64
test-arm64: setup
	@testing/arm64.sh

# Sanitizers look at the time loop, which go test -asan compiles, and at the kernels, which the tests compile:
# at what is outside of memory, and at what C does not define.
UNDEFINED = -fsanitize=undefined -fno-sanitize-recover=undefined

.PHONY: test-sanitizers
test-sanitizers: setup
	GOLGI_SANITIZERS='-fsanitize=address $(UNDEFINED)' CGO_CFLAGS='-g -O1 $(UNDEFINED)' \
		CGO_LDFLAGS='$(UNDEFINED)' $(TEST) -asan -timeout $(SLOW_TIMEOUT) ./sim/internal/engine/cc

# What needs no test to run: the layout of the code, and what vet finds.
.PHONY: check
check: format
	$(GO) vet ./...

.PHONY: format
format: setup
	@unformatted=$$(gofmt -l .) || exit 1; test -z "$$unformatted" || \
		{ printf 'gofmt would change these files; run: gofmt -w .\n%s\n' "$$unformatted"; exit 1; }

.PHONY: test-readers-install
test-readers-install:
	@./setup.sh readers

.PHONY: bench
bench: setup
	$(GO) test -run '^$$' -bench . ./...

# Brian 2 compiles its programs the first time, which takes minutes for some.
.PHONY: bench-peers
bench-peers: setup
	$(GO) run ./bench peers

# Go fuzzes one target at a time. What is found interesting is made smaller for a second only: where goroutines meet, coverage differs each time.
.PHONY: fuzz
fuzz: setup
	@grep -rHo --include='*_test.go' '^func Fuzz[A-Za-z0-9_]*' . | while IFS=: read -r file target; do \
		echo "$${file%/*} $${target#func }"; \
		$(GO) test "$${file%/*}" -run '^$$' -fuzz "^$${target#func }$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 1s || exit 1; \
	done

.PHONY: clean
clean:
	rm -rf out
