package component

import (
	"fmt"
	"slices"

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
// A monitor that has left the network keeps its data, so that this works in any later subrun. Where a run that has ended is analysed again, this does
// nothing: what was recorded is stored already, and monitors have it from there.
func (s *Subrun) AddMonitor(path string, monitor sim.Monitor) error {
	if s.Network.Replays() {
		return nil
	}
	recorded, err := s.Network.Recorded(monitor)
	if err != nil {
		return err
	}
	switch to, is := s.Network.Sink(monitor).(*stream); {
	case s.Network.Sink(monitor) != nil && !is:
		return fmt.Errorf("component: what %s records goes to a sink, and cannot be stored at %s", monitor, path)
	case is && to.path != path:
		return fmt.Errorf("component: what %s records goes to %s, and cannot be stored at %s", monitor, to.path, path)
	case is && s.Run.Streams(path):
		rest := slices.DeleteFunc(recorded.Series, func(series sim.Series) bool { return series.Grows })
		return s.Run.Append(path, trajectory.Rest{Items: itemsOf(rest), Annotations: recorded.Attributes})
	}
	return s.Run.AddResult(trajectory.Result{Path: path, Items: itemsOf(recorded.Series), Annotations: recorded.Attributes})
}

// StreamMonitor has what monitor records go to the result at path, and from there to the store, while the network runs, and not to memory: so a
// recording may be larger than that, and cannot be analysed in the run, but when it has finished (manager.Post). The monitor must have been added to the network. AddMonitor with the same path
// completes the result; the numbers in the store are the same as if the monitor were not streamed. Of a run that ends before, the store has what was
// recorded until then, without annotations.
func (s *Subrun) StreamMonitor(path string, monitor sim.Monitor) error {
	if s.Network.Replays() {
		return nil
	}
	return s.Network.Stream(monitor, &stream{s.Run, path})
}

// A stream is a result of a run as the sink of a monitor.
type stream struct {
	run  *trajectory.Run
	path string
}

// Take implements [sim.Sink].
func (s *stream) Take(rows []sim.Series) error {
	items := itemsOf(rows)
	if !s.run.Streams(s.path) {
		return s.run.Append(s.path, trajectory.Result{Items: items})
	}
	for _, item := range items {
		if err := s.run.Append(s.path, item); err != nil {
			return err
		}
	}
	return nil
}

// itemsOf returns series as items of a result.
func itemsOf(list []sim.Series) []trajectory.Item {
	items := make([]trajectory.Item, len(list))
	for k, series := range list {
		items[k] = trajectory.Item{Name: series.Name, Value: series.Values, Unit: series.Unit, Dims: series.Dims, Comment: series.Comment}
		if series.Shape != nil {
			items[k].Value = trajectory.NDArray{Shape: series.Shape, Data: series.Values}
		}
	}
	return items
}

// RecordedIn is the inverse of AddMonitor: what a monitor has recorded of which a result was made that is stored.
func RecordedIn(res trajectory.Result) sim.Recorded {
	r := sim.Recorded{Attributes: map[string]any{}}
	for name, value := range res.Annotations {
		r.Attributes[name] = value
	}
	for _, item := range res.Items {
		series := sim.Series{Name: item.Name, Values: item.Value, Unit: item.Unit, Dims: item.Dims, Comment: item.Comment}
		if array, is := item.Value.(trajectory.NDArray); is {
			series.Values, series.Shape = array.Data, array.Shape
		}
		r.Series = append(r.Series, series)
	}
	return r
}
