package clustered

import (
	"errors"

	"golgi/component"
	"golgi/trajectory"
	"golgi/units"
)

// Analysis are the parameters of the statistics.
type Analysis struct {
	Window units.Quantity `unit:"ms" comment:"length of the windows in which spikes are counted"`
}

// measure computes Fano factor, rates and CV of the measured subrun, and stores them as the result "statistics".
func measure(s *component.Subrun, p Analysis) error {
	excitatory, err := s.Trains("neurons_e")
	inhibitory, err2 := s.Trains("neurons_i")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	pypet, err := excitatory.FanoPypet(p.Window)
	unbiased, err2 := excitatory.Fano(p.Window)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	return s.Run.AddResult(trajectory.Result{Path: "statistics", Comment: "of the measured subrun", Items: []trajectory.Item{
		{Name: "fano_pypet", Value: pypet, Comment: "mean Fano factor, population variance, silent neurons counted 0"},
		{Name: "fano", Value: unbiased, Comment: "mean Fano factor, unbiased variance, without silent neurons"},
		{Name: "rate_e", Value: excitatory.Rate(), Unit: "Hz", Comment: "mean rate, excitatory"},
		{Name: "rate_i", Value: inhibitory.Rate(), Unit: "Hz", Comment: "mean rate, inhibitory"},
		{Name: "cv", Value: excitatory.CV(), Comment: "mean CV of intervals, excitatory"},
	}})
}
