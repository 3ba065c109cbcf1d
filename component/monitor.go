package component

import (
	"fmt"

	"golgi/sim"
	"golgi/trajectory"
)

// AddMonitor adds all that monitor has recorded so far as one result at path. A monitor that has left the
// network keeps its data, so that this works in any later subrun. The annotations are
//
//	monitor  kind: "SpikeMonitor", "StateMonitor" or "PopulationRateMonitor"
//	source   name of what was monitored
//
// and of a SpikeMonitor, neurons: how many neurons were monitored. The items are
//
//	SpikeMonitor            t [spike] in s, i [spike]
//	StateMonitor            t [time] in s, record [element], and each variable [time, element] in its unit
//	PopulationRateMonitor   t [time] in s, rate [time] in Hz
func (s *Subrun) AddMonitor(path string, monitor sim.Object) error {
	result, err := s.monitorResult(monitor)
	if err != nil {
		return err
	}
	result.Path = path
	return s.Run.AddResult(result)
}

func (s *Subrun) monitorResult(monitor sim.Object) (trajectory.Result, error) {
	switch m := monitor.(type) {
	case *sim.SpikeMonitor:
		spikes, err := s.Network.Spikes(m)
		return spikeResult(spikes), err
	case *sim.StateMonitor:
		traces, err := s.Network.Traces(m)
		return traceResult(traces), err
	case *sim.PopulationRateMonitor:
		rates, err := s.Network.Rates(m)
		return rateResult(rates), err
	}
	return trajectory.Result{}, fmt.Errorf("component: %v is not a monitor; there are *sim.SpikeMonitor, "+
		"*sim.StateMonitor and *sim.PopulationRateMonitor", monitor)
}

func spikeResult(spikes sim.Spikes) trajectory.Result {
	return trajectory.Result{
		Annotations: trajectory.Annotations{
			"monitor": "SpikeMonitor", "source": spikes.Source, "neurons": spikes.N,
		},
		Items: []trajectory.Item{
			{Name: "t", Value: spikes.T, Unit: "s", Dims: []string{"spike"}, Comment: "times of spikes"},
			{Name: "i", Value: spikes.I, Dims: []string{"spike"}, Comment: "neurons that spiked"},
		},
	}
}

func traceResult(traces sim.Traces) trajectory.Result {
	items := []trajectory.Item{
		{Name: "t", Value: traces.T, Unit: "s", Dims: []string{"time"}, Comment: "times of recording"},
		{Name: "record", Value: traces.Record, Dims: []string{"element"}, Comment: "elements recorded"},
	}
	shape := []int{len(traces.T), len(traces.Record)}
	for _, v := range traces.Variables {
		items = append(items, trajectory.Item{
			Name:  v.Name,
			Value: trajectory.NDArray{Shape: shape, Data: v.Values},
			Unit:  v.Unit,
			Dims:  []string{"time", "element"},
		})
	}
	return trajectory.Result{
		Annotations: trajectory.Annotations{"monitor": "StateMonitor", "source": traces.Source},
		Items:       items,
	}
}

func rateResult(rates sim.Rates) trajectory.Result {
	return trajectory.Result{
		Annotations: trajectory.Annotations{"monitor": "PopulationRateMonitor", "source": rates.Source},
		Items: []trajectory.Item{
			{Name: "t", Value: rates.T, Unit: "s", Dims: []string{"time"}, Comment: "times of steps"},
			{Name: "rate", Value: rates.Rate, Unit: "Hz", Dims: []string{"time"}, Comment: "spikes " +
				"per neuron and s"},
		},
	}
}
