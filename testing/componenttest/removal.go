package componenttest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"golgi/analyser"
	"golgi/component"
	"golgi/runner"
	"golgi/sim"
)

// removesWhatItAdds: what AddToNetwork of a component or an analyser has put into the network is out of it after its
// RemoveFromNetwork.
func removesWhatItAdds(s Suite) error {
	var spied []component.Component
	for i, c := range s.Parts {
		_, runs := c.(runner.Runner)
		_, analyses := c.(analyser.Analyser)
		switch before, behind := (spy{number: i}), (spy{number: i, of: c}); {
		case runs: // the runner stands behind all
			spied = append(spied, c)
		case analyses: // who stand behind all components
			spied = append(spied, analysingSpy{before}, c, analysingSpy{behind})
		default:
			spied = append(spied, before, c, behind)
		}
	}
	s.Parts = spied
	e, err := s.prepare()
	if err != nil {
		return err
	}
	run, err := e.traj.Run(0)
	if err == nil {
		err = e.manager.RunNetwork(context.Background(), run)
	}
	return errors.Join(err, e.manager.Close())
}

// A spy stands before or behind a component, and sees what that does to the network. What it has seen it
// leaves on the blackboard: two spies on one component share a sighting.
type spy struct {
	component.Base
	number int
	of     component.Component // nil for the spy before
}

// An analysingSpy stands among the analysers.
type analysingSpy struct{ spy }

func (analysingSpy) Analyse(*component.Subrun) error { return nil }

// A sighting is what two spies know of a component's AddToNetwork.
type sighting struct{ before, added []sim.Object }

// PreBuild shares the sighting of the pre-run, and Build that of a run.
func (p spy) PreBuild(b *component.Build) error { return p.share(b, true) }
func (p spy) Build(b *component.Build) error    { return p.share(b, false) }

func (p spy) share(b *component.Build, preRun bool) error {
	if p.of != nil {
		return nil
	}
	return b.Objects.Share(p.key(preRun), &sighting{})
}

func (p spy) key(preRun bool) string {
	if preRun {
		return p.name() + " of the pre-run"
	}
	return p.name()
}

func (p spy) name() string { return fmt.Sprintf("componenttest spy %d", p.number) }

func (p spy) AddToNetwork(s *component.Subrun) error {
	seen, err := component.Get[*sighting](s.Objects, p.key(s.PreRun()))
	if err != nil {
		return err
	}
	there := s.Network.Objects()
	if p.of == nil {
		seen.before = there
		return nil
	}
	seen.added = slices.DeleteFunc(there, func(o sim.Object) bool { return slices.Contains(seen.before, o) })
	return nil
}

// RemoveFromNetwork of the spy behind reports what is left.
func (p spy) RemoveFromNetwork(s *component.Subrun) error {
	seen, err := component.Get[*sighting](s.Objects, p.key(s.PreRun()))
	if err != nil || p.of == nil {
		return err
	}
	var faults []error
	for _, object := range seen.added {
		if s.Network.Has(object) {
			faults = append(faults, fmt.Errorf("componenttest: %q leaves %v in the network after subrun %q; "+
				"RemoveFromNetwork should take out what AddToNetwork has put "+
				"in", component.NameOf(p.of), object, s.Current.Name))
		}
	}
	return errors.Join(faults...)
}

// Name says on whom it spies, and from where.
func (p spy) Name() string {
	if p.of == nil {
		return p.name() + ", before"
	}
	return p.name()
}
