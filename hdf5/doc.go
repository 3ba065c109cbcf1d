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
// Whoever wants the numbers of many runs need not load them: [Store.LoadNumbers] and [Store.LoadRecords] read columns of the table of runs, by which
// [trajectory.Rows] of 100,000 runs takes half a second. [Store.LoadParts] reads of runs what is asked for, and [Store.LoadOutline] what there is
// without its values.
//
// Open reads pypet's own files as well, of all its releases, as far as they can be held: see [Store.LoadTrajectory].
//
// [ReadSpikes] and [ReadConnections] read spikes and lists of synapses from any HDF5 file, to be given again.
//
// [Merge] makes one file of several, [Delete] deletes runs or results and gives the room back, [Rename] gives a trajectory another name, [Move] a file, and [Backup]
// makes a copy that is checked. None loads what runs gave, and each leaves what there was, or what there is to be.
//
// FORMAT.md draws what is in a file, [Check] verifies one against it, and [ResultDigest] says in one line
// whether two files have the same results. In Python:
//
//	import h5py, xarray
//	h5py.File("out/clustered.hdf5")["clustered/results/runs/run_00000003/fano/mean"][()]
//	xarray.open_dataset("out/clustered.hdf5", group="clustered/overview/table").to_dataframe()
//
// # While a file is written
//
// There is a folder out/clustered.hdf5.parts then, with the plan of the exploration and segments, which have
// a few runs each. At most 200 ms after a run has ended its segment is closed, with the others that have ended
// by then, and put on the disk; then the run is committed, or at the latest when [Store.Sync] returns: it is
// on the disk, whatever happens to the program. Where the disk is slower than the runs, Commit waits. Close
// finishes the file if all runs have finished or failed, or are lost: it copies the segments into one file, checks first
// that there is room for it, and removes the folder. Otherwise the folder stays. Open reads it under the name
// of the file or its own; Append continues it, and a finished file as well, which stays as it is until the
// new one takes its place. Until then Open reads, under the name of the file, what it continues with all that
// was added; but if it is to be replaced by another exploration (see [Overwrite]), the finished file alone, and
// [Store.Newer] tells of the other.
//
// Paths may lead through links: the file at their end is read, continued or replaced, and its folder stands
// beside it. FIFOs, devices, sockets and folders are refused, and so is whatever in the folder is of another
// exploration.
//
// Which runs are under way is noted in the folder, so that after the death of a program somebody knows: see [Store.Begun]
// and [trajectory.Witness]. With a [Share], the store says which runs are its own: see [trajectory.Sharer].
//
// Several programs, here or on other machines, write one file if each takes a [Share] of the runs. Otherwise
// a lock keeps a second one away, and says who is at work.
//
// # Invariants
//
//   - No file ever has half a run, and none changes once it has its name: files appear whole or not at all.
//   - A run that has finished is never replaced, nor lost, but for what post-processing adds to it: [Store.Amend].
//   - What runs give is stored as it is, bit by bit, and depends neither on times nor on the order in which
//     runs end; times are in the table of runs only.
//   - The library parses what Golgi wrote only as far as its checksums are right, and what others wrote or
//     changed only in a child process, which such a file can end, but not this one.
//   - After an error of the disk nothing more is written, and what was committed before can be read.
//   - Nothing is printed, no goroutine stays when all stores are closed.
//
// # Caveats
//
// Where the file system has no locks, set HDF5_USE_FILE_LOCKING=FALSE; then nothing keeps two programs from
// exploring the same runs, and a program at work is taken for one that has died.
//
// # Building
//
// The package needs cgo, a C compiler and the C library of HDF5, 1.10.2 or later (the tests have run with
// 1.10.8 and 1.14.5), with its headers. Debian and Ubuntu (apt-get install gcc libhdf5-dev), Fedora (gcc
// hdf5-devel), Arch (gcc hdf5) and Alpine (gcc musl-dev hdf5-dev) have them where they are looked for.
// Elsewhere, and with Homebrew (hdf5), say where:
//
//	export CGO_CFLAGS="$(pkg-config --cflags hdf5)" CGO_LDFLAGS="$(pkg-config --libs hdf5)"
package hdf5
