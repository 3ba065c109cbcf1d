package component

import (
	"golgi/sim"
	"golgi/trajectory"
)

// AddMonitor adds all that monitor has recorded so far as one result at path, with the items and annotations in which
// the monitor describes it: see [sim.Recorded] and the monitors themselves. Every monitor has the annotations
//
//	monitor  kind of monitor, such as "SpikeMonitor"
//	source   name of what was monitored
//	dt       step size of the recording, s
//	start    from when on the monitor was in the network while that ran, s
//	stop     until when, s
//
// and, where it was not there all the time between or the step size changed, the items windows [window, end] and window_dt [window], in s.
// Those that count neurons have their number, neurons.
//
// A monitor that has left the network keeps its data, so that this works in any later subrun.
func (s *Subrun) AddMonitor(path string, monitor sim.Monitor) error {
	recorded, err := s.Network.Recorded(monitor)
	if err != nil {
		return err
	}
	result := trajectory.Result{Path: path, Annotations: recorded.Attributes}
	for _, series := range recorded.Series {
		item := trajectory.Item{Name: series.Name, Value: series.Values, Unit: series.Unit, Dims: series.Dims,
			Comment: series.Comment}
		if series.Shape != nil {
			item.Value = trajectory.NDArray{Shape: series.Shape, Data: series.Values}
		}
		result.Items = append(result.Items, item)
	}
	return s.Run.AddResult(result)
}
