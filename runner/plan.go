package runner

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/internal/given"
	"golgi/trajectory"
	"golgi/units"
)

// A Plan is a run that is built and ready for its subruns.
type Plan struct {
	Params  trajectory.Reader // the parameters at the point of the run
	Run     *trajectory.Run
	Objects *component.Objects
	Draft   bool // the point is only tried: Execute ends with an error where the network would run
	Log     zerolog.Logger
	Before  func() error // called before the network runs in a subrun; may be nil

	From  *Reached            // where to go on; nil: at the beginning
	After func(Reached) error // called after each subrun but the last; may be nil

	Replay *Replay // the network does not run, but goes through what it had recorded; nil: it runs

	cycle *LifeCycle
	count int // subruns so far
}

// A Replay goes through the subruns of a run that has ended, for its analysers. Every hook is called as in the run, with a Run of no
// account and Draft set; Analyse alone is not, which gets what it adds to.
type Replay struct {
	Pass   func(s *component.Subrun) error // is in the place of the network's Run
	Into   *trajectory.Run                 // for what analysers add; nil: Analyse is not called, as in a pre-run
	Chosen func(analyser string) bool      // whose Analyse is called, by their names
	Log    zerolog.Logger                  // theirs
}

// Reached is how far a run has come: between two subruns.
type Reached struct {
	Subruns   int // that have ended
	Remaining component.Spans
}

// Subruns returns how many subruns were begun.
func (p *Plan) Subruns() int { return p.count }

// Execute executes spans one after the other, until none remains: hooks may change those to come.
func (p *Plan) Execute(ctx context.Context, spans component.Spans) error {
	if err := given.All("runner: Execute", given.Arg{Name: "plan", Value: p}, given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	network, err := p.Objects.Network()
	if err != nil {
		return err
	}
	if err := checkDurations(spans); err != nil {
		return err
	}
	remaining := slices.Clone(spans)
	if p.From != nil {
		remaining, p.count, p.From = slices.Clone(p.From.Remaining), p.From.Subruns, nil
	}
	for len(remaining) > 0 {
		current := remaining[0]
		remaining = remaining[1:]
		if err := checkDuration(current); err != nil {
			return err
		}
		log := p.Log.With().Str("subrun", current.Name).Logger()
		log.Info().Stringer("duration", current.Duration).Msg("subrun begins")
		number := p.count
		p.count++
		err := p.cycle.subrun(&component.Subrun{
			Context: ctx, Params: p.Params, Run: p.Run, Network: network, Objects: p.Objects, Draft: p.Draft, Log: log,
			Number: number, Current: current, Start: network.Time(), Remaining: &remaining,
		}, p)
		if err == nil && p.After != nil && len(remaining) > 0 {
			err = p.After(Reached{p.count, slices.Clone(remaining)})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func checkDurations(spans component.Spans) error {
	var faults []error
	for _, s := range spans {
		faults = append(faults, checkDuration(s))
	}
	return errors.Join(faults...)
}

// checkDuration refuses what is not a time in which a network can run.
func checkDuration(s component.Span) error {
	d := s.Duration
	if d.Dimension() == units.Second.Dim && d.SI() >= 0 && d.SI() <= maxDuration {
		return nil
	}
	what := fmt.Sprintf("subrun %q", s.Name)
	if s.Path != "" {
		what = s.Path
	}
	if d.Dimension() == units.Second.Dim && d.SI() > maxDuration {
		return fmt.Errorf("runner: %s lasts %v, and a subrun lasts at most %v; give a shorter one", what, d, units.Second.Of(maxDuration))
	}
	return fmt.Errorf("runner: %s lasts %v; wanted a time of 0 s or more, such as 500 ms", what, d)
}

// maxDuration is longer than anybody can wait, in seconds: 300 years.
const maxDuration = 1e10
