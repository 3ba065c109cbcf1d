package main

import (
	"golgi/analyser/spiketrain"
	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Statistics computes the Fano factor of the spike counts of excitatory neurons, and the rates of both populations,
// after the measured subrun. It stores the result "statistics" with the items
//
//	fano_pypet  mean Fano factor, population variance, silent neurons counted 0
//	fano        mean Fano factor, unbiased variance, without silent neurons
//	rate_e      mean rate of excitatory neurons in Hz
//	rate_i      mean rate of inhibitory neurons in Hz
//	cv          mean coefficient of variation of the intervals between spikes of excitatory neurons
type Statistics struct{ component.Base }

// AddParameters adds the length of the windows in which spikes are counted.
func (Statistics) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(trajectory.Parameter{Path: "analysis.window", Value: units.Millisecond.Of(100),
		Comment: "length of the windows in which spikes are counted"})
}

// Analyse computes and stores the statistics.
func (Statistics) Analyse(s *component.Subrun) error {
	if s.Current.Name != measurementRun {
		return nil
	}
	window, err := trajectory.Value[units.Quantity](s.Params, "analysis.window")
	if err != nil {
		return err
	}
	stop := s.Start.SI() + s.Current.Duration.SI()
	edges, err := spiketrain.Windows(s.Start.SI(), stop, window.SI())
	if err != nil {
		return err
	}
	excitatory, err := trains(s, "spikes_neurons_e")
	if err != nil {
		return err
	}
	inhibitory, err := trains(s, "spikes_neurons_i")
	if err != nil {
		return err
	}
	return store(s, excitatory, inhibitory, edges, stop)
}

// trains returns the spike trains that a monitor has recorded.
func trains(s *component.Subrun, monitor string) ([][]float64, error) {
	m, err := component.Get[*sim.SpikeMonitor](s.Objects, monitor)
	if err != nil {
		return nil, err
	}
	spikes, err := s.Network.Spikes(m)
	if err != nil {
		return nil, err
	}
	return spiketrain.Trains(spikes.I, spikes.T, spikes.N)
}

func store(s *component.Subrun, excitatory, inhibitory [][]float64, edges []float64, stop float64) error {
	pypet, err := spiketrain.MeanFanoPypet(excitatory, edges)
	if err != nil {
		return err
	}
	unbiased, err := spiketrain.MeanFano(excitatory, edges)
	if err != nil {
		return err
	}
	rateE, err := spiketrain.MeanRate(excitatory, s.Start.SI(), stop)
	if err != nil {
		return err
	}
	rateI, err := spiketrain.MeanRate(inhibitory, s.Start.SI(), stop)
	if err != nil {
		return err
	}
	return s.Run.AddResult(trajectory.Result{Path: "statistics", Comment: "of the measured subrun", Items: []trajectory.Item{
		{Name: "fano_pypet", Value: pypet, Comment: "mean Fano factor, population variance, silent neurons counted 0"},
		{Name: "fano", Value: unbiased, Comment: "mean Fano factor, unbiased variance, without silent neurons"},
		{Name: "rate_e", Value: rateE, Unit: "Hz", Comment: "mean rate, excitatory"},
		{Name: "rate_i", Value: rateI, Unit: "Hz", Comment: "mean rate, inhibitory"},
		{Name: "cv", Value: spiketrain.MeanCV(excitatory), Comment: "mean CV of intervals, excitatory"},
	}})
}
