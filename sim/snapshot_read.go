package sim

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
)

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
