package sim

import (
	"errors"
	"fmt"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/engine"
)

// A Sink takes what a monitor records, block by block, instead of the network's memory.
type Sink interface {
	// Take gets the next rows of all series that grow, at least one of each, in the order in which they are Recorded. The lists are the
	// sink's own. An error ends the run. The network cannot be used meanwhile.
	Take(rows []Series) error
}

// SinkFunc is a function as a Sink.
type SinkFunc func(rows []Series) error

// Take calls the function, if there is one.
func (f SinkFunc) Take(rows []Series) error {
	if f == nil {
		return errors.New("there is no function")
	}
	return f(rows)
}

// Stream has what a monitor records go to a sink, in blocks of about a megabyte while the network runs, and the rest at the end of each
// Run, however that ends. So a recording may be larger than memory. Its rows are the same, in the same order, as those of
// a monitor that keeps them, on every engine; where blocks end is not said. What it has recorded before comes with the first block. A nil sink ends that:
// from then on rows are kept.
//
// What was handed on is the sink's. Recorded has no rows then, but all else: Attributes, windows, series that do not grow. Spikes, Events,
// Traces and Rates are errors. A Restore takes nothing back: rows of a time that is simulated again come again. Clones and
// snapshots have no sinks.
//
// Where a sink returns an error, or panics, the run is broken off, as by a NetworkOperation; the block stays in memory. Monitors that
// keep no rows, such as a SpikeCounter, have nothing to stream.
func (n *Network) Stream(m Monitor, to Sink) error {
	if err := n.unused(); err != nil || n.Replays() { // which hands nothing on
		return err
	}
	p, err := n.partOf(m)
	switch {
	case err != nil:
		return err
	case !p.Keeps():
		return fmt.Errorf("sim: %s: it keeps no rows, and has nothing to stream", m)
	}
	n.sinks = slices.DeleteFunc(slices.Clone(n.sinks), func(s *streamed) bool { return s.monitor == m })
	if to != nil {
		n.sinks = append(n.sinks, &streamed{monitor: m, to: to})
	}
	return nil
}

// Sink returns where what a monitor records goes; nil: it is kept.
func (n *Network) Sink(m Monitor) Sink {
	if n == nil {
		return nil
	}
	for _, s := range n.sinks {
		if s.monitor == m {
			return s.to
		}
	}
	return nil
}

// streamed is a monitor with its sink.
type streamed struct {
	monitor Monitor
	to      Sink
	failed  bool // in the run that it has broken off
}

// floatsOfBlock is how many floats, times among them, make a block.
const floatsOfBlock = engine.FloatsPerBlock / 2

// handOn hands blocks to sinks: those that are large enough, or all.
func (n *Network) handOn(all bool) (err error) {
	for _, s := range n.sinks {
		p := n.memory.Part(s.monitor.Name())
		if p == nil || p.Owner != bind.Owner(s.monitor) || s.failed {
			continue // it was added after a snapshot that was restored
		}
		e := p.Recorded()
		size := len(e.T)*2 + len(e.Rows)
		if size == 0 || size < floatsOfBlock && !all {
			continue
		}
		fault := n.hand(s, p)
		s.failed = fault != nil
		err = errors.Join(err, fault)
	}
	return err
}

// retrySinks has sinks be asked again that have failed outside of a run; their blocks are still there.
func (n *Network) retrySinks() {
	for _, s := range n.sinks {
		s.failed = false
	}
}

// hand hands on what a monitor has recorded.
func (n *Network) hand(s *streamed, p *bind.Part) (err error) {
	r, err := s.monitor.recorded(p)
	if err != nil {
		return err
	}
	n.handing = s.monitor
	defer func() {
		n.handing = nil
		if x := recover(); x != nil {
			err = fmt.Errorf("sim: %s: its sink panics: %v", s.monitor, x)
		}
	}()
	rows := slices.DeleteFunc(r.Series, func(series Series) bool { return !series.Grows })
	if err := s.to.Take(rows); err != nil {
		return fmt.Errorf("sim: %s: its sink: %w", s.monitor, err)
	}
	p.Forgo()
	return nil
}

// recordings returns the part of a monitor that keeps what it records.
func (n *Network) recordings(m Monitor) (*bind.Part, error) {
	p, err := n.partOf(m)
	if err == nil && n.Sink(m) != nil {
		err = fmt.Errorf("sim: %s: what it records goes to a sink, and is not kept", m)
	}
	return p, err
}

// withoutRows takes the rows of series that grow away.
func (r *Recorded) withoutRows() {
	for k, series := range r.Series {
		if !series.Grows {
			continue
		}
		switch series.Values.(type) {
		case []int32:
			r.Series[k].Values = []int32{}
		default:
			r.Series[k].Values = []float64{}
		}
		if r.Series[k].Shape = slices.Clone(series.Shape); series.Shape != nil {
			r.Series[k].Shape[0] = 0
		}
	}
}

var errHanding = errors.New("sim: network: it is running, and a sink cannot use it")
