package parts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// What takes the place of a file has its mode and its owner, as far as the system allows, and until then nobody
// can read the parts who may not read the file. A file that is new has what the system gives new files.

// Others who may read a file may look into the folder.
const (
	read     = 0o444
	toSearch = 2 // how far the bit of execution is from that of reading
	ofOwner  = 0o700
	ofGroup  = 0o070
	ofOthers = 0o007
	toGroup  = 3 // how far the bits of the group are from those of others
)

// modeOfFolder returns the mode of the folder beside a file of that mode.
func modeOfFolder(file fs.FileMode) fs.FileMode {
	file = file.Perm()
	return file | file&read>>toSearch | ofOwner
}

// restrict makes the folder no more accessible than the file is.
func (f Folder) restrict() error {
	file, err := os.Stat(f.file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	folder, err := os.Stat(f.path)
	if err != nil {
		return err
	}
	now := folder.Mode().Perm()
	wanted := now & modeOfFolder(file.Mode())
	if now == wanted {
		return nil
	}
	return f.disk.Chmod(f.path, wanted|ofOwner)
}

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
	failed := d.disk.Chmod(d.Temporary, mode)
	if failed == nil {
		return nil
	}
	if now, err = os.Stat(d.Temporary); err == nil && now.Mode().Perm()&^mode == 0 {
		return nil // nobody can read it who could not before
	}
	return fmt.Errorf("%s was of mode %04o: %w", d.Final, mode, failed)
}
