// Package hdf5 keeps trajectories in HDF5 files, which h5py, xarray, PyTables, MATLAB and Julia read.
//
// A [Store] is a [trajectory.Store]. [Create] makes one in a new file, [Append] adds to a file, [Open] reads
// one:
//
//	store, err := hdf5.Create("out/clustered.hdf5")
//	err = store.SaveTrajectory(traj)
//	err = trajectory.SaveRun(store, run) // from as many goroutines as there are workers
//	err = store.Close()
//
// FORMAT.md draws what is in a file, [Check] verifies one against it, and [ResultDigest] says in one line
// whether two files have the same results. In Python:
//
//	import h5py, xarray
//	h5py.File("out/clustered.hdf5")["clustered/runs/00000003/results/fano/mean"][()]
//	xarray.open_dataset("out/clustered.hdf5", group="clustered/run_table").to_dataframe()
//
// # While a file is written
//
// Its name ends in ".part" until Close, and an older file of the name stays as it is until then. A run that
// has ended is in the hands of the operating system at most 200 ms after its Commit; so a program that
// is killed leaves a .part with its runs, which Open reads and Append continues. (A flush of HDF5 is not one
// step for the disk: a kill in the midst of it, or a power failure, can spoil a .part.)
//
// # Invariants
//
//   - The file never has half a run: what a run streams is kept beside it until Commit.
//   - What runs give is stored as it is, bit by bit, and depends neither on times nor on the order in which
//     runs end; times are in the run table only.
//   - No file makes the package allocate more than the file's size warrants.
//   - Nothing is printed, no goroutine stays when all stores are closed.
//
// # Caveats
//
// The library locks a file that is written. Where the file system has no locks ("No locks available"), run
// with HDF5_USE_FILE_LOCKING=FALSE; then nothing keeps two programs from writing one file.
//
// A damaged file may end the process instead of giving an error: truncated files and absurd sizes are found,
// but the C library trusts much of what it reads.
//
// # Building
//
// The package needs cgo, a C compiler and the C library of HDF5, 1.10.2 or later, with its headers. Debian
// and Ubuntu (apt-get install gcc libhdf5-dev), Fedora (gcc hdf5-devel), Arch (gcc hdf5) and Alpine (gcc
// musl-dev hdf5-dev) have them where they are looked for. Elsewhere, and with Homebrew (hdf5), say where:
//
//	export CGO_CFLAGS="$(pkg-config --cflags hdf5)" CGO_LDFLAGS="$(pkg-config --libs hdf5)"
package hdf5
