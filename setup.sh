#!/bin/sh
# setup.sh sees to what Golgi needs beside Go: a C compiler, pkg-config and the HDF5 library with its headers.
#
#   ./setup.sh                     install what is missing with apt; elsewhere, name the command that would
#   ./setup.sh readers             the same for the Python packages with which the tests read our files back
#   SETUP_NO_INSTALL=1 ./setup.sh  only say what is missing
#
# It says nothing and changes nothing where nothing is missing. It exits 1 where something stays missing.
set -eu

go_wanted=1.26

say() { printf 'setup: %s\n' "$*" >&2; }

have() { command -v "$1" >/dev/null 2>&1; }

# ---------------------------------------------------------------------------------------------------------
# What is needed: one test for each. A test is true where its thing is there and works.
# ---------------------------------------------------------------------------------------------------------

# read_go learns from Go itself, in one call, what cgo will use. It asks from /, so that go.mod cannot make
# Go fetch another release of itself before it answers.
read_go() {
	go_version='' go_toolchain='' cc=${CC:-gcc} cflags=${CGO_CFLAGS:-} ldflags=${CGO_LDFLAGS:-}
	have go || return 0
	{
		read -r go_version && read -r go_toolchain && read -r cc && read -r cflags && read -r ldflags
	} <<-END || true
	$(cd / && go env GOVERSION GOTOOLCHAIN CC CGO_CFLAGS CGO_LDFLAGS)
	END
}

# at_least A B is true where release A (as in go1.26.1) is B (as in 1.26) or a later one.
at_least() {
	major=${1#go} minor=${1#go*.}
	major=${major%%.*} minor=${minor%%[!0-9]*}
	[ "${major:-0}" -gt "${2%.*}" ] || { [ "${major:-0}" -eq "${2%.*}" ] && [ "${minor:-0}" -ge "${2#*.}" ]; }
}

# Since 1.21, Go fetches the release that go.mod names by itself, unless it is told to stay local.
go_works() {
	go_version=${go_version#devel }
	case $go_version in go[0-9]*.[0-9]*) ;; *) return 1 ;; esac
	at_least "$go_version" "$go_wanted" || { at_least "$go_version" 1.21 && [ "$go_toolchain" = auto ]; }
}

# The folders that the Go bindings name to the C compiler by themselves.
bound_folders() {
	case $(uname -s)-$(uname -m) in
	Linux-aarch64) echo /usr/lib/aarch64-linux-gnu/hdf5/serial ;;
	Linux-*) echo /usr/lib/x86_64-linux-gnu/hdf5/serial ;;
	Darwin-*) echo /usr/local ;;
	esac
}

# links PROGRAM FLAG... is true where the C compiler makes a program of this text.
links() {
	text=$1
	shift
	scratch=$(mktemp -d)
	printf '%s\n' "$text" >"$scratch/probe.c"
	# cc and the two flags of cgo are lists of words, so they stand unquoted.
	# shellcheck disable=SC2086
	if $cc $cflags "$scratch/probe.c" -o "$scratch/probe" "$@" $ldflags >"$scratch/log" 2>&1; then
		linked=0
	else
		linked=1
	fi
	rm -rf "$scratch"
	return $linked
}

cc_works() { links '#include <stdlib.h>
int main(void) { return abs(0); }'; }

pkg_config_works() { have pkg-config; }

# hdf5_links FLAG... tries both libraries that the bindings use, plain and high-level.
hdf5_links() { links '#include <hdf5.h>
#include <hdf5_hl.h>
int main(void) { return H5open() < 0 || H5LTfind_dataset(0, "") < 0; }' "$@" -lhdf5_hl -lhdf5; }

hdf5_works() {
	folder=$(bound_folders)
	hdf5_links "-I$folder/include" "-L$folder" "-L$folder/lib"
}

# Whether they are there is asked; to import them all takes seconds.
readers_work() {
	/usr/bin/python3 -c 'import sys; from importlib.util import find_spec; sys.exit(not all(map(find_spec, sys.argv[1:])))' \
		h5py tables xarray h5netcdf netCDF4 pandas neo pint pytest >/dev/null 2>&1
}

# ready is the fast half of all this for the common machine, Debian or Ubuntu: it starts no compiler.
ready() {
	[ "$cc" = gcc ] && have gcc && have pkg-config && [ -e /usr/include/stdlib.h ] || return 1
	for folder in /usr/lib/x86_64-linux-gnu/hdf5/serial /usr/lib/aarch64-linux-gnu/hdf5/serial; do
		if [ -e $folder/include/hdf5.h ] && [ -e $folder/libhdf5.so ] && [ -e $folder/libhdf5_hl.so ]; then
			return 0
		fi
	done
	return 1
}

# find_missing sets missing to the parts that are not there, among cc, pkg-config, hdf5 and readers.
find_missing() {
	missing=''
	if [ "$wanted" = readers ]; then
		readers_work || missing=readers
		return 0
	fi
	ready && return 0
	cc_works || missing=cc
	pkg_config_works || missing="$missing pkg-config"
	# Without a compiler nothing links, so there only the header can be looked for.
	case $missing in
	*cc*) [ -e "$(bound_folders)/include/hdf5.h" ] || missing="$missing hdf5" ;;
	*) hdf5_works || missing="$missing hdf5" ;;
	esac
}

