// Package analyser turns what a subrun has recorded into results.
//
// An [Analyser] is a component with one hook more, Analyse, which is called after the network has run and
// before anything leaves it. There is one stock analyser, [Monitors], which stores whole recordings; the
// statistics that analysers of spikes are made of are in package spiketrain.
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
