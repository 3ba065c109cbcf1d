package manager

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// Here is decided which parts are built once, before all runs, by a trial: their Builds are called in order on a draft, as that of
// the pre-run, which has no value for an explored parameter. What fails there for any reason is built per run, where the error
// is said.

// A placed is a part, and when it is built.
type placed struct {
	runner.Turn
	says   component.Placement
	once   bool
	early  bool     // before the pre-run
	why    string   // it is built per run
	adds   []string // names
	uses   []string // likewise
	lists  bool     // all that there is
	builds sim.Touched
	joins  sim.Touched // by connecting synapses
}

// place decides when the parts are built. It needs what PreBuild has left. A part is told if it cannot be built when it says.
func (b *base) place(ctx context.Context) error {
	scratch, err := b.scratch()
	if err != nil {
		return err
	}
	defer scratch.Close()
	t := &placing{base: b, ctx: ctx, network: scratch, objects: b.objects}
	var faults []error
	for _, turn := range b.cycle.Turns() {
		p := placed{Turn: turn, why: "ends the goroutine"}
		var wait sync.WaitGroup // a hook may end its goroutine
		wait.Go(func() { p, err = t.place(turn) })
		wait.Wait()
		if err != nil {
			return err
		}
		if p.says == component.Once && !p.once {
			faults = append(faults, fmt.Errorf("manager: %s: its placement is Once, and it %s; leave the placement to Golgi, or let it be PerRun",
				p, p.why))
		}
		b.parts = append(b.parts, p)
	}
	b.putOff()
	return errors.Join(faults...)
}

// putOff has those not be built before a pre-run that cannot: they use what is not, or something that is not gives values to what they
// read.
func (b *base) putOff() {
	for again := true; again; {
		again = false
		for k := range b.parts {
			p := &b.parts[k]
			if p.early && slices.ContainsFunc(b.parts, func(q placed) bool { return q.late() && p.mustFollow(q) }) {
				p.early, again = false, true
			}
		}
	}
}

// mustFollow reports whether a part is to be built together with another, and not before it.
func (p placed) mustFollow(q placed) bool {
	if p.lists && q.Number() < p.Number() || slices.ContainsFunc(p.uses, func(name string) bool { return slices.Contains(q.adds, name) }) {
		return true
	}
	_, meets := p.meets(q.Number(), q.builds)
	return meets
}

// meets returns a variable on which it bears whether the part is built before part number turn, which has touched so much, if there is one.
func (p placed) meets(turn int, t sim.Touched) (string, bool) {
	if name, is := meets(t.Writes, p.joins.Reads); is || turn > p.Number() {
		return name, is
	}
	for _, c := range [][2]map[string]bool{{t.Writes, p.builds.Reads}, {t.Writes, p.builds.Writes}, {t.Reads, p.builds.Writes}} {
		if name, is := meets(c[0], c[1]); is {
			return name, true
		}
	}
	return "", false
}

// scratch returns a draft on which parts can be tried.
func (b *base) scratch() (*sim.Network, error) {
	network, err := b.network.Clone()
	if b.network == nil {
		dt, failed := stepOf(b.traj) // where it is explored, a part that touches the network has read it
		if failed != nil {
			return nil, failed
		}
		network, err = sim.NewNetwork(sim.Options{DT: dt})
	}
	network.MakeDraft()
	return network, err
}

// A placing is a trial of the parts.
type placing struct {
	*base
	ctx     context.Context
	network *sim.Network
	objects *component.Objects // with what those have added that are built once
}

func (t *placing) place(turn runner.Turn) (p placed, err error) {
	p.Turn = turn
	if p.says, err = turn.Placement(); err != nil {
		return p, err
	}
	switch {
	case turn.Role() == "runner":
		p.why = "is the runner"
	case p.says == component.PerRun:
		p.why = "says PerRun"
	case t.ctx.Err() != nil:
		p.why = "was stopped"
	}
	if p.why != "" {
		return p, nil
	}
	run, err := t.traj.Run(trajectory.PreRun)
	if err != nil {
		return p, err
	}
	wanted := ""
	objects := component.NewObjects(t.objects, func() (*sim.Network, error) {
		if t.traj.Explored(DT) {
			wanted = DT
		}
		return t.network, nil
	})
	objects.FixWith(func(n *sim.Network, fixed bool) error {
		n.Unfix()
		if fixed {
			n.Fix(0)
		}
		return nil
	})
	watch := objects.Watch()
	t.network.Touched()
	built := turn.Build(&component.Build{Context: t.ctx, Params: run, Run: run, Objects: objects, Draft: true, Log: noted(run)})
	p.builds, p.adds, p.uses = t.network.Touched(), slices.Concat(watch.Objects, watch.Values), watch.Got
	p.lists = watch.Listed || p.builds.Listed
	connected := t.network.Connect()
	p.joins = t.network.Touched()
	t.network.Unfix()
	drawn := t.network.Drawn()
	t.network.Reseed(0, 0)
	explored := run.WantedPaths()
	if wanted != "" {
		explored = append(explored, wanted)
	}
	p.why = t.whyNot(p, explored, watch, run, errors.Join(built, connected), drawn)
	if p.once = p.why == ""; p.once {
		p.early, t.objects = p.says == component.Once, objects
	}
	return p, nil
}

// addsNothing is why many parts are not built once. They may be.
const addsNothing = "adds no object"

// whyNot says why a part is built per run, or "".
func (t *placing) whyNot(p placed, explored []string, watch *component.Watch, run *trajectory.Run, failed error, drawn sim.Drawn) string {
	switch {
	case t.ctx.Err() != nil:
		return "was stopped"
	case len(explored) > 0:
		return "reads " + strings.Join(explored, ", ") + ", which " + are(len(explored)) + " explored"
	case len(watch.Missed) > 0:
		return fmt.Sprintf("uses %q, which is not built once", slices.Min(watch.Missed))
	case p.lists && slices.ContainsFunc(t.parts, placed.perRun):
		return "lists what there is, of which not all is built once"
	case failed != nil:
		first, _, _ := strings.Cut(failed.Error(), "\n")
		return "fails on a draft: " + first
	case !run.Empty():
		return "adds results"
	case run.Record().Warnings != "" && p.says != component.Once:
		return "warns, which is stored with each run"
	case len(watch.Values) > 0 && p.says != component.Once:
		return fmt.Sprintf("shares %q, which is no object of sim and may change", watch.Values[0])
	case len(watch.CallsGo) > 0 && p.says != component.Once:
		return fmt.Sprintf("has %q call a function in Go, which may keep something", watch.CallsGo[0])
	case len(watch.Objects) == 0:
		return addsNothing
	}
	for _, d := range []struct {
		path  string
		reads bool
	}{{Seed, drawn.Built}, {Trial, drawn.Built}, {BuildSeed, drawn.Fixed}} {
		if d.reads && t.traj.Explored(d.path) {
			return "draws random numbers, and " + d.path + " is explored"
		}
	}
	return ""
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
