package cli

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"golgi/internal/given"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// LoadRun is Load, so that a report is a [trajectory.Loader].
func (r Report) LoadRun(_ *trajectory.Trajectory, i int) (*trajectory.Run, error) { return r.Load(i) }

// LoadThinRun is LoadRun without the rows of lists and arrays.
func (r Report) LoadThinRun(t *trajectory.Trajectory, i int) (*trajectory.Run, error) {
	if r.thin == nil {
		return r.LoadRun(t, i)
	}
	return r.thin(i)
}

// LoadNumbers implements [trajectory.NumberLoader], where the file has the numbers of all runs together.
func (r Report) LoadNumbers(_ *trajectory.Trajectory, names ...string) (*trajectory.Numbers, error) {
	if r.numbers == nil {
		return nil, nil
	}
	return r.numbers(names...)
}

// Means returns the means over trials of the numbers that runs gave, for each value of the other explored parameters.
func (r Report) Means() (*trajectory.Means, error) {
	table, err := trajectory.Rows(r, r.Trajectory)
	if err != nil {
		return nil, err
	}
	by := slices.DeleteFunc(r.Trajectory.ExploredPaths(), func(path string) bool { return path == manager.Trial })
	return table.Means(by...)
}

// usualReport is the report of experiments that have none: a table of the means over trials with their standard errors, and
// a figure of them.
func usualReport(r Report) error {
	means, err := r.Means()
	if err != nil || len(means.Groups) == 0 {
		return err
	}
	if err := WriteMeans(r.Out, means); err != nil || r.Figure == "" {
		return err
	}
	if err := drawMeans(r.Figure, r.Trajectory.Name(), means); err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.Out, "figure in %s\n", r.Figure)
	return err
}

// mostColumns is how many numbers of results a table shows.
const mostColumns = 12

// WriteMeans writes a table: a row for each group: its explored values, the number of runs, and mean ± s.e.m. of each number.
func WriteMeans(w io.Writer, m *trajectory.Means) error {
	if err := given.All("cli: WriteMeans", given.Arg{Name: "writer", Value: w}, given.Arg{Name: "table", Value: m}); err != nil {
		return err
	}
	of := m.Of[:min(len(m.Of), mostColumns)]
	names := columnNames(append(slices.Clone(m.By), of...))
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, strings.Join(slices.Insert(names, len(m.By), "runs"), "\t")+"\t")
	for _, g := range m.Groups {
		var cells []string
		for _, v := range g.Values {
			cells = append(cells, shown(v))
		}
		cells = append(cells, fmt.Sprint(g.N))
		for k := range of {
			cells = append(cells, withError(g.Mean[k], g.SEM[k]))
		}
		fmt.Fprintln(table, strings.Join(cells, "\t")+"\t")
	}
	if err := table.Flush(); err != nil {
		return err
	}
	if more := len(m.Of) - len(of); more > 0 {
		_, err := fmt.Fprintf(w, "(and %s more)\n", plain.Count(more, "number"))
		return err
	}
	return nil
}

// columnNames names columns by the last names of their paths, and by more where these are the same.
func columnNames(columns []trajectory.Column) (names []string) {
	seen := map[string]int{}
	for _, c := range columns {
		seen[c.String()]++
	}
	for _, c := range columns {
		name := c.String()
		if seen[name] > 1 {
			name = c.Path + strings.TrimPrefix(name, c.Path[strings.LastIndexByte(c.Path, '.')+1:])
		}
		names = append(names, name)
	}
	return names
}

// shown is the value of a parameter in a table.
func shown(v any) string {
	text := fmt.Sprint(v)
	if runes := []rune(text); len(runes) > widest {
		text = string(runes[:widest-1]) + "…"
	}
	return text
}

// withError writes a mean with its standard error, if there is one, to the same digit. A whole number without one has all its digits.
func withError(mean, sem float64) string {
	if math.IsNaN(sem) || math.IsInf(sem, 0) || sem == 0 {
		text := fmt.Sprintf("%.4g", mean)
		if mean == math.Trunc(mean) && math.Abs(mean) < 1e9 {
			text = fmt.Sprintf("%.0f", mean)
		}
		if sem == 0 {
			text += " ± 0"
		}
		return text
	}
	digits := 1 - int(math.Floor(math.Log10(sem))) // two of the error
	if digits < 0 || digits > 6 {
		return fmt.Sprintf("%.4g ± %.2g", mean, sem)
	}
	return fmt.Sprintf("%.*f ± %.*f", digits, mean, digits, sem)
}
