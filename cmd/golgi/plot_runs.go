package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"golgi/cli"
	"golgi/figure"
	"golgi/manager"
	"golgi/trajectory"
	"golgi/units"
)

// mostCompared is how many runs one figure shows.
const mostCompared = 12

// ofRuns draws what was recorded: of one run, spikes, rates and states; of several, spikes and rates.
func (p plotting) ofRuns(o *opened, names []string, errs io.Writer) (*figure.Figure, error) {
	if len(names) > mostCompared {
		return nil, cli.Misuse(fmt.Errorf("golgi: %d runs are too many for one figure, which has up to %d", len(names), mostCompared))
	}
	w, err := p.window()
	if err != nil {
		return nil, err
	}
	var all []*recordings
	for _, name := range names {
		i, err := o.run(name)
		if err != nil {
			return nil, err
		}
		run, err := o.recorded(i, errs)
		if err != nil {
			return nil, err
		}
		r, err := recordingsOf(run, w)
		if err != nil {
			return nil, err
		}
		if r.point, err = pointText(run); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	if len(all) > 1 {
		return compared(o, all)
	}
	r := all[0]
	f := figure.New(strings.TrimSpace(o.traj.Name()+" "+r.run) + ifAny(": ", r.point))
	for _, panel := range r.panels() {
		f.Add(panel)
	}
	if len(r.panels()) == 0 {
		return nil, fmt.Errorf("golgi: %s of %s has no spikes, rates or states to draw; it gave %s", r.run, o.path, r.other())
	}
	return f, nil
}

// compared draws the spikes and the rates of several runs.
func compared(o *opened, all []*recordings) (*figure.Figure, error) {
	f := figure.New(o.traj.Name())
	for _, r := range all {
		if len(r.trains) > 0 {
			f.Add(figure.Raster{Title: r.run + ifAny(": ", r.point), Trains: r.trains, Groups: r.groups, Start: r.start, Stop: r.stop})
		}
	}
	groups := groupsOf(all)
	if len(groups) == 0 {
		return nil, fmt.Errorf("golgi: the runs of %s have no spikes to compare; %s gave %s", o.path, all[0].run, all[0].other())
	}
	for _, group := range groups {
		ridges := figure.Ridgeline{Title: "rates of " + group, Names: "run"}
		for _, r := range all {
			c, has, err := r.rate(group)
			if err != nil {
				return nil, err
			}
			if has {
				c.Name = strings.TrimPrefix(r.run, "run ")
				ridges.Curves = append(ridges.Curves, c)
			}
		}
		f.Add(ridges)
	}
	return f, nil
}

// groupsOf names the groups of all runs, in the order in which they come.
func groupsOf(all []*recordings) (names []string) {
	for _, r := range all {
		for _, g := range r.groups {
			if !slices.Contains(names, g.Name) {
				names = append(names, g.Name)
			}
		}
	}
	return names
}

// ifAny puts a text before another, if there is that.
func ifAny(before, text string) string {
	if text == "" {
		return ""
	}
	return before + text
}

// pointText is the explored parameters of a run: "R_ee = 2.5, trial = 1".
func pointText(run *trajectory.Run) (string, error) {
	if run.Index() == trajectory.PreRun {
		return "", nil
	}
	var parts []string
	for _, path := range run.Trajectory().ExploredPaths() {
		q, err := run.Parameter(path)
		if err != nil {
			return "", err
		}
		if path != manager.Trial || run.Trajectory().Len() > 1 {
			parts = append(parts, fmt.Sprintf("%s = %v", lastOf(path), q.Value))
		}
	}
	return strings.Join(parts, ", "), nil
}

// mostOfItem is how many bytes of an item are drawn: what is larger does not fit into the memory of most machines beside what it takes to draw it.
const mostOfItem = 2 << 30

// recorded returns a run with what it gave, and says what is too large.
func (o *opened) recorded(i int, errs io.Writer) (*trajectory.Run, error) {
	outlines, err := trajectory.Outlines(o.store, o.traj, i)
	if err != nil {
		return nil, err
	}
	for _, item := range outlines {
		if item.Bytes > mostOfItem {
			fmt.Fprintf(errs, "golgi: %s has %.3g GB, and is left out; figures are drawn of up to %.3g GB\n", item.Path, float64(item.Bytes)/1e9, mostOfItem/1e9)
		}
	}
	return trajectory.LoadPart(o.store, o.traj, i, trajectory.Excerpt{Most: mostOfItem})
}

// A timeWindow is from when on, until when, and in which bins, in seconds; stop is infinite, and bin 0, where that is not said.
type timeWindow struct{ start, stop, bin float64 }

func (p plotting) window() (w timeWindow, err error) {
	if w.start, err = seconds("--from", p.from, math.Inf(-1)); err != nil {
		return w, err
	}
	if w.stop, err = seconds("--until", p.until, math.Inf(1)); err != nil {
		return w, err
	}
	if w.bin, err = seconds("--bin", p.bin, 0); err != nil {
		return w, err
	}
	if !(w.stop > w.start) {
		return w, cli.Misuse(fmt.Errorf("golgi: from %s until %s there is no time", p.from, p.until))
	}
	if p.bin != "" && !(w.bin > 0) {
		return w, cli.Misuse(fmt.Errorf("golgi: --bin %s is no length of time", p.bin))
	}
	return w, nil
}

// binOf is the length of bins as a quantity.
func (w timeWindow) binOf() units.Quantity { return units.Second.Of(w.bin) }

// storedFigure returns the bytes of a figure that a run has stored.
func (p plotting) storedFigure(o *opened, names []string) ([]byte, error) {
	if len(names) != 1 {
		return nil, cli.Misuse(fmt.Errorf("golgi: --stored takes one run"))
	}
	i, err := o.run(names[0])
	if err != nil {
		return nil, err
	}
	outlines, err := trajectory.Outlines(o.store, o.traj, i)
	if err != nil {
		return nil, err
	}
	var there, fits []string
	for _, item := range outlines {
		if item.Kind != "uint8" || len(item.Shape) != 1 {
			continue
		}
		there = append(there, item.Path)
		if result := strings.TrimSuffix(item.Path, "."+lastOf(item.Path)); trajectory.IsNamed(item.Path, p.stored) || trajectory.IsNamed(result, p.stored) {
			fits = append(fits, item.Path)
		}
	}
	if format := strings.TrimPrefix(strings.ToLower(filepath.Ext(p.out)), "."); len(fits) > 1 {
		fits = slices.DeleteFunc(fits, func(path string) bool { return lastOf(path) != format })
	}
	if len(fits) != 1 {
		return nil, cli.Misuse(fmt.Errorf("golgi: run %s has no figure %q, or several; it has %s", names[0], p.stored, orNone(there)))
	}
	run, err := trajectory.LoadPart(o.store, o.traj, i, trajectory.Excerpt{Paths: fits})
	if err != nil {
		return nil, err
	}
	for _, res := range run.Results() {
		for _, item := range res.Items {
			if data, is := item.Value.([]byte); is {
				return data, cmp.Or(p.place(o.path), p.fitsName(data, fits[0]))
			}
		}
	}
	return nil, fmt.Errorf("golgi: %s is no figure", fits[0])
}

// fitsName says that a figure is called otherwise than what it is. So no other file is written over, either.
func (p plotting) fitsName(data []byte, path string) error {
	for format, begins := range map[string]string{".png": "\x89PNG", ".pdf": "%PDF", ".svg": "<?xml"} {
		switch {
		case !bytes.HasPrefix(data, []byte(begins)):
		case strings.ToLower(filepath.Ext(p.out)) != format:
			return cli.Misuse(fmt.Errorf("golgi: %s is a %s; name the file so: --out %s%s", path, strings.ToUpper(format[1:]), strings.TrimSuffix(p.out, filepath.Ext(p.out)), format))
		default:
			return nil
		}
	}
	return fmt.Errorf("golgi: %s is no PNG, SVG or PDF file", path)
}

func orNone(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}
