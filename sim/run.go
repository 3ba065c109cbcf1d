package sim

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golgi/internal/given"
	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
	"golgi/units"
)

// Run simulates for a duration. The steps of a run are those whose time is before its end; exact durations add
// up, so that consecutive runs never repeat or leave out a step. Where ctx is done, Run stops between two
// steps and returns the context's error; the network is then only good for reading, restoring and closing: another Run is refused. So it
// is where a variable of a differential equation becomes NaN or infinite, which is looked at about every thousand steps, or where a
// network operation returns an error. Where one calls Stop, the run ends after the step, and the next one goes on there.
func (n *Network) Run(ctx context.Context, duration units.Quantity) error {
	if err := n.unused(); err != nil {
		return err
	}
	if n.broken {
		return n.wasBroken()
	}
	if err := given.All("sim: network: Run", given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	if !isDuration(duration) {
		return fmt.Errorf("sim: network: cannot run for %s; a duration is a time of 0 or more%s", duration, inTime(duration))
	}
	n.retrySinks()
	n.running = true
	defer func() { n.running = false }()
	n.memory.StopWhen(ctx.Err)
	err := n.prepare()
	n.memory.StopWhen(nil)
	if err != nil {
		return err
	}
	if _, err := n.memory.Until(n.memory.Now().Plus(duration.SI()).Seconds()); err != nil {
		return fmt.Errorf("sim: network: cannot run for %s, which are %w", duration, err)
	}
	if n.draft != nil {
		return n.refuse()
	}
	for _, text := range n.doubts {
		n.warn(text, text)
	}
	if duration.SI() > 0 && bind.Draws(n.plan) {
		n.memory.DrawSteps()
	}
	if err := n.memory.Run(n.prologue); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	defer n.profile.run(time.Now(), n)
	start := n.memory.Time()
	n.broken, n.brokenAt = true, start // as long as the run does not come to its end
	err = n.runLooking(ctx, duration.SI())
	if err = errors.Join(err, n.handOn(true)); err != nil {
		if t, unknown := n.memory.TimeOf(0); unknown == nil {
			n.brokenAt = t
		}
		return errors.Join(err, n.noteWindows(start, true))
	}
	n.broken = false
	return n.noteWindows(start, false)
}

// wasBroken says why the network does not go on.
func (n *Network) wasBroken() error {
	return fmt.Errorf("sim: network: its last run was broken off at %s, and cannot go on; restore a snapshot, or make a new network", seconds(n.brokenAt))
}

// prepare makes objects ready and binds a plan, if anything has changed since the last run.
func (n *Network) prepare() error {
	if n.plan != nil {
		if err := n.memory.SetClocks(); err != nil {
			return err
		}
		return n.refit()
	}
	if err := n.connect(); err != nil {
		return err
	}
	if err := n.checkConstants(); err != nil {
		return err
	}
	if err := n.memory.SetClocks(); err != nil {
		return err
	}
	return n.bind()
}

// refit binds another plan where what was set meanwhile does not suit the present one.
func (n *Network) refit() error {
	if fits, err := n.memory.Fits(); err != nil || fits {
		return err
	}
	return n.bind()
}

// bind makes and binds a plan.
func (n *Network) bind() error {
	n.plan = nil
	schedule := n.memory.NewSchedule(n.slots)
	for _, o := range n.members {
		contribute := o.schedule
		if !n.Active(o) {
			contribute = o.sleep
		}
		if err := contribute(schedule, n.memory.Part(o.Name())); err != nil {
			return err
		}
	}
	if err := n.memory.Choose(schedule, !n.unlowered); err != nil {
		return err
	}
	plan, prologue := schedule.Plan()
	if err := n.memory.Instance().Bind(plan); err != nil {
		return fmt.Errorf("sim: network: %w", err)
	}
	n.plan, n.prologue, n.jobs, n.moments, n.doubts = plan, prologue, schedule.Jobs(), schedule.Moments(), schedule.Doubts()
	return n.measure()
}

// loop runs the instance to the end, and takes what recorders have gathered. It reports whether the run was stopped before.
func (n *Network) loop(pace *pacer, until []int64) (stopped bool, err error) {
	if err := n.goOn(); err != nil {
		return false, err
	}
	plan, jobs := n.plan, n.jobs
	for {
		n.stepping = true
		reason, err := n.memory.Instance().Run(pace.paused, until)
		n.stepping = false
		if reason == engine.HostStep && err == nil {
			if err := n.profiled(n.memory.Instance().At(), func() error { return n.hostStep(plan, jobs) }); err != nil {
				return false, errors.Join(err, n.takeRecorded())
			}
			continue
		}
		takeErr := n.takeRecorded()
		if reason == engine.Cancelled {
			if err = pace.goOn(); err == nil {
				err = n.goOn()
				plan, jobs = n.plan, n.jobs
			}
		}
		switch {
		case err == nil && reason == engine.Cancelled && n.reports.stop:
			return true, takeErr
		case err != nil && reason == engine.Cancelled:
			return false, err
		case err != nil:
			return false, errors.Join(fmt.Errorf("sim: network: %w", err), n.astray())
		case takeErr != nil:
			return false, takeErr
		case reason == engine.Reached:
			return false, nil
		case reason == engine.Stopped:
			return true, pace.ctx.Err()
		}
	}
}

// goOn has the time loop go on, after what a report or a warning has set.
func (n *Network) goOn() error {
	if err := n.refit(); err != nil {
		return err
	}
	return n.memory.Begin()
}

// astray says which values may have made a step fail; nil where none has.
func (n *Network) astray() error {
	var errs []error
	for _, o := range n.members {
		errs = append(errs, o.astray(n.memory.Part(o.Name())))
	}
	return errors.Join(errs...)
}

func (n *Network) takeRecorded() error {
	for _, o := range n.members {
		if err := n.memory.Part(o.Name()).Take(); err != nil {
			return err
		}
	}
	return n.handOn(false)
}
