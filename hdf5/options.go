package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// An Option changes how a store is written.
type Option func(*options)

type options struct {
	overwrite    bool
	keepSegments bool
	deflate      int
	share        share
	pypet        version
	disk         parts.Disk
	mergeAt      int // how many small segments become one
}

// A share is part i of n, from 1, of the runs; the zero value is all of them.
type share struct{ i, n int }

// Overwrite allows Create to replace a file, once the new one is finished, and to remove what an interrupted
// exploration has left.
func Overwrite() Option { return func(o *options) { o.overwrite = true } }

// KeepSegments makes the finished file a small one with links into the folder of its segments, which stays
// beside it: for results that are too large to be written twice. h5py and xarray with netCDF4 follow the
// links; xarray with h5netcdf does not where items have axes, PyTables 3.7 does not find the segments, and
// pypet does not look for them. To overwrite such a file removes the segments at once.
func KeepSegments() Option { return func(o *options) { o.keepSegments = true } }

// Share lets several programs, on as many machines as see the folder, write one file: this one takes the
// runs of which the number, modulo n, is i-1, and the first share takes the pre-run. Whoever ends last
// finishes the file.
func Share(i, n int) Option { return func(o *options) { o.share = share{i, n} } }

// Compress makes results of more than a kilobyte be compressed: level 1 is fast, level 9 small. Bits are
// not lost. Recorded numbers are rarely worth it; spike times are.
func Compress(level int) Option { return func(o *options) { o.deflate = level } }

func collect(opts []Option) (o options, err error) {
	o.pypet, o.mergeAt = usualVersion, mergeAt
	for _, opt := range opts {
		opt(&o)
	}
	switch {
	case o.deflate < 0 || o.deflate > 9:
		err = fmt.Errorf("hdf5: cannot compress at level %d; "+
			"levels go from 1 (fast) to 9 (small), and 0 is off", o.deflate)
	case o.share != share{} && (o.share.i < 1 || o.share.i > o.share.n):
		err = fmt.Errorf("hdf5: there is no share %d/%d; shares count from 1/n to n/n", o.share.i, o.share.n)
	case o.overwrite && o.share != share{}:
		err = fmt.Errorf("hdf5: share %d/%d cannot overwrite what the others write; remove the old file first",
			o.share.i, o.share.n)
	}
	return o, err
}

func (o options) layout() h5.Layout { return h5.Layout{Deflate: o.deflate} }

// has reports whether run i belongs to the share.
func (s share) has(i int) bool {
	if i == trajectory.PreRun {
		i = 0
	}
	return s.n == 0 || i%s.n+1 == s.i
}
