package hdf5

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"golgi/hdf5/internal/write"
	"golgi/internal/given"
	"golgi/trajectory"
)

// What the files were from which a file was merged stands in its settings, below golgi.merge: a list for each thing that is known of them, with an
// element for each file. A file that was merged itself is not among them, but what it was merged from.
const (
	noted       = write.Notes
	notedMerge  = noted + ".merge."
	notedConfig = notedMerge + "config."
	nowhere     = -1 // the file of a run that no file has
)

// A Source is a file from which runs were merged, as it was then.
type Source struct {
	File       string // without folders
	Comment    string // of the trajectory
	Provenance trajectory.Provenance

	settings []*trajectory.Parameter // that have other values in the merged file
}

// SourcesOf returns the files from which a loaded trajectory was merged, none if it was not. Of each of the runs that there were then, of says which of
// the files it is from, -1 if it had not ended in any, and run its number there.
func SourcesOf(t *trajectory.Trajectory) (files []Source, of, run []int, err error) {
	if err := given.All("hdf5: SourcesOf", given.Arg{Name: "trajectory", Value: t}); err != nil {
		return nil, nil, nil, err
	}
	s, err := readSources(t)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("hdf5: %s: settings %s: %w", t.Name(), notedMerge, err)
	}
	for j := range s.of {
		of, run = append(of, int(s.of[j])), append(run, int(s.run[j]))
	}
	return s.records, of, run, nil
}

// sourced says of the runs of a trajectory which of the records they are from, and which runs they were there.
type sourced struct {
	records []Source
	of, run []int64
}

// sourcesOf returns what is known of where the runs of a stock are from: of those that were merged, what their file says, and of the others that
// they are from this one.
func (s *stock) sources() (from sourced, err error) {
	own := Source{filepath.Base(s.place), s.t.Comment, s.t.Provenance, nil}
	if from, err = readSources(s.t); err != nil {
		return from, fmt.Errorf("%s: settings %s: %w", s.path, notedMerge, err)
	}
	added := int64(nowhere)
	for j := range s.t.Len() {
		if j < len(from.of) && from.of[j] != nowhere {
			continue
		}
		of := int64(nowhere)
		if status := s.rows[j].Record.Status; status != "" && status != trajectory.Pending || from.records == nil {
			if added == nowhere {
				added = int64(len(from.records))
				from.records = append(from.records, own)
			}
			of = added
		}
		if j < len(from.of) {
			from.of[j], from.run[j] = of, int64(j)
		} else {
			from.of, from.run = append(from.of, of), append(from.run, int64(j))
		}
	}
	return from, nil
}

// settle gives the merged trajectory its settings: those of all stocks, and where its runs are from.
func (c *chosen) settle() error {
	known := map[string]*trajectory.Parameter{}
	all := sourced{of: make([]int64, c.t.Len()), run: make([]int64, c.t.Len())}
	offsets := make([]int64, len(c.stocks))
	each := make([]sourced, len(c.stocks))
	for k, s := range c.stocks {
		var err error
		if each[k], err = s.sources(); err != nil {
			return err
		}
		others, err := c.takeSettings(k, known)
		if err != nil {
			return err
		}
		for r := range each[k].records {
			each[k].records[r].settings = append(each[k].records[r].settings, others...)
		}
		offsets[k] = int64(len(all.records))
		all.records = append(all.records, each[k].records...)
	}
	for i := range all.of {
		o := c.of[i-trajectory.PreRun]
		all.of[i], all.run[i] = nowhere, nowhere
		if o.there && each[o.stock].of[o.run] != nowhere {
			all.of[i], all.run[i] = each[o.stock].of[o.run]+offsets[o.stock], each[o.stock].run[o.run]
		}
	}
	if c.t.Len() != len(c.runs[0]) { // the command of the first file does not make these points
		c.t.Provenance.Command = nil
	}
	return errors.Join(all.write(c.t), c.noteDeleted())
}

// noteDeleted says of which files results were deleted, whose runs had other numbers there.
func (c *chosen) noteDeleted() error {
	var all []string
	for _, s := range c.stocks {
		lines, err := trajectory.Value[[]string](s.t.Config(), notedDeleted)
		if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
			return err
		}
		for _, line := range lines {
			if !strings.Contains(line, ": ") { // else it is of a file that was merged before
				line = filepath.Base(s.place) + ": " + line
			}
			all = append(all, line)
		}
	}
	if all == nil {
		return nil
	}
	return c.t.AddConfig(trajectory.Parameter{Path: notedDeleted, Value: all, Comment: deletedComment})
}

// notedDeleted is the setting that says which results were deleted.
const (
	notedDeleted   = noted + ".deleted"
	deletedComment = "results that were deleted"
)

// takeSettings adds the settings of stock k that are not there, and returns those that are others there.
func (c *chosen) takeSettings(k int, known map[string]*trajectory.Parameter) (others []*trajectory.Parameter, err error) {
	ps, err := c.stocks[k].t.Config().Parameters("")
	if err != nil {
		return nil, err
	}
	for _, p := range ps {
		p.Path = c.renumbered(k, p.Path)
		was, is := known[p.Path]
		switch {
		case strings.HasPrefix(p.Path, noted+"."):
		case !is:
			known[p.Path] = p
			if err := c.t.AddConfig(*p); err != nil {
				return nil, err
			}
		case fmt.Sprint(was.Value) != fmt.Sprint(p.Value):
			others = append(others, p)
		}
	}
	return others, nil
}

