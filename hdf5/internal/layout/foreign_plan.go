package layout

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// A foreignPlan is a trajectory of pypet's that is being read.
type foreignPlan struct {
	group  h5.Group
	info   foreignInfo
	t      *trajectory.Trajectory
	listed []string // the full paths in overview/explorations
	ranges []foreignAxis
}

// A foreignAxis is the range of a parameter. Without values its length is not known.
type foreignAxis struct {
	path   string // of the parameter in the trajectory
	full   string // as pypet has it
	values foreignValues
	text   any // what stands for all values if there are none
}

// readForeignPlan is ReadPlan for a trajectory of pypet's.
func readForeignPlan(group h5.Group, name string) (*trajectory.Trajectory, error) {
	t, err := trajectory.NewForeign(name)
	if err != nil {
		return nil, err
	}
	p := &foreignPlan{group: group, info: readInfo(group), t: t}
	t.Comment = cmp.Or(foreignText(group.Object, pypetComment), p.info.comment)
	t.Notes = p.info.notes
	table, err := readForeignTable(group)
	if err != nil {
		return nil, err
	}
	for _, err := range table.timeless {
		p.note("%s: times are not known: %v", tableRuns, err)
	}
	p.readParameters()
	n, err := p.count(table)
	if err != nil {
		return nil, err
	}
	p.noteRuns(table, n)
	axes := make([]trajectory.Axis, len(p.ranges))
	for i, r := range p.ranges {
		axes[i] = trajectory.Axis{Path: r.path, Values: r.valuesFor(n)}
	}
	return t, t.ExploreForeign(axes, n)
}

// note adds to what the user shall know.
func (p *foreignPlan) note(format string, args ...any) {
	p.t.Notes = append(p.t.Notes, printable(fmt.Sprintf(format, args...)))
}

// readParameters adds all parameters, and finds those that are explored: first those in overview/explorations.
func (p *foreignPlan) readParameters() {
	p.listed = p.explorations()
	known := paths{}
	err := ifThere(p.group, groupParameters, func(top h5.Group) error {
		return walk(top, true, func(l leaf) error {
			full := groupParameters + "." + l.path
			l.path = known.admit(p.group, l)
			return p.add(l, full)
		})
	})
	p.noteFaults(err)
	if there, err := p.group.Has(groupParameters); err == nil && !there {
		p.note("%s: it is missing, so that nothing is known of the parameters", groupParameters)
	}
	for _, full := range p.listed {
		if slices.ContainsFunc(p.ranges, func(a foreignAxis) bool { return a.full == full }) {
			continue
		}
		if !p.readElsewhere(known, full) {
			p.note("%s: %s is explored, and is not there", tableExplorations, full)
		}
	}
	slices.SortStableFunc(p.ranges, func(a, b foreignAxis) int { return cmp.Compare(p.place(a), p.place(b)) })
}

// place returns where in overview/explorations an axis is, behind all others if it is not.
func (p *foreignPlan) place(a foreignAxis) int {
	if i := slices.Index(p.listed, a.full); i >= 0 {
		return i
	}
	return len(p.listed)
}

// readElsewhere adds an explored parameter that is not below parameters, as pypet allows: in config or
// derived_parameters. It is called by its whole path.
func (p *foreignPlan) readElsewhere(known paths, full string) (found bool) {
	if strings.HasPrefix(full, groupParameters+".") {
		return false
	}
	path := strings.ReplaceAll(full, ".", "/")
	there, err := p.group.Has(path)
	if err != nil || !there {
		return false
	}
	p.noteFaults(Within(p.group, path, func(group h5.Group) error {
		members, err := group.Members()
		if err != nil {
			return err
		}
		l := leaf{group, full, members, true}
		l.path = known.admit(p.group, l)
		return p.add(l, full)
	}))
	return true
}

// add adds a parameter, and its range if it has one.
func (p *foreignPlan) add(l leaf, full string) error {
	parameter := foreignParameter(l)
	if err := p.t.Add(parameter); err != nil {
		return err
	}
	table, explored := isExplored(l)
	if explored || slices.Contains(p.listed, full) {
		p.ranges = append(p.ranges, foreignAxis{l.path, full, foreignRange(l, table),
			opaque("%s: it is explored, and has no range", foreignClass(l))})
	}
	return nil
}

// explorations returns the paths in overview/explorations, which there is since 0.1b.10.
func (p *foreignPlan) explorations() (paths []string) {
	there, err := p.group.Has(tableExplorations)
	if err == nil && there {
		err = inDataset(p.group, tableExplorations, func(d h5.Dataset) (err error) {
			paths, err = readColumn[string](d, columnOfPath)
			return err
		})
	}
	p.noteFaults(err)
	return paths
}

// noteFaults takes down what is wrong, one line for each.
func (p *foreignPlan) noteFaults(err error) {
	if err == nil {
		return
	}
	for line := range strings.Lines(err.Error()) {
		p.note("%s", strings.TrimPrefix(strings.TrimSpace(line), "hdf5: "))
	}
}
