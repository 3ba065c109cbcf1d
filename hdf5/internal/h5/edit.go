package h5

import (
	"errors"
	"os"
)

// Edit opens the file at path for reading and writing, by the library's own driver, for tests of files that
// other programs have changed. What it changes is not sealed.
func Edit(path string) (*File, error) {
	return start("open file", path, func() (disk, error) { return nil, nil })
}

// Delete removes the link called name, and with the last link to an object the object itself. Its room in the file is not used again, but what copies
// the group leaves it behind.
func (g Group) Delete(name string) error {
	if fault := nameFault(name); fault != "" {
		return refused("delete", g.below(name), "%s", fault)
	}
	if !h5Ldelete(g.id, name) {
		return failed("delete", g.below(name))
	}
	return nil
}

// Seal gives a file without checksums those of what it has now, for tests of what only a faulty Golgi would write.
func Seal(path string) error {
	content, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	trailer, err := trailerOf(int64(len(content)), func(block, size int64) (uint32, error) {
		return checksum(content[block*blockBytes:][:size]), nil
	})
	if err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return err
	}
	_, err = file.Write(trailer)
	return errors.Join(err, file.Close())
}
