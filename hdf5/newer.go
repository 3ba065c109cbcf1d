package hdf5

import "fmt"

// A Newer is an exploration in progress that will replace a finished file: one that was begun with [Overwrite], and
// is running, or was interrupted.
type Newer struct {
	Path    string // of its folder, under which Open reads it, and Append continues it
	Running string // who else is at work, such as "process 4711 on host since 2026-11-21T09:30:59Z"; "" if nobody is
	Runs    int    // there will be
	Ended   int    // of which so many have ended, and are committed
	Begun   []Begun
}

// Newer returns the exploration that will replace the finished file, nil if there is none, or if it is what [Open]
// has opened. Until then [Open] reads the finished file under its name, and the newer one under that of the folder;
// [Append] continues the newer one, which then is what Newer of its store returns.
func (s *Store) Newer() (*Newer, error) {
	if err := s.given("Newer"); err != nil {
		return nil, err
	}
	if s.writer == nil && s.view.InFolder() {
		return nil, s.view.Usable()
	}
	newer, err := s.view.Newer()
	if err != nil || newer == nil {
		return nil, err
	}
	if s.writer != nil {
		newer.Running = "" // but for this program
	}
	return &Newer{newer.Folder.Path(), newer.Running, newer.Runs, newer.Ended, begunFrom(newer.Begun)}, nil
}

// AtWork returns who executes runs of the exploration in progress that [Open] has opened, such as "process 4711 on host
// since 2026-11-21T09:30:59Z"; "" if nobody does, or if it has opened a finished file.
func (s *Store) AtWork() string {
	if s == nil {
		return ""
	}
	return s.view.AtWork()
}

// String says it in a line.
func (n *Newer) String() string {
	state := "was interrupted"
	if n.Running != "" {
		state = "is in the hands of " + n.Running
	}
	return fmt.Sprintf("a newer exploration, which will replace the file, %s; %d of its %d runs have ended, and are in %s",
		state, n.Ended, n.Runs, n.Path)
}
