package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

const (
	ofGroup  = 0o070
	ofOthers = 0o007
	toGroup  = 3 // how far the bits of the group are from those of others
)

// inherit gives the draft mode and owner of the file whose place it will take.
func (d Draft) inherit() error {
	before, err := os.Stat(d.Final)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	mode := before.Mode().Perm()
	if !keepOwner(d.Temporary, before) { // then its group is another, and may do what others may
		mode = mode&^ofGroup | mode&ofOthers<<toGroup&mode
	}
	now, err := os.Stat(d.Temporary)
	if err != nil || now.Mode().Perm() == mode {
		return err
	}
	failed := d.Disk.Chmod(d.Temporary, mode)
	if failed == nil {
		return nil
	}
	if now, err = os.Stat(d.Temporary); err == nil && now.Mode().Perm()&^mode == 0 {
		return nil // nobody can read it who could not before
	}
	return fmt.Errorf("%s was of mode %04o: %w", d.Final, mode, failed)
}
