// Package analyser turns what a subrun has recorded into results.
//
// An [Analyser] is a component with one hook more, Analyse, which is called after the network has run and
// before anything leaves it. There are four stock analysers: [Measure], which stores statistics of spikes, [Weights],
// which stores those of synapses, [Monitors], which stores whole recordings, and [Drawn], which stores a figure with each run. The statistics that analysers of spikes are made of are in package spiketrain.
//
//	analyser.Measure{Of: "neurons", Statistics: []analyser.Statistic{analyser.Rate, analyser.CV}, During: []string{"measure"}}
//
// Any other is a function:
//
//	analyser.After("measure", func(s *component.Subrun) error {
//		trains, err := s.Trains("neurons") // which a components.Record records
//		if err != nil {
//			return err
//		}
//		return s.Run.Add("statistics", "rate", trains.Rate(), "Hz")
//	})
//
// One with parameters is a [Bound], one with other hooks a type of its own.
//
// # Runs that have finished
//
// The word post of a program, and manager.Post, call analysers again, or new ones for the first time, on runs that have finished. They need not know: monitors have what is
// stored of them, at the end of each subrun what they had by then, and s.Run has the results of the run. What cannot be there is an error: variables of the network at the end
// of a subrun, connections, monitors that nothing has stored, and counts and means before the end of their recording. A StateMonitor of synapses is not refilled: take its result, by
// s.Run.Result.
//
// Analyse is called after the subruns of the pre-run, too. Its results there belong to the trajectory as a
// whole, not to a run.
package analyser

import "golgi/component"

// An Analyser is a component that looks at what a subrun has recorded.
type Analyser interface {
	component.Component
	// Analyse is called after each subrun.
	Analyse(s *component.Subrun) error
}
