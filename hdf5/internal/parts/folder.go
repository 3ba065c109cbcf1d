package parts

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/internal/files"
	"golgi/internal/memory"
)

// A Folder is the folder of the parts of one file, which need not be there.
type Folder struct {
	file string // that is being made
	path string
	disk files.Disk
}

// Beside returns the folder of the parts of the file at path.
func Beside(path string, disk files.Disk) Folder {
	return Folder{path, filepath.Clean(path) + folderSuffix, disk}
}

// Reading returns the folder beside a file, for who does not change it.
func Reading(path string) Folder { return Beside(path, files.Disk{}) }

// At returns the folder at path, and whether there is one.
func At(path string) (Folder, bool) {
	file, is := strings.CutSuffix(filepath.Clean(path), folderSuffix)
	f := Beside(file, files.Disk{})
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

// Usable returns an error if there is something at the folder's path in which no parts can be made, or from which a finished
// file cannot be moved to its place.
func (f Folder) Usable() error {
	if _, err := os.Lstat(f.path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s, where its parts go, is a link to what is not there; remove the link", f.path)
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s, where its parts go, is no folder; move it away", f.path)
	}
	beside, err := os.Stat(filepath.Dir(f.file))
	if err == nil && !sameDevice(info, beside) {
		return fmt.Errorf("%s, where its parts go, is on another file system, from which a finished file cannot be moved here; "+
			"remove the link or mount, or name a file over there", f.path)
	}
	return nil
}

// Make makes the folder, and those above it, where it is not there. It is no more accessible than the file.
func (f Folder) Make() error {
	if f.Exists() {
		return f.restrict()
	}
	if err := f.disk.Mkdir(f.path); err != nil {
		return err
	}
	return errors.Join(f.restrict(), f.disk.Sync(filepath.Dir(f.path)))
}

// Strangers returns the names of what Golgi has not made there, sorted. What the system hides does not count.
func (f Folder) Strangers() (names []string, err error) {
	entries, err := os.ReadDir(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		if name := entry.Name(); !isMade(entry) && name[0] != '.' {
			names = append(names, name)
		}
	}
	return names, err
}

// isMade reports whether Golgi makes such a file in a folder.
func isMade(entry fs.DirEntry) bool { return isOurs(entry.Name()) && entry.Type().IsRegular() }

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

// Orphans reports whether there are segments, and neither a plan nor a file that is continued.
func (c Contents) Orphans() bool { return len(c.Plans) == 0 && len(c.Segments) > 0 && !c.Base }

// PlanAt returns the plan at path, and whether there can be one.
func (f Folder) PlanAt(path string) (Plan, bool) { return planOf(filepath.Base(path)) }

// Plan returns the latest plan of a trajectory, that of number 0 and without a name if there is none.
func (c Contents) Plan(trajectory string) Plan {
	for _, p := range c.Plans {
		if p.Trajectory == trajectory {
			return p
		}
	}
	return Plan{Trajectory: trajectory}
}

// Leads reports whether a link in the file leads to a segment that the folder has, whatever names lead to both.
func (f Folder) Leads(link string, has Contents) bool {
	name := filepath.Base(link)
	if !slices.Contains(has.Segments, name) {
		return false
	}
	if !filepath.IsAbs(link) {
		link = filepath.Join(filepath.Dir(f.file), link)
	}
	there, err := os.Stat(link)
	ours, err2 := os.Stat(f.In(name))
	return err == nil && err2 == nil && os.SameFile(there, ours)
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
	if err := usual(f.In(baseName)); err != nil {
		return err
	}
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
		if isMade(entry) && isDraft(entry.Name()) {
			faults = append(faults, f.disk.Remove(f.In(entry.Name())))
		}
	}
	_, err = f.removeFiles(f.path + temporary)
	return errors.Join(append(faults, err)...)
}

// Remove removes the folder with all its files: in one step for who looks for it, and then bit by bit. What Golgi
// has not made stays, in a folder of the same name, and is an error. Only who has the lock alone may call it.
func (f Folder) Remove() error {
	gone := f.path + temporary
	if left, err := f.removeFiles(gone); err != nil || left != nil {
		return errors.Join(err, notOurs(gone, left))
	}
	if err := f.disk.Rename(f.path, gone); err != nil {
		return err
	}
	if err := f.disk.Sync(filepath.Dir(f.path)); err != nil {
		return err
	}
	left, err := f.removeFiles(gone)
	if err == nil && left != nil {
		err = errors.Join(notOurs(f.path, left), f.disk.Rename(gone, f.path))
	}
	return err
}

// notOurs says that files stay in a folder.
func notOurs(folder string, names []string) error {
	if names == nil {
		return nil
	}
	return fmt.Errorf("%s stays, with what Golgi has not made (%s); move that away", folder, SomeOf(names))
}

// mostNamed is how many files a message names.
const mostNamed = 3

// SomeOf names the first of some files.
func SomeOf(names []string) string {
	if more := len(names) - mostNamed; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:mostNamed], ", "), more)
	}
	return strings.Join(names, ", ")
}

// removeFiles removes our files at path, and the folder there if it has no others, which it returns.
func (f Folder) removeFiles(path string) (left []string, err error) {
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		switch {
		case err != nil:
		case isMade(entry):
			err = f.disk.Remove(filepath.Join(path, entry.Name()))
		default:
			left = append(left, entry.Name())
		}
	}
	if err != nil || left != nil {
		return left, err
	}
	return nil, f.disk.Remove(path)
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
	return fmt.Errorf("it needs %s, and the disk has %s free", memory.Text(float64(need)), memory.Text(float64(have)))
}
