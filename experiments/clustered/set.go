package clustered

import (
	"fmt"
	"math"
)

// set is a set of default parameters.
type set struct {
	name string
	Model
	Connections
	measured float64 // s
}

// The two sets: paper is the network of Litwin-Kumar & Doiron (2012), pypet is example 24 of pypet as it is written.
// They differ in size, and in the membrane potential, which pypet's example goes on integrating during refractoriness.
var sets = []set{
	{name: "paper", Model: model(4000, 1000, true), measured: 10, Connections: Connections{R_ee: 1, ClusterSize: 80, Strength: 1.9,
		P_ee: 0.2, P_ei: 0.5, P_ie: 0.5, P_ii: 0.5, J_ee: 0.024, J_ei: 0.045, J_ie: 0.014, J_ii: 0.057}},
	{name: "pypet", Model: model(2000, 500, false), measured: 1.5, Connections: Connections{R_ee: 1, ClusterSize: 100, Strength: 2.5, PerCluster: true,
		P_ee: 0.1, P_ei: 0.25, P_ie: 0.25, P_ii: 0.25, J_ee: 0.012, J_ei: 0.032, J_ie: 0.009, J_ii: 0.027}},
}

// setNamed returns a set of parameters.
func setNamed(name string) (set, error) {
	for _, s := range sets {
		if s.name == name {
			return s, nil
		}
	}
	return set{}, fmt.Errorf("clustered: unknown parameter set %q; there are paper and pypet", name)
}

// scaled returns the set with another number of neurons: as many clusters, of another size, and weights that keep the mean
// input of a neuron (its variance grows as the network shrinks).
func (s set) scaled(scale float64) (set, error) {
	if !(scale > 0) || scale > 100 {
		return s, fmt.Errorf("clustered: scale %v is not between 0 and 100", scale)
	}
	clusters := s.N_e / s.ClusterSize
	s.ClusterSize = int(math.Max(1, math.Round(float64(s.ClusterSize)*scale)))
	s.N_e, s.N_i = s.ClusterSize*clusters, int(math.Max(1, math.Round(float64(s.N_i)*scale)))
	for _, j := range []*float64{&s.J_ee, &s.J_ei, &s.J_ie, &s.J_ii} {
		*j /= scale
	}
	return s, nil
}
