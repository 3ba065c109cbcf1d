package parts

import (
	"errors"
	"io/fs"
	"os"

	"golgi/internal/files"
)

// Draft returns the draft of a file in the folder.
func (f Folder) Draft(name, writer string) files.Draft {
	return files.Draft{Temporary: f.In(name + "." + writer + temporary), Final: f.In(name), Disk: f.disk}
}

// Whole returns the draft of the finished file.
func (f Folder) Whole(writer string) files.Draft {
	return files.Draft{Temporary: f.In(wholeName + "." + writer + temporary), Final: f.file, Disk: f.disk}
}

// DropCheckpoint removes the file that says how far a run has come, if there is one.
func (f Folder) DropCheckpoint(trajectory string, run int) error {
	path := f.In(CheckpointName(trajectory, run))
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return f.disk.Remove(path)
}
