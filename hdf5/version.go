package hdf5

import "golgi/hdf5/internal/h5"

// LibraryVersion returns the version of the HDF5 library, such as 1.10.8.
func LibraryVersion() string { return h5.LibraryVersion() }
