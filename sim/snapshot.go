package sim

import (
	"errors"
	"fmt"
	"slices"
)

// Clone returns a network in the same state, which shares the objects, the topology and the compiled kernels, and
// nothing that changes. Several goroutines may clone one network at once.
func (n *Network) Clone() (*Network, error) {
	if err := n.unused(); err != nil {
		return nil, err
	}
	memory, err := n.memory.Clone()
	if err != nil {
		return nil, fmt.Errorf("sim: network: %w", err)
	}
	return &Network{engine: n.engine.share(), memory: memory, members: slices.Clip(n.members), asleep: n.asleep, slots: n.slots, profile: profile{on: n.profile.on}, draft: n.draft, replay: n.replay.clone(), broken: n.broken, brokenAt: n.brokenAt,
		blind: n.blind, unlowered: n.unlowered, tell: n.tell}, nil
}

// Snapshot is the state of a network at a moment; Save writes it to a file.
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
func (s *Snapshot) Close() error {
	if s == nil || s.net == nil {
		return nil
	}
	return s.net.Close()
}

// Restore brings the network back to a snapshot of itself or of a clone. Random numbers then repeat; to go on
// with others, call Reseed with another trial. Where it returns an error, the network is as it was.
func (n *Network) Restore(s *Snapshot) error {
	if err := n.unused(); err != nil {
		return err
	}
	if s == nil || s.net == nil || s.net.closed || s.net.engine != n.engine {
		return errors.New("sim: network: this is no snapshot of this network or of a clone of it")
	}
	if err := n.memory.Restore(s.net.memory); err != nil {
		return fmt.Errorf("sim: network: %w", err)
	}
	n.memory.WroteAll()
	n.members, n.asleep, n.plan = slices.Clip(s.net.members), s.net.asleep, nil
	for _, s := range n.sinks {
		s.failed = false
	}
	n.broken, n.brokenAt = s.net.broken, s.net.brokenAt
	return nil
}
