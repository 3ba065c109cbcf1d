package layout

import (
	"errors"
	"fmt"

	"golgi/hdf5/internal/h5"
	"golgi/trajectory"
)

// What a program was built of, and where it ran, is in a group environment: in the overview, and in that of each post-processing.

// writeEnvironment stores an environment in a group, if it says anything.
func writeEnvironment(parent h5.Group, e trajectory.Environment) error {
	if e.Platform+e.CPU+e.Compiler == "" && len(e.Modules)+len(e.Sources) == 0 {
		return nil
	}
	return WithinNew(parent, groupEnvironment, func(group h5.Group) error {
		err := setAttributes(group.Object, attr{attrPlatform, e.Platform}, attr{attrCPU, e.CPU}, attr{attrCompiler, e.Compiler})
		if err == nil && e.Modules != nil {
			err = writeTexts(group, nameModules, e.Modules)
		}
		for k, s := range e.Sources {
			if err == nil {
				err = WithinNew(group, sourceName(k), func(of h5.Group) error { return writeSource(of, s) })
			}
		}
		return err
	})
}

func sourceName(k int) string { return fmt.Sprintf("source_%d", k) }

func writeSource(group h5.Group, s trajectory.Source) error {
	err := setAttributes(group.Object, attr{attrModule, s.Module}, attr{attrRevision, s.Revision})
	if err != nil || s.Diff == "" {
		return err
	}
	d, err := group.Write(nameDiff, h5.Scalar(s.Diff), h5.Layout{Width: h5.Longest})
	if err == nil {
		d.Close()
	}
	return err
}

// readEnvironmentOf reads that of a trajectory.
func readEnvironmentOf(group h5.Group, t *trajectory.Trajectory) error {
	return ifThere(group, groupOverview, func(overview h5.Group) error { return readEnvironment(overview, &t.Provenance.Environment) })
}

// readEnvironment is the inverse of writeEnvironment.
func readEnvironment(parent h5.Group, e *trajectory.Environment) error {
	return ifThere(parent, groupEnvironment, func(group h5.Group) error {
		var faults [4]error
		e.Platform, faults[0] = text(group.Object, attrPlatform)
		e.CPU, faults[1] = text(group.Object, attrCPU)
		e.Compiler, faults[2] = text(group.Object, attrCompiler)
		there, err := group.Has(nameModules)
		if err == nil && there {
			e.Modules, err = readList[string](group, nameModules)
		}
		faults[3] = err
		for k := 0; errors.Join(faults[:]...) == nil; k++ {
			there, err := group.Has(sourceName(k))
			if err != nil || !there {
				return err
			}
			e.Sources = append(e.Sources, trajectory.Source{})
			faults[3] = Within(group, sourceName(k), func(of h5.Group) error { return readSource(of, &e.Sources[k]) })
		}
		return errors.Join(faults[:]...)
	})
}

func readSource(group h5.Group, s *trajectory.Source) error {
	var faults [2]error
	s.Module, faults[0] = text(group.Object, attrModule)
	s.Revision, faults[1] = text(group.Object, attrRevision)
	there, err := group.Has(nameDiff)
	if err == nil && there {
		s.Diff, err = readText(group, nameDiff)
	}
	return errors.Join(append(faults[:], err)...)
}

// readText reads a dataset that is a single text.
func readText(group h5.Group, name string) (text string, err error) {
	err = inDataset(group, name, func(d h5.Dataset) error {
		value, err := readValue(d)
		is := false
		if text, is = value.(string); err == nil && !is {
			err = fmt.Errorf("hdf5: %s: it is no text", d.Path())
		}
		return err
	})
	return text, err
}
