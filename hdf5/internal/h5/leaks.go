package h5

// openIdentifiers returns how many files, objects, types, spaces and property lists are open in the library,
// its own among them, for tests of leaks.
func openIdentifiers() int {
	library.acquire()
	defer library.release()
	var n int
	_ = library.do(func() error {
		n = openIDs()
		return nil
	})
	return n
}
