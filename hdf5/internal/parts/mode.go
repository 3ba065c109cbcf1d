package parts

import (
	"errors"
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
