package layout

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"

	"golgi/hdf5/internal/h5"
)

// lastPypet is the latest pypet whose files were tried: 0.7.
//
// Source: the history of pypet from 0.1b.0 to 0.7.0, storageservice.py and parameter.py.
const lastPypet = 7

// foreignInfo is what overview/info says of a trajectory, before anything else of it is read.
type foreignInfo struct {
	version string // "" is unknown
	comment string
	length  int // the number of runs, -1 if it is not said
	notes   []string
}

// readInfo never fails: what is missing is not known, and said.
func readInfo(group h5.Group) (f foreignInfo) {
	f.length = -1
	err := inDataset(group, tableInfo, func(d h5.Dataset) error {
		if len(d.Shape()) != 1 || d.Shape()[0] == 0 {
			return errors.New("it has no row")
		}
		f.version, f.comment = f.cell(d, "version"), f.cell(d, "comment")
		if a, err := d.ReadColumn("length", 0, 1); err == nil && len(a.Shape) == 1 {
			if n, ok := element(a, 0).(int64); ok && n >= 0 {
				f.length = int(n)
			}
		}
		return nil
	})
	if err != nil {
		f.notes = append(f.notes, fmt.Sprintf("%s: %v", tableInfo, err))
	}
	if f.isNewer() {
		f.notes = append(f.notes, fmt.Sprintf("%s: pypet %s wrote it, and Golgi knows releases up to 0.%d: "+
			"compare with what pypet loads", tableInfo, f.version, lastPypet))
	}
	return f
}

// cell returns a text of the row, "" if there is none.
func (f *foreignInfo) cell(d h5.Dataset, column string) string {
	a, err := d.ReadColumn(column, 0, 1)
	if texts, ok := a.Data.([]string); err == nil && ok && len(texts) == 1 {
		return printable(texts[0])
	}
	return ""
}

var versionOfPypet = regexp.MustCompile(`^([0-9]+)\.([0-9]+)`)

func (f *foreignInfo) isNewer() bool {
	parts := versionOfPypet.FindStringSubmatch(f.version)
	if parts == nil {
		return false
	}
	major, _ := strconv.Atoi(parts[1])
	minor, err := strconv.Atoi(parts[2])
	return major > 0 || minor > lastPypet || err != nil
}

// A Refusal says why a trajectory of pypet's cannot be loaded.
type Refusal struct {
	File       string // which whoever opened it adds
	Trajectory string
	Version    string // "" is unknown
	Reason     string
}

func (r *Refusal) Error() string {
	version := "of an unknown version"
	if r.Version != "" {
		version = r.Version
	}
	at := r.Trajectory
	if r.File != "" {
		at = r.File + ": " + at
	}
	return fmt.Sprintf("hdf5: %s, which pypet %s wrote: %s", at, version, r.Reason)
}

// refuse returns the refusal of the trajectory in group.
func (f *foreignInfo) refuse(group h5.Group, format string, args ...any) error {
	return &Refusal{Trajectory: group.Path(), Version: f.version, Reason: fmt.Sprintf(format, args...)}
}

// In adds to an error in what file it came up, where that is not said.
func In(file string, err error) error {
	if joined, is := err.(interface{ Unwrap() []error }); is {
		for _, fault := range joined.Unwrap() {
			_ = In(file, fault) // the same, with more in it
		}
	}
	var r *Refusal
	if errors.As(err, &r) && r.File == "" {
		r.File = file
	}
	return err
}
