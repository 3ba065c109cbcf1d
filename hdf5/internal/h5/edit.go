package h5

// Edit opens the file at path for reading and writing, by the library's own driver, for tests of files that
// other programs have changed. What it changes is not sealed.
func Edit(path string) (*File, error) {
	return start("open file", path, func() (disk, error) { return nil, nil })
}

// Delete removes the link called name, and with the last link to an object the object itself, for the same
// tests.
func (g Group) Delete(name string) error {
	if fault := nameFault(name); fault != "" {
		return refused("delete", g.below(name), "%s", fault)
	}
	if !h5Ldelete(g.id, name) {
		return failed("delete", g.below(name))
	}
	return nil
}
