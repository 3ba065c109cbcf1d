#!/bin/sh
# arm64.sh runs the simulator's tests for arm64, which qemu emulates. The golden bits and recordings that they hold are
# those of amd64, so both engines give the same bits on both. What could differ: Go fuses products and sums on arm64,
# and vectors are shorter there. Left out are tests that start themselves anew (the system starts no program for
# another processor), and those that look at the clock.
set -eu

cross=aarch64-linux-gnu-gcc
for tool in qemu-aarch64 "$cross"; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "test-arm64: skipped: $tool is missing (Debian: qemu-user, gcc-aarch64-linux-gnu, libc6-dev-arm64-cross)"
		exit 0
	fi
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# The engine and its tests call cc and gcc. Such a compiler knows no -march=native where it is not at home.
cat >"$folder/cc" <<END
#!/bin/sh
for a; do
	shift
	[ "\$a" != -march=native ] || a=-march=armv8.2-a
	set -- "\$@" "\$a"
done
exec $cross "\$@"
END
ln -s cc "$folder/gcc"
cat >"$folder/emulate" <<'END'
#!/bin/sh
unset CC
exec qemu-aarch64 -L /usr/aarch64-linux-gnu "$@"
END
chmod +x "$folder/cc" "$folder/emulate"

# Kernels are kept apart from those of this machine, what Go compiles is not.
GOCACHE=$(go env GOCACHE)
PATH=$folder:$PATH
export GOCACHE PATH
set -x
GOARCH=arm64 CGO_ENABLED=1 CC=$cross XDG_CACHE_HOME=$folder/cache \
	go test -ldflags=-w -vet=off -timeout 60m -exec "$folder/emulate" \
	-skip '^Test(TwoProcesses|Killed|Interrupted|CacheIsRepaired|MissingCompiler|FullDisks|FullCache|LongTexts|HostileTexts)$' \
	./units ./sim/... ./modelfile ./testing/enginetest ./testing/conformance
