package enginetest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// NoDiff runs two networks for a duration and returns the first difference between them, or nil. All
// variables are compared as they are after every step, since differences may heal: that of a delay does as
// soon as the later spikes have arrived, too. A network that fails while the other goes on is a difference;
// networks that fail alike are an error.
//
// While they run, the networks have state monitors that NoDiff adds, in the slot after_end. So it takes the
// memory of all states of all steps, and is for small models.
func NoDiff(ctx context.Context, a, b *sim.Network, duration units.Quantity) (d *Difference, err error) {
	p, err := newPair(a, b)
	if err != nil {
		return nil, err
	}
	if d, err := p.run(ctx, units.Second.Of(0)); d != nil || err != nil {
		return d, err
	}
	if d, err := p.compare(content.columns); d != nil || err != nil {
		return d, err
	}
	if err := p.watch(); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, p.unwatch()) }()
	if d, err := p.run(ctx, duration); d != nil || err != nil {
		return d, err
	}
	return p.first()
}

// first returns the earlier of the first differences in what was watched and in what there is.
func (p *pair) first() (*Difference, error) {
	then, err := p.compare(content.history)
	if err != nil {
		return nil, err
	}
	now, err := p.compare(content.columns)
	if then == nil || now != nil && now.Step < then.Step {
		return now, err
	}
	return then, err
}

// failure is what differs where one network fails.
const failure = "failure"

// run runs both networks.
func (p *pair) run(ctx context.Context, duration units.Quantity) (*Difference, error) {
	var errs [2]error
	var said [2]string
	for k, net := range p.nets {
		if errs[k] = net.Run(ctx, duration); ctx.Err() != nil {
			return nil, ctx.Err()
		}
		said[k] = strings.Replace(fmt.Sprint(errs[k]), net.Engine()+": ", "", 1)
	}
	if said[0] != said[1] {
		return p.difference("network", failure, 0, said), nil
	}
	return nil, errs[0]
}

// watch records the variables of both networks after every step. The names of its monitors say when they
// began, since a network never forgets one.
func (p *pair) watch() error {
	for k, net := range p.nets {
		for n := range p.contents[k] {
			c := &p.contents[k][n]
			if c.empty(net) {
				continue
			}
			m, err := sim.NewStateMonitor(sim.Recording{
				Name: fmt.Sprintf("enginetest_%s_%d", c.object.Name(), p.step(k)),
				Of:   c.object, Variables: c.state, When: "after_end",
			})
			if err != nil {
				return err
			}
			if err := net.Add(m); err != nil {
				return err
			}
			c.watch = m
		}
	}
	return nil
}

// unwatch removes the monitors of watch.
func (p *pair) unwatch() error {
	var errs []error
	for k, net := range p.nets {
		for _, c := range p.contents[k] {
			if c.watch != nil {
				errs = append(errs, net.Remove(c.watch))
			}
		}
	}
	return errors.Join(errs...)
}
