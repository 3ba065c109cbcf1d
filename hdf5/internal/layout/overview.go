package layout

import (
	"fmt"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
	"golgi/units"
)

// writeInfo stores what pypet wants to know of a trajectory before it reads it.
func writeInfo(overview h5.Group, t *trajectory.Trajectory, v Version) error {
	start := t.Provenance.Start
	return writeTable(overview, "info", cell("name", t.Name()), cell("time", pypetTime(start)),
		cell("timestamp", unixSeconds(start)), cell("length", int64(t.Len())), cell("comment", t.Comment),
		cell("version", v.Pypet), cell("python", v.Python))
}

func writeCommand(overview h5.Group, t *trajectory.Trajectory) error {
	if t.Provenance.Command == nil {
		return nil
	}
	return writeTexts(overview, "command", t.Provenance.Command)
}

func readCommand(group h5.Group, t *trajectory.Trajectory) error {
	there, err := group.Has(listCommand)
	if err != nil || !there {
		return err
	}
	t.Provenance.Command, err = readList[string](group, listCommand)
	return err
}

// writeGenerations stores the first point of each generation, if there are several.
func writeGenerations(overview h5.Group, t *trajectory.Trajectory) error {
	generations := t.Generations()
	if len(generations) < 2 {
		return nil
	}
	first := make([]int64, len(generations))
	for g, at := range generations {
		first[g] = int64(at)
	}
	d, err := overview.Write("generations", h5.Vector(first), h5.Layout{})
	if err != nil {
		return err
	}
	d.Close()
	return nil
}

// readGenerations divides the points of t, which has been explored.
func readGenerations(group h5.Group, t *trajectory.Trajectory) error {
	generations, err := generationsIn(group)
	if err != nil || generations == nil {
		return err
	}
	if err := t.RestoreGenerations(generations); err != nil {
		return fmt.Errorf("hdf5: %s/%s: %w", group.Path(), listGenerations, err)
	}
	return nil
}

// generationsIn returns the first point of each generation, nil where there is only one.
func generationsIn(group h5.Group) ([]int, error) {
	there, err := group.Has(listGenerations)
	if err != nil || !there {
		return nil, err
	}
	first, err := readList[int64](group, listGenerations)
	generations := make([]int, len(first))
	for g, at := range first {
		generations[g] = int(at)
	}
	return generations, err
}

// writeRunsOfPypet stores the table by which pypet knows runs, one row for each.
func writeRunsOfPypet(overview h5.Group, t *trajectory.Trajectory, axes []trajectory.Axis, rows []Row) error {
	n := len(rows)
	completed, starts, ends := make([]int64, n), make([]float64, n), make([]float64, n)
	names, times, took, commits := make([]string, n), make([]string, n), make([]string, n), make([]string, n)
	revision := t.Provenance.Revision
	commit := strings.ToValidUTF8(revision[:min(7, len(revision))], "")
	for i, r := range rows {
		start, end := r.Record.Start, r.Record.Start.Add(r.Record.Duration)
		names[i], commits[i] = trajectory.RunName(r.Index), commit
		starts[i], ends[i] = unixSeconds(start), unixSeconds(end)
		times[i], took[i] = pypetTime(start), pypetDuration(r.Record.Duration)
		if r.Record.Status == trajectory.Finished {
			completed[i] = 1
		}
	}
	return writeTable(overview, "runs", cells("idx", indicesOf(rows)), cells("name", names),
		cells("time", times), cells("timestamp", starts), cells("finish_timestamp", ends),
		cells("runtime", took), cells("parameter_summary", summaries(axes, rows)),
		cells("short_environment_hexsha", commits), cells("completed", completed))
}

// The longest summary is pypet's, and shorter where all of them together would be too large.
const (
	longestSummary = 512
	mostSummaries  = 32 << 20
)

// summaries returns the explored values of each row in words.
func summaries(axes []trajectory.Axis, rows []Row) []string {
	all := make([]string, len(rows))
	room := min(longestSummary, mostSummaries/max(1, len(rows)))
	for i, r := range rows {
		parts := make([]string, len(axes))
		for a, axis := range axes {
			_, name := splitPath(axis.Path)
			parts[a] = name + ": " + valueText(axis.Values, r.Index)
		}
		all[i] = strings.Join(parts, ", ")
		if len(all[i]) > room {
			all[i] = strings.ToValidUTF8(all[i][:room], "")
		}
	}
	return all
}

// valueText returns value i of an axis as Go prints it.
func valueText(values any, i int) string {
	switch v := values.(type) {
	case []string:
		return v[i]
	case units.Array:
		return v.At(i).String()
	case []any:
		return valueSummary(v[i])
	}
	if a, is := h5.Of(values); is {
		return fmt.Sprint(a.At(i))
	}
	return ""
}

// valueSummary says of a value that is not single how large it is.
func valueSummary(value any) string {
	if c, is := value.(trajectory.Compound); is {
		return c.Form()
	}
	a, _, err := Stored(value)
	switch {
	case err != nil:
		return ""
	case len(a.Shape) == 1:
		return fmt.Sprintf("list of %d", a.Shape[0])
	}
	return fmt.Sprintf("array of %v", a.Shape)
}

// A Version is that of pypet and of Python with which a file says it was written. pypet compares both with
// its own, and refuses a file that differs, unless it is told force=True.
type Version struct{ Pypet, Python string }

// UsualVersion is that of Debian 12, with the latest pypet.
var UsualVersion = Version{"0.7.0", "3.11.2"}
