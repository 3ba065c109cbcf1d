package sim

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
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
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return fmt.Errorf("sim: snapshot: %w", err)
	}
	if err := s.fill(file); err != nil {
		return errors.Join(inSnapshot(err), os.Remove(file.Name()))
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return errors.Join(inSnapshot(err), os.Remove(file.Name()))
	}
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil // the file is there; that a folder cannot be synced only matters where the machine dies
	}
	_ = folder.Sync()
	_ = folder.Close()
	return nil
}

// inSnapshot says of an error that it is one of snapshots, once.
func inSnapshot(err error) error {
	if strings.HasPrefix(err.Error(), "sim: ") {
		return err
	}
	return fmt.Errorf("sim: snapshot: %w", err)
}

// fill writes the snapshot to a file, and closes that.
func (s *Snapshot) fill(file *os.File) error {
	buffered := bufio.NewWriterSize(file, 1<<18)
	_, err := s.WriteTo(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = errors.Join(file.Chmod(0o644), file.Sync())
	}
	return errors.Join(err, file.Close())
}

// LoadSnapshot is ReadSnapshot of a file that Save has written.
func (n *Network) LoadSnapshot(path string) (*Snapshot, error) {
	if err := n.unused(); err != nil {
		return nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("sim: snapshot: %w", err)
	}
	defer file.Close()
	from := bufio.NewReaderSize(file, 1<<18)
	s, err := n.ReadSnapshot(from)
	if err != nil {
		return nil, fmt.Errorf("%w (%s)", err, path)
	}
	if _, err := from.ReadByte(); err == nil {
		return nil, errors.Join(fmt.Errorf("sim: snapshot: it is damaged: there is something behind its end (%s)", path), s.Close())
	}
	return s, nil
}

// ReadSnapshot reads a snapshot that WriteTo has written, which Restore then takes. The network does not change. It must have had the same objects
// with the same names, whatever is in it now, and the same step size; synapses that were not connected yet are, in the snapshot, and must
// get the same connections. Of constants, those count that SetConstant had changed; all others are those of this network. The engine may
// be another one: bits are the same. It reads ahead, but for a *bufio.Reader.
//
// Restore keeps the network's seeds; net.Reseed(s.Seeds()) and net.BuildWith(s.BuildSeeds()) have random numbers go on as they would have.
//
// A snapshot that is cut off, damaged, of another network or of a newer version is an error. Memory is taken for what is there, not for what a
// damaged file says.
func (n *Network) ReadSnapshot(r io.Reader) (*Snapshot, error) {
	if err := n.unused(); err != nil {
		return nil, err
	}
	if n.draft != nil {
		return nil, n.refuse()
	}
	if r == nil {
		return nil, errors.New("sim: snapshot: there is nothing to read it from: the reader is nil")
	}
	c, err := n.Clone()
	if err != nil {
		return nil, err
	}
	from, buffered := r.(*bufio.Reader)
	if !buffered {
		from = bufio.NewReader(r)
	}
	if err := c.read(bind.NewReader(from)); err != nil {
		return nil, errors.Join(fmt.Errorf("sim: snapshot: %w", err), c.Close())
	}
	return &Snapshot{c}, nil
}

// read brings the network, which is a clone, into the state of a file.
func (n *Network) read(r *bind.Reader) error {
	if magic := r.Bytes(len(snapshotMagic)); r.Err() == nil && string(magic) != snapshotMagic {
		return errors.New("it is none: it does not begin as one")
	}
	if version := r.Int(); r.Err() == nil && version != snapshotVersion {
		return fmt.Errorf("it is of version %d, and this Golgi reads version %d", version, snapshotVersion)
	}
	members, asleep := n.namedIn(r), n.namedIn(r)
	load := n.memory.NewLoader(r)
	load.Nature(func(p *bind.Part) error { return p.Owner.(Object).prepare(p) })
	if err := n.checkParts(load, members, asleep); err != nil {
		r.Fail(err)
	}
	repace := func() error {
		if err := n.checkChanged(); err != nil {
			return err
		}
		return n.repace()
	}
	load.Settle(repace, func(o bind.Owner) ([32]byte, error) { return n.stepsHash(o.(Object)) })
	load.State()
	if err := r.End(); err != nil {
		return err
	}
	load.DropOthers()
	n.members, n.asleep, n.plan = members, asleep, nil
	n.Reseed(load.Seeds.Seed, load.Seeds.Trial)
	n.BuildWith(load.Building.Seed, load.Building.Trial)
	n.broken = false
	return nil
}

// checkParts checks that all is there to which the objects of a file refer.
func (n *Network) checkParts(load *bind.Loader, members, asleep []Object) error {
	for k, o := range members {
		if !load.Runs(o.Name()) {
			return fmt.Errorf("%w: %s is in the network, and does nothing", bind.ErrDamaged, o)
		}
		for _, part := range o.parts() {
			if !slices.Contains(members[:k], part) {
				return fmt.Errorf("%w: %s is in the network, and %s is not, or behind it", bind.ErrDamaged, o, part)
			}
		}
	}
	for _, o := range asleep {
		if !slices.Contains(members, o) {
			return fmt.Errorf("%w: %s is inactive, and not in the network", bind.ErrDamaged, o)
		}
	}
	for _, p := range n.memory.Parts() {
		if !load.Has(p.Owner.Name()) {
			continue
		}
		for _, part := range p.Owner.(Object).parts() {
			if !load.Has(part.Name()) {
				return fmt.Errorf("%w: it has %s, and not %s", bind.ErrDamaged, p.Owner, part)
			}
		}
	}
	return nil
}

// namedIn reads the names of objects that this network has had.
func (n *Network) namedIn(r *bind.Reader) (list []Object) {
	for range r.Count("objects", 1<<24) {
		name := r.Text()
		if r.Err() != nil {
			return nil
		}
		p := n.memory.Part(name)
		if p == nil {
			r.Fail(fmt.Errorf("it has an object %q, which this network does not have; add it before", name))
			return nil
		}
		if o := p.Owner.(Object); slices.Contains(list, o) {
			r.Damaged("%s is there twice", o)
		} else {
			list = append(list, o)
		}
	}
	return list
}

// checkChanged checks constants of a file against the namespaces that they are of.
func (n *Network) checkChanged() error {
	for _, p := range n.memory.Parts() {
		o := p.Owner.(Object)
		changed := p.Constants()
		for _, name := range slices.Sorted(maps.Keys(changed)) {
			sym, known := o.namespace()[name]
			if !known || sym.Kind != equations.Number || sym.Unusable != "" {
				return fmt.Errorf("it has changed a constant %q of %s, which is none in this network", name, o)
			}
			if err := usable(o, sym, equations.Symbol{Value: changed[name]}); err != nil {
				return err
			}
		}
	}
	return nil
}
