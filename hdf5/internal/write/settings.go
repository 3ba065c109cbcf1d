package write

import (
	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/internal/files"
	"golgi/trajectory"
)

// Settings say how a file is written.
type Settings struct {
	Share        Share
	Pypet        layout.Version // by which the file says it was written
	Results      h5.Layout
	KeepSegments bool // the file has links to them
	KeepKept     bool // likewise, if the file that is continued has links to them
	Adopt        bool // segments of which the plan is lost are taken if they fit the one that is saved
	MergeAt      int  // how many small segments become one
	Disk         files.Disk
}

// A Share is part I of N, from 1, of the runs; the zero value is all of them.
type Share struct{ I, N int }

// Has reports whether run i belongs to the share.
func (s Share) Has(i int) bool {
	if i == trajectory.PreRun {
		i = 0
	}
	return s.N == 0 || i%s.N+1 == s.I
}
