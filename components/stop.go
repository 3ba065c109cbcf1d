package components

import (
	"errors"
	"fmt"
	"slices"

	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// A Stop ends runs that have gone wrong: after each subrun of During it cancels those that remain, where the rate of a group was above a
// parameter, stop_g.above for the group g, or below another, stop_g.below. The run then has the result stopped.g, with the items rate, subrun
// and reason, and has finished: what was recorded is there.
//
//	components.Stop{Of: "exc", Above: units.Hertz.Of(100), Below: units.Hertz.Of(0.1)},
//	components.Record{Spikes: []string{"exc"}},
//
// It needs a Record of the group's spikes, and stands before it, and before whatever stores something after the last subrun.
type Stop struct {
	component.Base
	Of           string         // group
	Above, Below units.Quantity // defaults; zero: not
	During       []string       // subruns after which it looks; empty: all
}

// TypeName is what messages call it.
func (c Stop) TypeName() string { return "Stop of " + c.Of }

// Subruns names the subruns after which it looks.
func (c Stop) Subruns() []string { return c.During }

// Needs names nothing that has to be there before.
func (c Stop) Needs() []string { return nil }

// Gives names nothing.
func (c Stop) Gives() []string { return nil }

// Fit refuses parts that do not record the group before it looks, or that store it before it does.
func (c Stop) Fit(parts []component.Component) error {
	at, err := component.FitSpikes(parts, c.Of, c.During)
	if err != nil {
		return fmt.Errorf("components: Stop of %q: %w", c.Of, err)
	}
	mine := slices.IndexFunc(parts, func(part component.Component) bool { stop, is := part.(Stop); return is && stop.Of == c.Of })
	if at >= 0 && mine > at {
		return fmt.Errorf("components: Stop of %q: what was recorded would be lost; list the Stop before the Record among the parts", c.Of)
	}
	return nil
}

// AddParameters declares the bounds.
func (c Stop) AddParameters(traj *trajectory.Trajectory) error {
	if err := given.All("components: Stop", given.Arg{Name: "trajectory", Value: traj}); err != nil {
		return err
	}
	if !isName(c.Of) {
		return fmt.Errorf("components: Stop: Of %q: name a group", c.Of)
	}
	for _, of := range []struct {
		name string
		rate units.Quantity
	}{{"Above", c.Above}, {"Below", c.Below}} {
		if of.rate != (units.Quantity{}) && of.rate.Dimension() != units.Hertz.Dim || !(of.rate.SI() >= 0) {
			return fmt.Errorf("components: Stop of %q: %s = %v; wanted a rate, such as 100 Hz", c.Of, of.name, of.rate)
		}
	}
	if err := c.check(bounds{c.Above, c.Below}); err != nil {
		return err
	}
	return trajectory.Declare(traj, "stop_"+c.Of, bounds{c.Above, c.Below})
}

// check refuses bounds with which a run never ends, or always does.
func (c Stop) check(b bounds) error {
	switch {
	case b.Above.SI() == 0 && b.Below.SI() == 0:
		return fmt.Errorf("components: Stop of %q: it has no bounds, and would stop nothing; give Above or Below, such as units.Hertz.Of(100)", c.Of)
	case b.Above.SI() > 0 && b.Above.SI() < b.Below.SI():
		return fmt.Errorf("components: Stop of %q: Above = %v and Below = %v would stop each run; wanted Below less than Above", c.Of, b.Above, b.Below)
	}
	return nil
}

// Build checks the bounds at the point of the run.
func (c Stop) Build(b *component.Build) error {
	if err := given.All("components: Stop", given.Arg{Name: "build", Value: b}); err != nil {
		return err
	}
	var now bounds
	if err := trajectory.Fill(b.Params, "stop_"+c.Of, &now); err != nil {
		return err
	}
	if now.Above.SI() == 0 && now.Below.SI() == 0 { // as somebody has set them
		return nil
	}
	return c.check(now)
}

// AddToNetwork refuses subruns in which the group is not recorded.
func (c Stop) AddToNetwork(s *component.Subrun) error {
	if err := given.All("components: Stop", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(c.During) > 0 && !slices.Contains(c.During, s.Current.Name) {
		return nil
	}
	return s.HasTrains(c.Of)
}

type bounds struct {
	Above units.Quantity `unit:"Hz" comment:"rate above which a run ends; 0: none" min:"0"`
	Below units.Quantity `unit:"Hz" comment:"rate below which a run ends; 0: none" min:"0"`
}

func (c Stop) result() string { return "stopped." + c.Of }

// Analyse looks at the rate.
func (c Stop) Analyse(s *component.Subrun) error {
	if err := given.All("components: Stop", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.PreRun() || len(c.During) > 0 && !slices.Contains(c.During, s.Current.Name) {
		return nil
	}
	var b bounds
	if err := trajectory.Fill(s.Params, "stop_"+c.Of, &b); err != nil {
		return err
	}
	trains, err := s.Trains(c.Of)
	if err != nil {
		return err
	}
	rate, reason := trains.Rate(), ""
	switch {
	case b.Above.SI() > 0 && rate > b.Above.SI():
		reason = fmt.Sprintf("the rate is above %s", b.Above)
	case rate < b.Below.SI():
		reason = fmt.Sprintf("the rate is below %s", b.Below)
	}
	if reason == "" || len(*s.Remaining) == 0 {
		return nil
	}
	s.Log.Info().Str("group", c.Of).Float64("rate", rate).Int("subruns", len(*s.Remaining)).Msg("components: Stop: " + reason + ", and what remains is cancelled")
	s.Remaining.Clear()
	return s.Run.AddResult(trajectory.Result{Path: c.result(), Items: []trajectory.Item{
		{Name: "rate", Value: rate, Unit: "Hz"}, {Name: "subrun", Value: s.Current.Name}, {Name: "reason", Value: reason}}})
}

// RemoveFromNetwork sees to it that nothing is lost: it is called after all analysers.
func (c Stop) RemoveFromNetwork(s *component.Subrun) error {
	if err := given.All("components: Stop", given.Arg{Name: "subrun", Value: s}); err != nil {
		return err
	}
	if s.Run == nil || s.Draft || s.Network.Replays() {
		return nil
	}
	_, stopped := s.Run.Result(c.result())
	_, stored := s.Run.Result("spikes." + c.Of)
	if stopped == nil && stored != nil && s.Objects.Has(component.SpikesOf(c.Of)) {
		return errors.New("components: Stop of " + c.Of + ": what was recorded would be lost; list the Stop before the Record among the parts")
	}
	return nil
}