// columns returns what stands in a list of texts of each record.
func (s sourced) columns() (names []string, texts map[string][]string, seeds []int64, err error) {
	texts = map[string][]string{}
	for _, r := range s.records {
		command := []byte(nil)
		if r.Provenance.Command != nil {
			if command, err = json.Marshal(r.Provenance.Command); err != nil {
				return nil, nil, nil, err
			}
		}
		start := ""
		if !r.Provenance.Start.IsZero() {
			start = r.Provenance.Start.UTC().Format(time.RFC3339Nano)
		}
		names = nil
		for _, one := range [][2]string{{"file", r.File}, {"comment", r.Comment}, {"golgi", r.Provenance.Golgi}, {"revision", r.Provenance.Revision},
			{"go", r.Provenance.Go}, {"engine", r.Provenance.Engine}, {"start", start}, {"command", string(command)}} {
			names = append(names, one[0])
			texts[one[0]] = append(texts[one[0]], one[1])
		}
		seeds = append(seeds, r.Provenance.Seed)
	}
	return names, texts, seeds, nil
}

// comments say what the lists are.
var comments = map[string]string{
	"file": "the files from which this one was merged", "command": "their commands, as JSON", "source": "of each run: which of the files it is from; -1: none",
	"environment": "of each file: with which of the environments", "environments": "with what programs were built, and on what they ran, as JSON",
	"run": "of each run: its number there",
}

func (s sourced) write(t *trajectory.Trajectory) error {
	names, texts, seeds, err := s.columns()
	faults := []error{err}
	add := func(name string, value any) {
		faults = append(faults, t.AddConfig(trajectory.Parameter{Path: notedMerge + name, Value: value, Comment: comments[name]}))
	}
	for _, name := range names {
		add(name, texts[name])
	}
	add("seed", seeds)
	environments, of, err := s.environments()
	faults = append(faults, err)
	add("environment", of)
	add("environments", environments)
	add("source", s.of)
	add("run", s.run)
	for k, r := range s.records {
		for _, p := range r.settings {
			other := *p
			other.Path = fmt.Sprintf("%sfile_%05d.%s", notedConfig, k, p.Path)
			faults = append(faults, t.AddConfig(other))
		}
	}
	return errors.Join(faults...)
}

// readSources is the inverse of write; there are no records where the trajectory was not merged.
func readSources(t *trajectory.Trajectory) (s sourced, err error) {
	settings := t.Config()
	if _, err := settings.Parameter(notedMerge + "file"); err != nil {
		return s, nil
	}
	texts := map[string][]string{}
	n := -1
	for _, name := range []string{"file", "comment", "golgi", "revision", "go", "engine", "start", "command"} {
		if texts[name], err = trajectory.Value[[]string](settings, notedMerge+name); err != nil {
			return s, err
		}
		if n >= 0 && len(texts[name]) != n {
			return s, fmt.Errorf("there are %d of file and %d of %s", n, len(texts[name]), name)
		}
		n = len(texts[name])
	}
	seeds, err := trajectory.Value[[]int64](settings, notedMerge+"seed")
	if err == nil {
		s.of, err = trajectory.Value[[]int64](settings, notedMerge+"source")
	}
	if err == nil {
		s.run, err = trajectory.Value[[]int64](settings, notedMerge+"run")
	}
	if err != nil {
		return s, err
	}
	environments, err := readEnvironments(settings)
	if err != nil {
		return s, err
	}
	if len(seeds) != n || len(environments) != n || len(s.of) != len(s.run) {
		return s, errors.New("their lists differ in length")
	}
	for k := range n {
		r := Source{File: texts["file"][k], Comment: texts["comment"][k], Provenance: trajectory.Provenance{Golgi: texts["golgi"][k],
			Revision: texts["revision"][k], Go: texts["go"][k], Engine: texts["engine"][k], Seed: seeds[k]}}
		r.Provenance.Environment = environments[k]
		if start := texts["start"][k]; start != "" {
			if r.Provenance.Start, err = time.Parse(time.RFC3339Nano, start); err != nil {
				return s, err
			}
		}
		if command := texts["command"][k]; command != "" {
			if err := json.Unmarshal([]byte(command), &r.Provenance.Command); err != nil {
				return s, err
			}
		}
		if ps, err := settings.Parameters(fmt.Sprintf("%sfile_%05d", notedConfig, k)); err == nil {
			for _, p := range ps {
				p.Path = strings.TrimPrefix(p.Path, fmt.Sprintf("%sfile_%05d.", notedConfig, k))
				r.settings = append(r.settings, p)
			}
		}
		s.records = append(s.records, r)
	}
	for j, of := range s.of {
		if of < nowhere || of >= int64(n) {
			return s, fmt.Errorf("run %d is from file %d, and there are %d", j, of, n)
		}
	}
	return s, nil
}
