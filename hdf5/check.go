package hdf5

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// Check verifies a file against FORMAT.md, and returns all that is wrong with it, and where. It reads
// everything that is in the file.
func Check(path string) error {
	s, err := Open(path)
	if err != nil {
		return err
	}
	var names []string
	err = s.file.Do(func(root h5.Group) error {
		members, err := root.Members()
		if err != nil {
			return err
		}
		names, err = trajectoriesIn(root)
		return errors.Join(err, checkMembers("the root group", members, h5.GroupType))
	})
	faults := []error{err}
	for _, name := range names {
		faults = append(faults, s.checkTrajectory(name))
	}
	return errors.Join(append(faults, s.Close())...)
}

// checkMembers returns which members are of another type than meant.
func checkMembers(where string, members []h5.Member, meant h5.Type) error {
	var faults []error
	for _, m := range members {
		if m.Type != meant {
			faults = append(faults, fmt.Errorf("hdf5: %s: its member %q is not a %v", where, m.Name, meant))
		}
	}
	return errors.Join(faults...)
}

// checkNames returns which members are not among those that may be there.
func checkNames(group h5.Group, may ...string) error {
	members, err := group.Members()
	if err != nil {
		return err
	}
	faults := []error{checkMembers(group.Path(), members, h5.GroupType)}
	for _, m := range members {
		if !slices.Contains(may, m.Name) {
			err := fmt.Errorf("hdf5: %s: its member %q is none of %q", group.Path(), m.Name, may)
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

// checkTrajectory checks all of a trajectory, its runs one by one.
func (s *Store) checkTrajectory(name string) error {
	var groups map[string]bool
	var faults []error
	err := s.inTrajectory(name, func(group h5.Group) (err error) {
		faults = append(faults, checkNames(group,
			groupParameters, groupLists, groupRunTable, groupPreTable, groupRuns))
		groups, err = checkRunGroups(group)
		return err
	})
	faults = append(faults, err)
	t, err := s.LoadTrajectory(name)
	faults = append(faults, err)
	records, tableErr := s.table(name)
	faults = append(faults, tableErr)
	if err != nil || tableErr != nil {
		return errors.Join(faults...)
	}
	faults = append(faults, s.checkTables(name, t, records))
	for i := trajectory.PreRun; i < len(records.records); i++ {
		faults = append(faults, s.checkRun(t, i, records, groups[groupOf(i)]))
		delete(groups, groupOf(i))
	}
	for _, left := range slices.Sorted(maps.Keys(groups)) {
		faults = append(faults, fmt.Errorf("hdf5: %s/%s/%s: there is no such run", name, groupRuns, left))
	}
	return errors.Join(faults...)
}

// checkRunGroups returns the set of the names of the groups of runs.
func checkRunGroups(group h5.Group) (names map[string]bool, err error) {
	names = map[string]bool{}
	err = ifThere(group, groupRuns, func(runs h5.Group) error {
		members, err := runs.Members()
		if err != nil {
			return err
		}
		for _, m := range members {
			names[m.Name] = true
		}
		return checkMembers(runs.Path(), members, h5.GroupType)
	})
	return names, err
}

// checkTables checks that the tables number the runs of t.
func (s *Store) checkTables(name string, t *trajectory.Trajectory, records *table) error {
	pre := func(table h5.Group) error { return checkIndex(table, trajectory.PreRun, 1) }
	runs := func(table h5.Group) error { return checkIndex(table, 0, t.Len()) }
	return s.inTrajectory(name, func(group h5.Group) error {
		return errors.Join(within(group, groupPreTable, pre), within(group, groupRunTable, runs))
	})
}

// checkIndex checks that a table has a row for each of n runs from first.
func checkIndex(table h5.Group, first, n int) error {
	indices, err := readList[int64](table, columnRun)
	if err != nil {
		return err
	}
	names, err := readList[string](table, columnName)
	if err != nil {
		return err
	}
	if len(indices) != n || len(names) != n {
		return fmt.Errorf("hdf5: %s: it has %d rows, and there are %d runs", table.Path(), len(indices), n)
	}
	for i := range n {
		if indices[i] != int64(first+i) || names[i] != trajectory.RunName(first+i) {
			return fmt.Errorf("hdf5: %s: row %d is that of run %d, %s, wanted %d, %s", table.Path(), i,
				indices[i], names[i], first+i, trajectory.RunName(first+i))
		}
	}
	return nil
}

// checkRun checks run i, of which there may be a group.
func (s *Store) checkRun(t *trajectory.Trajectory, i int, records *table, there bool) error {
	where := t.Name() + "/" + groupRuns + "/" + groupOf(i)
	record, _ := records.record(i)
	switch finished := record.Status == trajectory.Finished; {
	case finished && !there:
		return fmt.Errorf("hdf5: %s: it is missing, and the run is finished", where)
	case !finished && there:
		return fmt.Errorf("hdf5: %s: it is there, and the run is %s", where, record.Status)
	case !finished:
		return nil
	}
	_, err := s.LoadRun(t, i)
	return errors.Join(err, s.inTrajectory(t.Name(), func(group h5.Group) error {
		return within(group, groupRuns+"/"+groupOf(i), func(run h5.Group) error {
			return errors.Join(checkNames(run, groupDerived, groupResults),
				ifThere(run, groupResults, checkScales))
		})
	}))
}

// checkScales checks that every axis of every item has its dimension scale.
func checkScales(results h5.Group) error {
	return walk(results, func(b branch) error {
		var faults []error
		for _, name := range b.datasets {
			faults = append(faults, checkScalesOf(b.group, name))
		}
		return errors.Join(faults...)
	})
}

func checkScalesOf(group h5.Group, name string) error {
	d, err := group.Dataset(name)
	if err != nil {
		return err
	}
	defer d.Close()
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
