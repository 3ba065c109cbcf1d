package runner

import (
	"context"
	"errors"

	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// Subruns are the subruns of each run, one after the other: a part of an experiment which adds their durations as parameters
// below [Durations], annotated with their order.
//
//	runner.Subruns{{Name: "initial", Duration: units.Millisecond.Of(500)}, {Name: "measure", Duration: units.Second.Of(2)}}
//
// A duration can be set and explored as any parameter (--explore measure=1s,2s). Subruns can also be a field of a struct of
// parameters, for a runner that takes them from there: see [trajectory.Declare].
type Subruns []Subrun

// A Subrun is a stretch of simulated time with a name.
type Subrun struct {
	Name     string
	Duration units.Quantity
	Comment  string
}

// PreSubruns are the subruns of the pre-run, which every run starts from; they are below [PreDurations].
type PreSubruns []Subrun

// Declare adds the durations as parameters below path, with their order.
func (s *Subruns) Declare(traj *trajectory.Trajectory, path string) error {
	if s == nil {
		return errors.New("runner: the subruns are nil")
	}
	var faults []error
	for i, subrun := range *s {
		at := path + "." + subrun.Name
		p := trajectory.Parameter{Path: at, Value: subrun.Duration, Comment: subrun.Comment, Annotations: trajectory.Annotations{OrderKey: i}}
		wrong := checkDuration(component.Span{Name: subrun.Name, Path: at, Duration: subrun.Duration})
		if wrong == nil {
			p.Bounds.Min = "0 s"
		}
		faults = append(faults, wrong, traj.Add(p))
	}
	return errors.Join(faults...)
}

// Fill takes the durations of the parameters below path.
func (s *Subruns) Fill(r trajectory.Reader, path string) error {
	if err := given.All("runner: Subruns", given.Arg{Name: "list", Value: s}); err != nil {
		return err
	}
	spans, err := Spans(r, path)
	if err != nil && !errors.Is(err, ErrNoSubrun) {
		return err
	}
	*s = nil
	for _, span := range spans {
		*s = append(*s, Subrun{Name: span.Name, Duration: span.Duration})
	}
	return nil
}

// AddParameters adds the durations.
func (s Subruns) AddParameters(traj *trajectory.Trajectory) error { return s.Declare(traj, Durations) }

// AddParameters adds the durations.
func (s PreSubruns) AddParameters(traj *trajectory.Trajectory) error {
	return (*Subruns)(&s).Declare(traj, PreDurations)
}

// The other hooks, of which a list cannot embed those of component.Base, do nothing.

// Needs names nothing that has to be there before.
func (Subruns) Needs() []string { return nil }

// Gives names nothing.
func (Subruns) Gives() []string { return nil }

// PreBuild does nothing.
func (Subruns) PreBuild(*component.Build) error { return nil }

// Build does nothing.
func (Subruns) Build(*component.Build) error { return nil }

// AddToNetwork does nothing.
func (Subruns) AddToNetwork(*component.Subrun) error { return nil }

// RemoveFromNetwork does nothing.
func (Subruns) RemoveFromNetwork(*component.Subrun) error { return nil }

// Needs names nothing that has to be there before.
func (PreSubruns) Needs() []string { return nil }

// Gives names nothing.
func (PreSubruns) Gives() []string { return nil }

// PreBuild does nothing.
func (PreSubruns) PreBuild(*component.Build) error { return nil }

// Build does nothing.
func (PreSubruns) Build(*component.Build) error { return nil }

// AddToNetwork does nothing.
func (PreSubruns) AddToNetwork(*component.Subrun) error { return nil }

// RemoveFromNetwork does nothing.
func (PreSubruns) RemoveFromNetwork(*component.Subrun) error { return nil }

// None is the runner of experiments that do not simulate: a run ends when it is built.
type None struct{ component.Base }

// ExecutePreRun says that there is nothing to do.
func (None) ExecutePreRun(context.Context, *Plan) error {
	return &noSubrunError{"runner: None executes no subrun"}
}

// ExecuteRun does nothing.
func (None) ExecuteRun(context.Context, *Plan) error { return nil }

// Planned implements [Planner].
func (None) Planned(trajectory.Reader) (component.Spans, error) { return nil, nil }
