// Package h5 is the one door to the HDF5 C library.
//
// A [File] is a file on disk. Everything inside of it happens in a job, a function given to [File.Do], which
// is handed the root [Group] and goes down to groups, datasets and attributes from there:
//
//	file, err := h5.Create("x.hdf5")
//	err = file.Do(func(root h5.Group) error {
//		runs, err := root.Require("runs/00000000")
//		if err != nil {
//			return err
//		}
//		_, err = runs.Write("v", h5.Vector([]float64{1, 2}), h5.Layout{})
//		return err
//	})
//	err = file.Close()
//
// Values travel as an [Array]: a shape and a flat slice of float64, int64, int32, bool or string. A table is
// written as a list of [Column], and read column by column.
//
// # The thread
//
// The library is not thread-safe everywhere, and where it is, its error stack and its habit of printing to
// stderr belong to the thread. So one locked OS thread of the process runs every call, from the first file
// that opens to the last that closes. Printing is switched off there. When a call fails, the stack is
// walked before anything else can clear it, and becomes an [Error].
//
// # gonum and the supplement
//
// gonum.org/v1/hdf5 makes dataspaces. All that touches a file or the objects in it is our own (supplement.c
// and its neighbours): gonum has no file drivers, no choice of structures, no attributes of files, no lists,
// no copies and no error texts, checks neither type nor length of what it reads and writes, leaks the type of
// each dataset it creates, crashes on slices of strings, and stamps the time of day into groups.
//
// What of all this is called stands in one file, c.go, as Go has it; what the library calls back is in driver.go.
// No other file knows of C.
//
// # Invariants
//
//   - Types and lengths are checked in Go before C sees memory; C sees only flat memory without Go pointers.
//   - Objects opened in a job are closed when it ends, whatever happens in it: no identifier leaks.
//   - No value is read that the file does not pay for: see [File.Do]. A file that claims 2^60 numbers in a
//     kilobyte is an error, not an allocation.
//   - A link is never followed into another file, since that would be opened behind our back.
//
// # Caveats
//
// A job must not call Do, nor end its goroutine. Objects are of no use after their job.
package h5
