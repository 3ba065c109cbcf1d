package sim

import (
	"context"

	"golgi/internal/given"
	"golgi/sim/internal/bind"
)

// Drawn says what a network has drawn random numbers for since it was made, or since the last Reseed.
type Drawn struct {
	Steps bool // time steps
	Built bool // initial values, Sets, connections and delays
	Fixed bool // these, between Fix and Unfix
}

// Drawn says what random numbers were drawn for.
func (n *Network) Drawn() Drawn {
	if n == nil {
		return Drawn{}
	}
	return Drawn(n.memory.Drawn())
}

// Drew reports whether the network has drawn random numbers since it was made, or since the last Reseed, but for what was fixed: if
// not, no seed and no trial makes a difference to it.
func (n *Network) Drew() bool {
	d := n.Drawn()
	return d.Steps || d.Built
}

// Seeds returns the seed and the trial on which the random numbers of time steps depend.
func (n *Network) Seeds() (seed, trial int64) {
	if n == nil {
		return 0, 0
	}
	of := n.memory.Seeds()
	return of.Seed, of.Trial
}

// BuildSeeds returns the seed and the trial on which the random numbers of what is built depend, but for what is fixed.
func (n *Network) BuildSeeds() (seed, trial int64) {
	if n == nil {
		return 0, 0
	}
	of := n.memory.BuildSeeds()
	return of.Seed, of.Trial
}

// BuildWith sets the seed and the trial of what is built from now on: initial values, Sets, connections and delays. Those of time
// steps stay.
func (n *Network) BuildWith(seed, trial int64) {
	if n != nil {
		n.memory.BuildWith(bind.Seeds{Seed: seed, Trial: trial})
	}
}

// Fix has what is built from now on depend on this seed alone, up to Unfix; synapses that are added meanwhile do when they are
// connected later, too.
func (n *Network) Fix(seed int64) {
	if n != nil {
		n.memory.Fix(&bind.Seeds{Seed: seed})
	}
}

// Unfix ends what Fix began.
func (n *Network) Unfix() {
	if n != nil {
		n.memory.Fix(nil)
	}
}

// Touched is what building has read and written: variables, as "neurons.v", or "*" for whatever there is.
type Touched struct {
	Reads, Writes map[string]bool
	Draws         map[string]bool // objects for which random numbers were drawn that were not fixed
	Listed        bool            // it was asked for which objects there are, by Objects or Explain
}

// Touched returns what Add, Set, Get and the connecting of synapses have read and written since it was asked last, or since the
// network was made or cloned. What is the same for all runs can be built before them if nothing that they write was read.
func (n *Network) Touched() Touched {
	if n == nil {
		return Touched{}
	}
	return Touched(n.memory.Touched())
}

// ConnectContext is Connect that ends with the context's error where ctx is done.
func (n *Network) ConnectContext(ctx context.Context) error {
	if err := n.unused(); err != nil {
		return err
	}
	if err := given.All("sim: network: ConnectContext", given.Arg{Name: "context", Value: ctx}); err != nil {
		return err
	}
	n.memory.StopWhen(ctx.Err)
	defer n.memory.StopWhen(nil)
	return n.connect()
}

// Connect connects all synapses that were not yet, as Run does before the first step.
func (n *Network) Connect() error {
	if err := n.unused(); err != nil {
		return err
	}
	return n.connect()
}

func (n *Network) connect() error {
	if err := n.memory.SetClocks(); err != nil {
		return err
	}
	for _, o := range n.members {
		if err := o.prepare(n.memory.Part(o.Name())); err != nil {
			return err
		}
	}
	return nil
}
