package hdf5

import "golgi/hdf5/internal/parts"

// OnDisk lets tests stop operations, and say how much space there is.
func OnDisk(disk parts.Disk) Option { return func(o *options) { o.disk = disk } }

// MergeAt makes one segment of so many small ones.
func MergeAt(n int) Option { return func(o *options) { o.mergeAt = n } }
