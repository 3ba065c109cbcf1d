#!/bin/sh
# release.sh builds out/release/golgi: one program that needs the system's libc, libm and libdl alone. HDF5 and what that needs are within it, from the
# static libraries that come with their packages. Kernels are compiled and loaded as always, where there is a C compiler.
set -eu
cd "$(dirname "$0")"

cc=${CC:-cc}
work=$PWD/out/release
archives=$work/archives

say() { printf 'release: %s\n' "$1" >&2; }

# place NAME prints where the static library of that name is: in the folder of HDF5, or where the compiler looks.
place() {
	for folder in $(pkg-config --libs-only-L hdf5 2>/dev/null | sed 's/-L//g') /usr/lib/*-linux-gnu/hdf5/serial; do
		if [ -e "$folder/$1" ]; then
			echo "$folder/$1"
			return
		fi
	done
	$cc -print-file-name="$1"
}

rm -rf "$archives"
mkdir -p "$archives"
for name in libhdf5.a libhdf5_hl.a libsz.a libaec.a libz.a; do
	found=$(place $name)
	if [ ! -e "$found" ]; then
		say "there is no static $name; install the packages with the files for developing: libhdf5-dev, libaec-dev, zlib1g-dev on Debian and Ubuntu"
		exit 1
	fi
	ln -s "$found" "$archives/$name"
done

# The linker looks into this folder first, and finds no shared library there.
CGO_LDFLAGS="-L$archives" ${GO:-go} build -trimpath -tags netgo,osusergo \
	-ldflags "-s -w -extldflags '-lhdf5 -lsz -laec -lz -lm -ldl'" -o "$work/golgi" ./cmd/golgi

# What it needs is looked at, and tried: a kernel is compiled and loaded, and a file written and read.
needs=$(readelf -d "$work/golgi" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
for library in $needs; do
	case $library in
	libc.so.* | libm.so.* | libdl.so.* | ld-linux*) ;;
	*)
		say "the program needs $library, which it should not"
		exit 1
		;;
	esac
done
trial=$(mktemp -d)
trap 'rm -rf "$trial"' EXIT
(
	cd "$trial"
	"$work/golgi" tiny run --quiet --explore bias=1,1.1 N=10 measure=20ms >/dev/null
	"$work/golgi" tiny verify out/tiny.hdf5 1
)
say "out/release/golgi, $(($(wc -c <"$work/golgi") / 1000000)) MB, needs $(echo $needs)"
