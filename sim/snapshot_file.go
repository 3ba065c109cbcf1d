package sim

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"golgi/internal/files"
	"golgi/sim/internal/bind"
)

// A snapshot in a file begins with these bytes and the version of its format.
const (
	snapshotMagic   = "golgi snapshot\n\x00"
	snapshotVersion = 1
)

// Seeds returns the seed and the trial that the network had.
func (s *Snapshot) Seeds() (seed, trial int64) {
	if s == nil || s.net == nil {
		return 0, 0
	}
	return s.net.Seeds()
}

// BuildSeeds returns the seed and the trial with which the network built.
func (s *Snapshot) BuildSeeds() (seed, trial int64) {
	if s == nil || s.net == nil {
		return 0, 0
	}
	return s.net.BuildSeeds()
}

// WriteTo writes the snapshot, for ReadSnapshot: state, spikes under way, clocks, delays and given spikes, constants that SetConstant has changed, who
// is in the network and who is active, what monitors have recorded, seeds and trials, and a checksum. Of what can be built again it writes
// hashes: what objects do in a step, connections, and all else that does not change. So synapses that were not connected yet are, from now on. Functions in Go are no part of
// it. The bytes are the same on all engines.
func (s *Snapshot) WriteTo(w io.Writer) (int64, error) {
	if s == nil || s.net == nil || s.net.closed {
		return 0, errors.New("sim: snapshot: there is none: it is nil, or closed")
	}
	if w == nil {
		return 0, errors.New("sim: snapshot: there is nothing to write it to: the writer is nil")
	}
	n := s.net
	if n.draft != nil {
		return 0, n.refuse()
	}
	if n.broken {
		return 0, fmt.Errorf("sim: snapshot: its network was broken off at %s, and cannot go on from there", seconds(n.brokenAt))
	}
	if n.memory.Fixes() {
		return 0, errors.New("sim: snapshot: what its network builds is fixed, which a file does not have; call Unfix before")
	}
	if err := n.Connect(); err != nil {
		return 0, err
	}
	hashes, err := n.hashes()
	if err != nil {
		return 0, err
	}
	return s.write(w, hashes)
}

// hashes returns those of the steps of all objects in the network.
func (n *Network) hashes() (map[string][32]byte, error) {
	hashes := make(map[string][32]byte, len(n.members))
	for _, o := range n.members {
		hash, err := n.stepsHash(o)
		if err != nil {
			return nil, err
		}
		hashes[o.Name()] = hash
	}
	return hashes, nil
}

// write writes the file.
func (s *Snapshot) write(w io.Writer, hashes map[string][32]byte) (int64, error) {
	out := bind.NewWriter(w)
	out.Bytes([]byte(snapshotMagic))
	out.Int(snapshotVersion)
	for _, list := range [][]Object{s.net.members, s.net.asleep} {
		out.Int(int64(len(list)))
		for _, o := range list {
			out.Text(o.Name())
		}
	}
	s.net.memory.Save(out, hashes)
	length, err := out.End()
	if err != nil {
		err = fmt.Errorf("sim: snapshot: %w", err)
	}
	return length, err
}

// stepsHash returns a hash of what an object does in a step, active or not.
func (n *Network) stepsHash(o Object) ([32]byte, error) {
	schedule := n.memory.NewSchedule(n.slots)
	err := o.schedule(schedule, n.memory.Part(o.Name()))
	return schedule.Hash(), err
}

// Save writes the snapshot to a file: all of it or, whatever happens, nothing. A file that is there is replaced.
func (s *Snapshot) Save(path string) error {
	file, err := files.Create(path)
	if err != nil {
		return inSnapshot(err)
	}
	defer file.Drop()
	buffered := bufio.NewWriterSize(file, 1<<18)
	if _, err = s.WriteTo(buffered); err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = file.Keep()
	}
	if err != nil {
		return inSnapshot(err)
	}
	return nil
}

// inSnapshot says of an error that it is one of snapshots, once.
func inSnapshot(err error) error {
	if strings.HasPrefix(err.Error(), "sim: ") {
		return err
	}
	return fmt.Errorf("sim: snapshot: %w", err)
}
