package h5

import gonum "gonum.org/v1/hdf5"

// LibraryVersion returns the version of the library, such as 1.10.8.
func LibraryVersion() (text string) {
	library.acquire()
	defer library.release()
	_ = library.do(func() error { // which does not fail
		v, err := gonum.LibVersion()
		text = v.String()
		return err
	})
	return text
}
