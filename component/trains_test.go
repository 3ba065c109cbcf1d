package component_test

import (
	"fmt"
	"testing"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// Rates are those of what was simulated, where durations are no multiples of the step size: a neuron that spikes in each step of dt has a
// rate of 1/dt, however long one asks for. The steps of a run are those before its end (Brian 2, Network.run), so that subruns of 10 ms
// have steps of 7 ms at 0 and 7, at 14, and at 21 ms. A multiple of the step size has the times that were asked for, to the bit.
func TestTrainsOfWhatWasSimulated(t *testing.T) {
	for _, c := range []struct {
		dt   float64 // ms
		own  units.Quantity
		ask  []float64 // ms
		want []string
	}{
		{7, units.Quantity{}, []float64{10, 10, 10}, []string{"0 to 0.014: 0.014 2 spikes, 142.9 Hz", "0.014 to 0.021: 0.021 1 spikes, 142.9 Hz", "0.021 to 0.035: 0.035 2 spikes, 142.9 Hz"}},
		{7, units.Quantity{}, []float64{14, 3}, []string{"0 to 0.014: 0.014 2 spikes, 142.9 Hz", "0.014 to 0.021: 0.021 1 spikes, 142.9 Hz"}},
		{7, units.Quantity{}, []float64{3}, []string{"0 to 0.007: 0.007 1 spikes, 142.9 Hz"}},
		{.1, units.Millisecond.Of(7), []float64{10}, []string{"0 to 0.01: 0.014 2 spikes, 142.9 Hz"}}, // the clock of the group itself
		{.1, units.Quantity{}, []float64{.3, .3}, []string{"0 to 0.0003: 0.0003 3 spikes, 1e+04 Hz", "0.0003 to 0.0006: 0.0006 3 spikes, 1e+04 Hz"}},
	} {
		net := must[*sim.Network](t)(sim.NewNetwork(sim.Options{DT: units.Millisecond.Of(c.dt)}))
		defer net.Close()
		group := must[*sim.NeuronGroup](t)(sim.NewNeuronGroup(sim.Neurons{Name: "exc", Size: 1, Equations: "v : 1", Threshold: "True", DT: c.own}))
		spikes := must[*sim.SpikeMonitor](t)(sim.NewSpikeMonitor(sim.Recording{Name: component.SpikesOf("exc"), Of: group}))
		objects := component.NewObjects(nil, func() (*sim.Network, error) { return net, nil })
		if err := net.Add(group, spikes); err != nil {
			t.Fatal(err)
		}
		if err := objects.Share(spikes.Name(), spikes); err != nil {
			t.Fatal(err)
		}
		for k, ms := range c.ask {
			s := &component.Subrun{Network: net, Objects: objects, Start: net.Time(), Current: component.Span{Duration: units.Millisecond.Of(ms)}}
			runFor(t, net, ms)
			set, err := s.Trains("exc")
			if err != nil {
				t.Fatal(err)
			}
			start, stop := s.Window()
			if got := fmt.Sprintf("%.4g to %.4g: %.4g %d spikes, %.4g Hz", start, stop, set.Stop, len(set.Times[0]), set.Rate()); got != c.want[k] {
				t.Errorf("subrun %d of %v ms in steps of %v ms: got %s, want %s", k, ms, c.dt, got, c.want[k])
			}
			if c.dt == .1 && (start != s.Start.SI() || stop != start+s.Current.Duration.SI()) {
				t.Errorf("subrun %d: %v to %v s are not the bits that were asked for", k, start, stop)
			}
		}
	}
}
