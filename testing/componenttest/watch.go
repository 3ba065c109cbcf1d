package componenttest

import (
	"context"
	"fmt"
	"strings"

	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
)

// watch is a runner that goes on as another does. It records the spikes of every group in the network, and in the end stores them with
// all connections and the explanation of the network.
type watch struct{ runner.Runner }

// prefix begins the names of its monitors. Its result is called watched, with an item for the network.
const (
	prefix         = "componenttest_"
	watched        = "componenttest"
	watchedNetwork = "network"
)

// AddToNetwork is called after everybody else's.
func (w watch) AddToNetwork(s *component.Subrun) error {
	if err := w.Runner.AddToNetwork(s); err != nil {
		return err
	}
	for _, object := range s.Network.Objects() {
		group, ok := object.(*sim.NeuronGroup)
		if !ok {
			continue
		}
		monitor, err := monitorOf(group, s.Objects)
		if err != nil {
			return err
		}
		if monitor == nil {
			continue
		}
		if err := s.Network.Add(monitor); err != nil {
			return err
		}
	}
	return nil
}

// monitorOf returns the monitor of group, which it makes where there is none; nil if the group cannot spike.
func monitorOf(group *sim.NeuronGroup, objects *component.Objects) (*sim.SpikeMonitor, error) {
	name := prefix + group.Name()
	if monitor, err := component.Get[*sim.SpikeMonitor](objects, name); err == nil {
		return monitor, nil
	}
	monitor, err := sim.NewSpikeMonitor(sim.Recording{Name: name, Of: group})
	if err != nil {
		return nil, nil // a group without threshold
	}
	return monitor, objects.Share(name, monitor)
}

// RemoveFromNetwork is called before everybody else's.
func (w watch) RemoveFromNetwork(s *component.Subrun) error {
	for _, object := range s.Network.Objects() {
		if !strings.HasPrefix(object.Name(), prefix) {
			continue
		}
		if err := s.Network.Remove(object); err != nil {
			return err
		}
	}
	return w.Runner.RemoveFromNetwork(s)
}

// ExecuteRun executes the subruns and stores what was seen.
func (w watch) ExecuteRun(ctx context.Context, p *runner.Plan) error {
	if err := w.Runner.ExecuteRun(ctx, p); err != nil {
		return err
	}
	network, err := p.Objects.Network()
	if err != nil {
		return err
	}
	items := []trajectory.Item{{Name: watchedNetwork, Value: network.Explain()}}
	for n, object := range network.Objects() {
		more, err := itemsOf(network, object, p.Objects, n)
		if err != nil {
			return err
		}
		items = append(items, more...)
	}
	return p.Run.AddResult(trajectory.Result{Path: watched, Items: items})
}

// itemsOf returns the connections of synapses, and the spikes of a group.
func itemsOf(network *sim.Network, object sim.Object, objects *component.Objects, n int) (
	[]trajectory.Item, error) {
	switch object := object.(type) {
	case *sim.Synapses:
		i, err := network.Get(object, "i")
		if err != nil {
			return nil, err
		}
		j, err := network.Get(object, "j")
		return pairOfItems(n, object, i, j), err
	case *sim.NeuronGroup:
		monitor, err := component.Get[*sim.SpikeMonitor](objects, prefix+object.Name())
		if err != nil {
			return nil, nil // a group without threshold
		}
		spikes, err := network.Spikes(monitor)
		return pairOfItems(n, object, spikes.I, spikes.T), err
	}
	return nil, nil
}

func pairOfItems(n int, object sim.Object, first, second any) []trajectory.Item {
	name := fmt.Sprintf("object_%d", n)
	return []trajectory.Item{
		{Name: name + "_first", Value: first, Comment: object.String()},
		{Name: name + "_second", Value: second, Comment: object.String()},
	}
}
