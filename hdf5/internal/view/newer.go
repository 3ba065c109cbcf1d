package view

import (
	"errors"

	"golgi/hdf5/internal/h5"
	"golgi/hdf5/internal/layout"
	"golgi/hdf5/internal/parts"
	"golgi/trajectory"
)

// Progress is how far an exploration has come.
type Progress struct {
	Runs  int  // there are
	Ended int  // of which so many have ended
	Worth bool // one of them has finished or failed or is lost, or the pre-run has finished or is lost, or what one gave is kept
}

// Idle reports whether no run has ended.
func (p Progress) Idle() bool { return p.Ended == 0 && !p.Worth }

// Progress counts the runs of all trajectories.
func (v *View) Progress() (p Progress, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.progress()
}

func (v *View) progress() (p Progress, err error) {
	names, err := v.names()
	for _, name := range names {
		t, failed := v.load(name, v.leaving(name))
		x, failed2 := v.index(name)
		if err = errors.Join(err, failed, failed2); err != nil {
			return p, err
		}
		p.Runs += t.Len()
		for i := trajectory.PreRun; i < t.Len(); i++ {
			status := x.at(i).status
			if i >= 0 && status != "" {
				p.Ended++
			}
			p.Worth = p.Worth || status == trajectory.Finished || status == trajectory.Lost || i >= 0 && status == trajectory.Failed
		}
		for i := trajectory.PreRun; err == nil && !p.Worth && i < t.Len(); i++ {
			p.Worth, err = v.gave(name, i)
		}
		if err != nil {
			return p, err
		}
	}
	return p, nil
}

// gave reports whether a run that was stopped, or a pre-run that has failed, had given something.
func (v *View) gave(name string, i int) (gave bool, err error) {
	e, err := v.entry(name, i)
	if err != nil || e.status == "" || e.source == underway {
		return false, err
	}
	err = v.inRun(name, i, func(_ *opened, group h5.Group) error {
		gave, err = layout.Gave(group, i)
		return err
	})
	return gave, err
}

// Newer is an exploration in progress beside a finished file, which it will replace.
type Newer struct {
	Folder  parts.Folder
	Running string // who is at work, "" if nobody is
	Begun   []parts.Note
	Progress
}

// Newer returns the exploration that will replace the finished file, nil if there is none: it is in a folder that
// does not continue the file, and has no segment to which the file leads.
func (v *View) Newer() (*Newer, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.closed {
		return nil, v.usable()
	}
	folder := v.folder
	if folder.Path() == "" {
		folder = parts.Reading(v.path)
	}
	has, err := folder.Contents()
	if err != nil || has.Void() || has.Base || !folder.HasFile() {
		return nil, err
	}
	file := v
	if v.folder.Path() != "" {
		if file, err = ofFile(folder.File()); err != nil {
			return nil, err
		}
		defer file.pool.close()
	}
	if kept, err := file.leadsInto(folder, has); err != nil || kept {
		return nil, err
	}
	return newerIn(folder)
}

// Newest reports whether a folder is of an exploration that will replace a finished file.
func (v *View) Newest() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return !v.has.Base && v.folder.HasFile()
}

// InFolder reports whether the view is of a folder.
func (v *View) InFolder() bool {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.folder.Path() != ""
}

// AtWork returns who works in the folder of which the view is, "" if nobody does.
func (v *View) AtWork() string {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.folder.Path() == "" {
		return ""
	}
	return v.folder.AtWork()
}

// newerIn returns the exploration in a folder.
func newerIn(folder parts.Folder) (*Newer, error) {
	n := &Newer{Folder: folder, Running: folder.AtWork()}
	inside, err := ofFolder(folder)
	if err != nil {
		return nil, err
	}
	n.Progress, err = inside.progress()
	if err == nil {
		n.Begun, err = inside.begun()
	}
	if err = errors.Join(err, inside.pool.close()); err != nil {
		return nil, err
	}
	return n, nil
}

// Linked reports whether a finished file has links to runs in other files.
func (v *View) Linked() (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.folder.Path() != "" {
		return false, nil
	}
	return v.leads(func(string) bool { return true })
}

// leadsInto reports whether a finished file has a link to a segment in its folder, whose segments were kept.
func (v *View) leadsInto(folder parts.Folder, has parts.Contents) (bool, error) {
	return v.leads(func(path string) bool { return folder.Leads(path, has) })
}

func (v *View) leads(there func(path string) bool) (leads bool, err error) {
	names, err := v.names()
	for _, name := range names {
		if err != nil || leads {
			break
		}
		err = v.pool.use(v.sources[base], func(_ *opened, root h5.Group) error {
			if there, err := layout.Holds(root, name); err != nil || !there {
				return err
			}
			return layout.Within(root, name, func(group h5.Group) error {
				leads, err = layout.HasLinkTo(group, there)
				return err
			})
		})
	}
	return leads, err
}
