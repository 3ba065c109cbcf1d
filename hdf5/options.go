package hdf5

import (
	"fmt"

	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/write"
)

// An Option changes how a store is written.
type Option func(*options)

type options struct {
	overwrite bool
	write.Settings
}

// Overwrite allows Create to replace a file, once the new one is finished, and to remove what an interrupted
// exploration has left. The file must be one of HDF5, or empty, that may be written; its mode stays, and its owner and group as far as the
// system lets us. Another name of it (a hard link) keeps the old results; access control lists and extended attributes are not kept.
func Overwrite() Option { return func(o *options) { o.overwrite = true } }

// KeepSegments makes the finished file a small one with links into the folder of its segments, which stays
// beside it: for results that are too large to be written twice. h5py and xarray with netCDF4 follow the
// links; xarray with h5netcdf does not where items have axes, PyTables 3.7 does not find the segments, and
// pypet does not look for them. To overwrite such a file removes the segments at once.
func KeepSegments() Option { return func(o *options) { o.KeepSegments = true } }

// KeepKept is KeepSegments for a file that is continued and has links into such a folder. Without either, Append makes one
// file of it.
func KeepKept() Option { return func(o *options) { o.KeepKept = true } }

// Share lets several programs, on as many machines as see the folder, write one file: this one takes the
// runs of which the number, modulo n, is i-1, and the first share takes the pre-run. Whoever ends last
// finishes the file.
func Share(i, n int) Option { return func(o *options) { o.Share = write.Share{I: i, N: n} } }

// Compress makes results of more than a kilobyte be compressed: level 1 is fast, level 9 small. Bits are
// not lost. Recorded numbers are rarely worth it; spike times are.
func Compress(level int) Option { return func(o *options) { o.Results.Deflate = level } }

// Pypet says which versions of pypet and Python a file is to name as its writers: those of the pypet that will
// read it. Without it they are 0.7.0 and 3.11.2; any other pypet needs force=True to load the file.
func Pypet(pypet, python string) Option {
	return func(o *options) { o.Pypet = layout.Version{Pypet: pypet, Python: python} }
}

func collect(opts []Option) (o options, err error) {
	o.Pypet, o.MergeAt = layout.UsualVersion, write.MergeAt
	for _, opt := range opts {
		if opt != nil {
			opt(&o)
		}
	}
	level, i, n := o.Results.Deflate, o.Share.I, o.Share.N
	switch {
	case level < 0 || level > 9:
		err = fmt.Errorf("hdf5: cannot compress at level %d; "+
			"levels go from 1 (fast) to 9 (small), and 0 is off", level)
	case o.Share != write.Share{} && (i < 1 || i > n):
		err = fmt.Errorf("hdf5: there is no share %d/%d; shares count from 1/n to n/n", i, n)
	case o.overwrite && o.Share != write.Share{}:
		err = fmt.Errorf("hdf5: share %d/%d cannot overwrite what the others write; remove the old file first", i, n)
	}
	return o, err
}
