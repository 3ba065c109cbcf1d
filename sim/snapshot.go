package sim

import (
	"errors"
	"fmt"
	"maps"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"
)

// Clone returns a network in the same state, which shares the objects, the topology and the compiled kernels, and
// nothing that changes. Several goroutines may clone one network at once.
func (n *Network) Clone() (*Network, error) {
	if err := n.usable(); err != nil {
		return nil, err
	}
	inst, err := n.inst.Clone()
	if err != nil {
		return nil, fmt.Errorf("sim: network: %w", err)
	}
	c := &Network{engine: n.engine.share(), inst: inst, seed: n.seed, trial: n.trial}
	c.adopt(n)
	return c, nil
}

// adopt takes over everything of another network but its instance and its random numbers.
func (n *Network) adopt(from *Network) {
	n.time, n.memory, n.members, n.clocks, n.plan = from.time, from.memory, from.members, from.clocks, nil
	n.scratch = maps.Clone(from.scratch)
	n.parts = make(map[string]*part, len(from.parts))
	for name, p := range from.parts {
		n.parts[name] = p.clone()
	}
}

// clone returns a copy of a part. What was recorded is shared up to here: both may only append.
func (p *part) clone() *part {
	c := *p
	c.arrays = maps.Clone(p.arrays)
	c.recorded = engine.Entries{T: clip(p.recorded.T), I: clip(p.recorded.I), Rows: clip(p.recorded.Rows), Width: p.recorded.Width}
	return &c
}

// clip returns a slice whose append allocates.
func clip[T any](s []T) []T { return s[:len(s):len(s)] }

// Snapshot is the state of a network at a moment.
type Snapshot struct{ net *Network }

// Snapshot returns the network's present state: of its objects, of what monitors have recorded, of spikes under way
// and of its clocks. It stays as it is, whatever the network does.
func (n *Network) Snapshot() (*Snapshot, error) {
	net, err := n.Clone()
	if err != nil {
		return nil, err
	}
	return &Snapshot{net}, nil
}

// Close frees the snapshot's memory.
func (s *Snapshot) Close() error { return s.net.Close() }

// Restore brings the network back to a snapshot of itself or of a clone. Random numbers then repeat; to go on
// with others, call Reseed with another trial.
func (n *Network) Restore(s *Snapshot) error {
	if err := n.usable(); err != nil {
		return err
	}
	if s == nil || s.net.closed || s.net.engine != n.engine {
		return errors.New("sim: network: this is no snapshot of this network or of a clone of it")
	}
	if err := n.inst.Assign(s.net.inst); err != nil {
		return fmt.Errorf("sim: network: %w", err)
	}
	n.adopt(s.net)
	n.memory = ir.Memory{Arrays: clip(n.memory.Arrays), Lists: clip(n.memory.Lists), Queues: n.memory.Queues,
		Recorders: clip(n.memory.Recorders)}
	return nil
}
