package parts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Folder is the folder of the parts of one file, which need not be there.
type Folder struct {
	file string // that is being made
	path string
	disk Disk
}

// Beside returns the folder of the parts of the file at path.
func Beside(path string, disk Disk) Folder {
	return Folder{path, filepath.Clean(path) + folderSuffix, disk}
}

// At returns the folder at path, and whether there is one.
func At(path string) (Folder, bool) {
	file, is := strings.CutSuffix(filepath.Clean(path), folderSuffix)
	f := Beside(file, Disk{})
	return f, is && f.Exists()
}

// Path returns the path of the folder, File that of the file which is being made.
func (f Folder) Path() string { return f.path }
func (f Folder) File() string { return f.file }

// In returns the path of a file in the folder.
func (f Folder) In(name string) string { return filepath.Join(f.path, name) }

// Exists reports whether there is a folder.
func (f Folder) Exists() bool {
	info, err := os.Stat(f.path)
	return err == nil && info.IsDir()
}

// HasFile reports whether the file itself is there, or may be.
func (f Folder) HasFile() bool {
	_, err := os.Stat(f.file)
	return !errors.Is(err, fs.ErrNotExist)
}

// Make makes the folder, and those above it, where it is not there.
func (f Folder) Make() error {
	if f.Exists() {
		return nil
	}
	if err := f.disk.Mkdir(f.path); err != nil {
		return err
	}
	return f.disk.Sync(filepath.Dir(f.path))
}

// Contents are the files that a folder had at one time.
type Contents struct {
	Plans    []Plan   // the latest of each trajectory, sorted
	Segments []string // names, sorted
	Last     int      // the highest number of a segment, 0 without any
	Base     bool     // the file itself is continued
}

// A Plan is a file with the plan of a trajectory.
type Plan struct {
	Trajectory string
	Number     int // from 1
	Name       string
}

// Void reports whether there is nothing worth keeping.
func (c Contents) Void() bool { return len(c.Plans) == 0 && len(c.Segments) == 0 }

// Plan returns the latest plan of a trajectory, that of number 0 and without a name if there is none.
func (c Contents) Plan(trajectory string) Plan {
	for _, p := range c.Plans {
		if p.Trajectory == trajectory {
			return p
		}
	}
	return Plan{Trajectory: trajectory}
}

// Contents lists the folder. It is void if there is none.
func (f Folder) Contents() (c Contents, err error) {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	for _, entry := range entries {
		c.add(entry.Name())
	}
	return c, err
}

// add takes in names in their order.
func (c *Contents) add(name string) {
	if number, is := segmentNumber(name); is {
		c.Segments = append(c.Segments, name)
		c.Last = max(c.Last, number)
		return
	}
	if name == baseName {
		c.Base = true
	}
	plan, is := planOf(name)
	switch last := len(c.Plans) - 1; {
	case !is:
	case last >= 0 && c.Plans[last].Trajectory == plan.Trajectory:
		if plan.Number > c.Plans[last].Number {
			c.Plans[last] = plan
		}
	default:
		c.Plans = append(c.Plans, plan)
	}
}

// Continue says, for good, that the contents of the file itself belong to the folder.
func (f Folder) Continue() error {
	if err := f.disk.Put(f.In(baseName), ""); err != nil {
		return err
	}
	return f.disk.Sync(f.path)
}

// Clean removes what killed writers have left. Only who has the lock alone may call it.
func (f Folder) Clean() error {
	entries, err := os.ReadDir(f.path)
	if err != nil {
		return err
	}
	var faults []error
	for _, entry := range entries {
		if isTemporary(entry.Name()) {
			faults = append(faults, f.disk.Remove(f.In(entry.Name())))
		}
	}
	return errors.Join(append(faults, f.removeFiles(f.path+temporary))...)
}

// Remove removes the folder with all its files: in one step for who looks for it, and then bit by bit. Only
// who has the lock alone may call it.
func (f Folder) Remove() error {
	gone := f.path + temporary
	if err := f.removeFiles(gone); err != nil {
		return err
	}
	if err := f.disk.Rename(f.path, gone); err != nil {
		return err
	}
	if err := f.disk.Sync(filepath.Dir(f.path)); err != nil {
		return err
	}
	return f.removeFiles(gone)
}

// removeFiles removes our files at path, and the folder there, which must have no others.
func (f Folder) removeFiles(path string) error {
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, entry := range entries {
		if err == nil && isOurs(entry.Name()) {
			err = f.disk.Remove(filepath.Join(path, entry.Name()))
		}
	}
	if err != nil {
		return err
	}
	return f.disk.Remove(path)
}

// Space returns an error unless a file of so many bytes fits beside the folder.
func (f Folder) Space(need uint64) error {
	free := f.disk.Free
	if free == nil {
		free = freeBytes
	}
	have, err := free(filepath.Dir(f.path))
	if err != nil || have >= need {
		return err
	}
	return fmt.Errorf("it needs %s, and the disk has %s free", bytesText(need), bytesText(have))
}

func bytesText(n uint64) string {
	if n < 1e6 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}
