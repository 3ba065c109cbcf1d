package enginetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// Run runs the suite for an engine: every law for every model of the table, and for random models.
func Run(t *testing.T, engine string) {
	for _, m := range Models() {
		t.Run(m.Name, func(t *testing.T) { m.Description().Run(t, engine) })
	}
	t.Run("random", func(t *testing.T) { runRandom(t, engine) })
}

// Run runs the suite for one description.
func (d Description) Run(t testing.TB, engine string) {
	t.Helper()
	if err := d.keepsLaws(t.Context(), engine); err != nil {
		t.Error(err)
	}
}

// laws are what an engine must keep for every description. Each returns how it is broken.
var laws = []struct {
	name  string
	check func(*candidate, context.Context) (*Difference, error)
}{
	{"it gives the bits of the reference engine", (*candidate).givesTheBits},
	{"one run gives what many runs give", (*candidate).runsAtOnce},
	{"a clone and its original go on alike", (*candidate).clones},
}

// candidate is a description on the engine that is examined.
type candidate struct {
	Description
	objects []sim.Object
	engine  string
	stepped *sim.Network // has run to the end in many runs
	opened  []*sim.Network
}

// keepsLaws returns how an engine breaks the first law that it breaks.
func (d Description) keepsLaws(ctx context.Context, engine string) (err error) {
	c := &candidate{Description: d, engine: engine}
	if c.objects, err = d.Objects(); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	for _, law := range laws {
		switch diff, err := law.check(c, ctx); {
		case err != nil:
			return fmt.Errorf("enginetest: engine %s: %s: %w", engine, law.name, err)
		case diff != nil:
			return fmt.Errorf("enginetest: engine %s breaks the law: %s: %s", engine, law.name, diff)
		}
	}
	return nil
}

// open returns a new network, which close closes.
func (c *candidate) open(engine string) (*sim.Network, error) {
	net, err := c.networkOf(engine, c.objects)
	if err == nil {
		c.opened = append(c.opened, net)
	}
	return net, err
}

func (c *candidate) close() error {
	var errs []error
	for _, net := range c.opened {
		errs = append(errs, net.Close())
	}
	return errors.Join(errs...)
}

func (c *candidate) givesTheBits(ctx context.Context) (*Difference, error) {
	want, err := c.open(sim.Reference)
	if err != nil {
		return nil, err
	}
	if c.stepped, err = c.open(c.engine); err != nil {
		return nil, err
	}
	return NoDiff(ctx, want, c.stepped, c.Duration)
}

func (c *candidate) runsAtOnce(ctx context.Context) (*Difference, error) {
	net, err := c.open(c.engine)
	if err != nil {
		return nil, err
	}
	return c.finish(ctx, net, c.Duration)
}

// finish runs a network to the end and compares it with the one that has run in steps.
func (c *candidate) finish(ctx context.Context, net *sim.Network, rest units.Quantity) (*Difference, error) {
	if err := net.Run(ctx, rest); err != nil {
		return nil, err
	}
	return Compare(c.stepped, net)
}

// clones lets the clone go first, so that it is seen whether the original notices.
func (c *candidate) clones(ctx context.Context) (*Difference, error) {
	net, err := c.open(c.engine)
	if err != nil {
		return nil, err
	}
	half := units.FromSI(c.Duration.SI()/2, c.Duration.Dimension())
	if err := net.Run(ctx, half); err != nil {
		return nil, err
	}
	clone, err := net.Clone()
	if err != nil {
		return nil, err
	}
	c.opened = append(c.opened, clone)
	if diff, err := c.finish(ctx, clone, half); diff != nil || err != nil {
		return diff, err
	}
	return c.finish(ctx, net, half)
}
