package component

import (
	"context"

	"github.com/rs/zerolog"

	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// Build is what PreBuild and Build are given. In PreBuild the run is the pre-run, whose results belong to
// the trajectory as a whole, and which has no value for an explored parameter.
type Build struct {
	Context context.Context
	Params  trajectory.Reader // the parameters at the point of the run
	Run     *trajectory.Run   // for results and derived parameters
	Objects *Objects
	Draft   bool           // the point is only tried, and no run follows; see the package doc
	Log     zerolog.Logger // says which run and which component
}

// Set gives values to variables of a group or of synapses that are in the network, for this run. What
// PreBuild has added is the same object in all runs, and may have other values in each.
func (b *Build) Set(object sim.Object, sets ...sim.Set) error {
	network, err := b.Objects.Network()
	if err != nil {
		return err
	}
	for _, set := range sets {
		if err := network.Set(object, set); err != nil {
			return err
		}
	}
	return nil
}

// Subrun is what AddToNetwork, Analyse and RemoveFromNetwork are given. One of them may change which
// subruns will follow: see [Spans].
type Subrun struct {
	Context   context.Context
	Params    trajectory.Reader // the parameters at the point of the run
	Run       *trajectory.Run   // for results and derived parameters
	Network   *sim.Network
	Objects   *Objects
	Number    int            // 0 for the first subrun of the run
	Current   Span           // the subrun itself
	Start     units.Quantity // the network's time at its beginning
	Remaining *Spans         // the subruns after it
	Draft     bool           // the point is only tried, and the subrun will not come
	Log       zerolog.Logger
}

// PreRun reports whether the subrun belongs to the pre-run.
func (s *Subrun) PreRun() bool { return s.Run.Index() == trajectory.PreRun }
