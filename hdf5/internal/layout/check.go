package layout

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// CheckFile checks what is in a file, except for what is in the runs.
func CheckFile(root h5.Group) error {
	if foreign, err := isForeignFile(root); err != nil || foreign {
		return errors.Join(err, checkForeign(root))
	}
	members, err := root.Members()
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range members {
		if m.Type != h5.GroupType {
			faults = append(faults, fmt.Errorf("hdf5: the root group: its member %q is not a group", m.Name))
			continue
		}
		faults = append(faults, Within(root, m.Name, func(group h5.Group) error {
			return checkTrajectory(group, m.Name)
		}))
	}
	return errors.Join(faults...)
}

// checkTrajectory checks what a file has of a trajectory: all of it, or its parameters, or some of its runs.
func checkTrajectory(group h5.Group, name string) error {
	faults := []error{checkNames(group, groupConfig, groupOverview, groupParameters, groupDerived, groupResults)}
	rows, err := ReadRows(group)
	if err != nil {
		return errors.Join(append(faults, err)...)
	}
	for _, table := range []string{groupPre, groupTable} {
		faults = append(faults, ifThere(group, table, checkRunNames))
	}
	whole, err := group.Has(groupParameters)
	if err == nil && whole {
		err = checkPlan(group, name, rows)
	}
	return errors.Join(append(faults, err, checkRunGroups(group, rows), checkOfWhole(group))...)
}

// checkNames returns which members are not among those that may be there.
func checkNames(group h5.Group, may ...string) error {
	members, err := group.Members()
	if err != nil {
		return err
	}
	var faults []error
	for _, m := range members {
		if !slices.Contains(may, m.Name) {
			err := fmt.Errorf("hdf5: %s: its member %q is none of %q", group.Path(), m.Name, may)
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// checkPlan checks the parameters of a trajectory, and that there are rows for all its runs or for none.
func checkPlan(group h5.Group, name string, rows []Row) error {
	t, err := ReadPlan(group, name, nil)
	if err != nil {
		return err
	}
	if len(rows) > 0 && rows[0].Index == trajectory.PreRun {
		rows = rows[1:]
	}
	if len(rows) > 0 && (len(rows) != t.Len() || rows[len(rows)-1].Index != t.Len()-1) {
		return fmt.Errorf("hdf5: %s/%s: it has %d rows, to that of run %d, and there are %d runs",
			group.Path(), groupTable, len(rows), rows[len(rows)-1].Index, t.Len())
	}
	return nil
}

// checkRunNames checks that the rows of a table have the names of their runs.
func checkRunNames(table h5.Group) error {
	indices, err := readList[int64](table, columnRun)
	if err != nil {
		return err
	}
	names, err := readList[string](table, columnName)
	if err != nil {
		return err
	}
	for i := range min(len(names), len(indices)) {
		if want := trajectory.RunName(int(indices[i])); names[i] != want {
			return fmt.Errorf("hdf5: %s: row %d is called %s, wanted %s", table.Path(), i, names[i], want)
		}
	}
	if len(names) != len(indices) {
		return fmt.Errorf("hdf5: %s: its columns differ in length", table.Path())
	}
	return nil
}

// checkRunGroups checks that there are groups of the runs that have finished, and of no others, and elsewhere of some
// that have ended otherwise.
func checkRunGroups(group h5.Group, rows []Row) error {
	results, err := runGroups(group, runsIn(groupResults, false))
	if err != nil {
		return err
	}
	derived, err := runGroups(group, runsIn(groupDerived, false))
	if err != nil {
		return err
	}
	var faults []error
	for _, r := range rows {
		finished := r.Record.Status == trajectory.Finished
		if finished != results[GroupOf(r.Index)] {
			faults = append(faults, fmt.Errorf("hdf5: %s/%s: %s, and the run is %s", group.Path(),
				resultsOf(r.Index, false), thereOrMissing(!finished), r.Record.Status))
		}
		delete(results, GroupOf(r.Index))
		if finished {
			delete(derived, GroupOf(r.Index))
		}
	}
	return errors.Join(append(faults, leftOver(group, groupDerived, false, derived),
		leftOver(group, groupResults, false, results), checkPartial(group, rows))...)
}

// checkPartial checks that what runs had given is of runs that have ended otherwise than they should. Each has a group
// of results.
func checkPartial(group h5.Group, rows []Row) error {
	results, err := runGroups(group, runsIn(groupResults, true))
	if err != nil {
		return err
	}
	derived, err := runGroups(group, runsIn(groupDerived, true))
	if err != nil {
		return err
	}
	for _, r := range rows {
		if endedEarly(string(r.Record.Status)) && !r.isDeleted() {
			name := GroupOf(r.Index)
			if results[name] {
				delete(derived, name)
			}
			delete(results, name)
		}
	}
	return errors.Join(leftOver(group, groupDerived, true, derived), leftOver(group, groupResults, true, results))
}

// leftOver returns what is left of the groups of runs, when those that may be there are deleted.
func leftOver(group h5.Group, kind string, partial bool, runs map[string]bool) error {
	why := "no run of that name has finished"
	if partial {
		why = "no run of that name has ended early, and has results there"
	}
	var faults []error
	for _, name := range slices.Sorted(maps.Keys(runs)) {
		faults = append(faults, fmt.Errorf("hdf5: %s/%s/%s: %s", group.Path(), runsIn(kind, partial), name, why))
	}
	return errors.Join(faults...)
}

func thereOrMissing(there bool) string {
	if there {
		return "it is there"
	}
	return "it is missing"
}

// runGroups returns the names of the runs that have something in a group.
func runGroups(group h5.Group, path string) (names map[string]bool, err error) {
	names = map[string]bool{}
	err = ifThere(group, path, func(runs h5.Group) error {
		members, err := runs.Members()
		for _, m := range members {
			names[m.Name] = true
		}
		return err
	})
	return names, err
}

// CheckRun checks what a run gave: that run can take it, and that all axes have scales.
func CheckRun(group h5.Group, run *trajectory.Run, partial bool, homes Homes) error {
	there, err := group.Has(resultsOf(run.Index(), partial))
	if err == nil && there { // else it was found with the table
		err = ReadRun(group, run.Index(), partial, homes, Sound, run)
	}
	if err != nil || !there {
		return err
	}
	if foreign, err := isForeign(group); err != nil || foreign {
		return err
	}
	return Within(group, resultsOf(run.Index(), partial), func(results h5.Group) error { return checkScales(results, anywhere) })
}

// checkScales checks that every axis of every item has its dimension scale, in the members of groups for which into is true. Links
// are passed over.
func checkScales(results h5.Group, into func(names []string, name string) bool) error {
	w := walker{seen: map[[16]byte]bool{}, into: into, link: func(string, h5.Group) error { return nil }}
	w.visit = func(l leaf) error {
		var faults []error
		for _, m := range l.members {
			if m.Type == h5.DatasetType {
				faults = append(faults, inDataset(l.Group, m.Name, checkScalesOf))
			}
		}
		return errors.Join(faults...)
	}
	return w.descend(results, nil)
}

func checkScalesOf(d h5.Dataset) error {
	_, scale, err := d.ScaleName()
	if err != nil || scale || len(d.Shape()) == 0 {
		return err
	}
	n, err := d.Scales()
	if err == nil && n != len(d.Shape()) {
		err = fmt.Errorf("hdf5: %s: it has %d dimension scales for the shape %v", d.Path(), n, d.Shape())
	}
	return err
}