name_of() {
	case $1 in
	cc) echo "a C compiler that works ($cc)" ;;
	pkg-config) echo 'pkg-config' ;;
	hdf5) echo 'the HDF5 library with its headers' ;;
	readers) echo 'the Python readers h5py, tables, xarray, h5netcdf, pandas, neo and pint, and pytest' ;;
	esac
}

# ---------------------------------------------------------------------------------------------------------
# Where it comes from.
# ---------------------------------------------------------------------------------------------------------

# debian_packages lists what is missing by Debian's names, on one line.
debian_packages() {
	packages=''
	for part in $missing; do
		case $part in
		cc) packages="$packages gcc libc6-dev" ;;
		pkg-config) packages="$packages pkg-config" ;;
		hdf5) packages="$packages libhdf5-dev" ;;
		readers)
			packages="$packages python3-h5py python3-tables python3-xarray python3-h5netcdf python3-netcdf4"
			packages="$packages python3-pandas python3-neo python3-pint python3-pytest"
			;;
		esac
	done
	echo "${packages# }"
}

# command_elsewhere is what a person types where this script does not install by itself: all that Golgi
# needs, since a package manager passes over what is there.
command_elsewhere() {
	if [ "$wanted" = readers ]; then
		echo 'python3 -m pip install h5py tables xarray h5netcdf netCDF4 pandas neo pint pytest'
	elif have dnf; then
		echo 'sudo dnf install gcc pkgconf-pkg-config hdf5-devel'
	elif have pacman; then
		echo 'sudo pacman -S --needed gcc pkgconf hdf5'
	elif have zypper; then
		echo 'sudo zypper install gcc pkg-config hdf5-devel'
	elif have apk; then
		echo 'sudo apk add gcc musl-dev pkgconf hdf5-dev'
	elif have brew; then
		echo 'xcode-select --install; brew install pkgconf hdf5'
	else
		echo 'your package manager (HDF5 1.10 or newer, with its headers and its high-level library)'
	fi
}

# apt_get COMMAND... works as root, waits for another apt to end, and asks no questions.
apt_get() {
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 "$@"
}

apt_install() {
	packages=$(debian_packages)
	by_hand="apt-get update && apt-get install --no-install-recommends $packages"
	sudo=''
	if [ "$(id -u)" -ne 0 ]; then
		have sudo || give_up "this is not root, and there is no sudo; as root: $by_hand"
		sudo=sudo
	fi
	say "installing with apt: $packages"
	log=$(mktemp)
	# The package lists are fetched only where the ones at hand do not do.
	# shellcheck disable=SC2086  # the packages are several words
	if apt_get install --no-install-recommends $packages >"$log" 2>&1 ||
		{ apt_get update && apt_get install --no-install-recommends $packages; } >"$log" 2>&1; then
		rm -f "$log"
		return
	fi
	grep '^E: ' "$log" | head -n 4 >&2
	rm -f "$log"
	give_up "apt could not install them (is there a network?); by hand, as root: $by_hand"
}

give_up() {
	say "$1"
	exit 1
}

# ---------------------------------------------------------------------------------------------------------
# What is said where something stays missing.
# ---------------------------------------------------------------------------------------------------------

say_missing() {
	for part in $missing; do
		say "missing: $(name_of "$part")"
	done
}

say_go() {
	say "missing: Go $go_wanted or newer (there is: ${go_version:-none on PATH}); https://go.dev/dl has it"
	if [ -z "$go_version" ] && [ -x /usr/local/go/bin/go ]; then
		# shellcheck disable=SC2016  # the user's shell is to expand this, not ours
		say '  or is it only this? export PATH="$PATH:/usr/local/go/bin"'
	fi
}

# say_flags is for a machine whose HDF5 lies where the bindings do not look, but pkg-config does.
say_flags() {
	found_cflags=$(pkg-config --cflags hdf5 2>/dev/null) || return 1
	found_ldflags=$(pkg-config --libs-only-L hdf5)
	# shellcheck disable=SC2086
	hdf5_links $found_cflags $found_ldflags || return 1
	say 'HDF5 is there, but not where the Go bindings look for it; name the place, then come back:'
	# Setting these replaces the flags in use (Go's -g -O2), so those are repeated.
	say "  export CGO_CFLAGS=\"$cflags $found_cflags\""
	say "  export CGO_LDFLAGS=\"$ldflags $found_ldflags\""
}

# end_if_complete ends the script where nothing of the C side is missing, or only its address.
end_if_complete() {
	find_missing
	[ -n "$missing" ] || exit $status
	case $missing in *hdf5) say_flags && exit 1 ;; esac
	say_missing
}

main() {
	wanted=${1:-all} status=0
	case $wanted in all | readers) ;; *) give_up "unknown word \"$wanted\"; there is: readers" ;; esac
	[ "${CGO_ENABLED:-1}" != 0 ] || give_up 'CGO_ENABLED=0 is set, and HDF5 needs cgo: unset CGO_ENABLED'
	read_go
	if [ "$wanted" = all ] && ! go_works; then
		say_go
		status=1
	fi
	end_if_complete
	[ "${SETUP_NO_INSTALL:-}" != 1 ] || exit 1
	have apt-get || give_up "install with: $(command_elsewhere)"
	apt_install
	end_if_complete
	give_up 'this is still missing after apt installed what it has'
}

main "$@"
