package componenttest

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"golgi/component"
	"golgi/manager"
	"golgi/runner"
	"golgi/testing/storetest"
	"golgi/trajectory"
)

// trials is how many runs are compared.
const trials = 4

// addsSameParameters: two trajectories get the same parameters.
func addsSameParameters(s Suite) error {
	var texts [2]string
	for i := range texts {
		traj, err := trajectory.New("componenttest")
		if err != nil {
			return err
		}
		if err := s.manager().AddParameters(traj); err != nil {
			return err
		}
		if texts[i], err = storetest.TrajectoryText(traj); err != nil {
			return err
		}
	}
	if texts[0] != texts[1] {
		return fmt.Errorf("componenttest: AddParameters adds other parameters the second "+
			"time:\n%s\nand before\n%s",
			texts[1], texts[0])
	}
	return nil
}

// runsTheSameAgain: a run alone gives the same after another run, and in another manager.
func runsTheSameAgain(s Suite) error {
	want, err := s.alone()
	if err != nil {
		return err
	}
	again, err := s.alone()
	if err != nil {
		return err
	}
	return compare(again, want, "alone for the second time")
}

// runsTheSameAtOnce: it makes no difference to a run how many others are executed beside it, and before it.
func runsTheSameAtOnce(s Suite) error {
	want, err := s.alone()
	if err != nil {
		return err
	}
	for _, workers := range []int{1, trials} {
		got, err := s.explored(workers)
		if err != nil {
			return err
		}
		if err := compare(got, want, fmt.Sprintf("in an exploration with %d workers", workers)); err != nil {
			return err
		}
	}
	return nil
}

// compare returns the first run that differs.
func compare(got, want []string, how string) error {
	for i := range want {
		if got[i] != want[i] {
			return fmt.Errorf("componenttest: trial %d gives something else %s than alone; keep "+
				"what belongs to a run "+
				"in Build and Subrun, take random numbers from the simulator, and range over no map: %s",
				i, how, firstDifference(got[i], want[i]))
		}
	}
	return nil
}

// alone returns the texts of all trials, each executed by a manager of its own.
func (s Suite) alone() (texts []string, err error) {
	for i := range trials {
		e, err := s.prepare()
		if err != nil {
			return nil, err
		}
		run, err := e.traj.Run(i)
		if err == nil {
			err = e.manager.RunNetwork(context.Background(), run)
		}
		if err := errors.Join(err, e.manager.Close()); err != nil {
			return nil, err
		}
		texts = append(texts, storetest.RunText(run))
	}
	return texts, nil
}

// explored returns the texts of all trials, executed by one manager.
func (s Suite) explored(workers int) (texts []string, err error) {
	e, err := s.prepare()
	if err != nil {
		return nil, err
	}
	store := trajectory.NewMemoryStore()
	err = e.manager.Explore(context.Background(), e.traj, store, workers)
	if err := errors.Join(err, e.manager.Close()); err != nil {
		return nil, err
	}
	for i := range trials {
		run, err := store.LoadRun(e.traj, i)
		if err != nil {
			return nil, err
		}
		texts = append(texts, storetest.RunText(run))
	}
	return texts, nil
}

// keepsNothing: a component is the same after its runs as before.
func keepsNothing(s Suite) error {
	before := s.portraits()
	if _, err := s.explored(1); err != nil {
		return err
	}
	var faults []error
	for i, after := range s.portraits() {
		if after != before[i] {
			faults = append(faults, fmt.Errorf("componenttest: %q has changed in its runs, from %s "+
				"to %s; keep what "+
				"belongs to a run in Build and Subrun", component.NameOf(s.Parts[i]), before[i], after))
		}
	}
	return errors.Join(faults...)
}

// portraits shows the fields of each part, and what they point to.
func (s Suite) portraits() []string {
	var texts []string
	for _, m := range s.Parts {
		v := reflect.ValueOf(m)
		for v.Kind() == reflect.Pointer && !v.IsNil() {
			v = v.Elem()
		}
		texts = append(texts, fmt.Sprintf("%+v", v))
	}
	return texts
}

func (s Suite) manager() *manager.NetworkManager {
	w := watch{runner.Ordered{}}
	var parts []component.Component
	for _, part := range s.Parts {
		if r, is := part.(runner.Runner); is {
			w.Runner = r
		} else {
			parts = append(parts, part)
		}
	}
	return manager.New(append(parts, w))
}
