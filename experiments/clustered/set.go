package main

import (
	"fmt"
	"math"
	"strings"

	"golgi/internal/suggest"
)

// set is a set of default parameters.
type set struct {
	name           string
	nE, nI         int // neurons
	cluster        int // size of a cluster
	pEE, pOther    float64
	jEE, jEI       float64 // J_ei is from inhibitory to excitatory neurons
	jIE, jII       float64
	strengthFactor float64 // of weights within a cluster
	clamped        bool    // whether V stands still during refractoriness
	perCluster     bool    // one Synapses object for each cluster and side, as in pypet's example
	measured       float64 // s
}

// The two sets: paper is the network of Litwin-Kumar & Doiron (2012), pypet is example 24 of pypet as it is written.
// They differ in size, and in the membrane potential, which pypet's example goes on integrating during refractoriness.
var sets = []set{
	{name: "paper", nE: 4000, nI: 1000, cluster: 80, pEE: 0.2, pOther: 0.5,
		jEE: 0.024, jEI: 0.045, jIE: 0.014, jII: 0.057, strengthFactor: 1.9, clamped: true, measured: 10},
	{name: "pypet", nE: 2000, nI: 500, cluster: 100, pEE: 0.1, pOther: 0.25,
		jEE: 0.012, jEI: 0.032, jIE: 0.009, jII: 0.027, strengthFactor: 2.5, perCluster: true, measured: 1.5},
}

// setNamed returns a set of parameters.
func setNamed(name string) (set, error) {
	var names []string
	for _, s := range sets {
		if s.name == name {
			return s, nil
		}
		names = append(names, s.name)
	}
	return set{}, fmt.Errorf("clustered: unknown parameter set %q; there are %s; %s", name, strings.Join(names, ", "),
		suggest.DidYouMean(name, names))
}

// scaled returns the set with another number of neurons: as many clusters, of another size, and weights that keep the mean
// input of a neuron (its variance grows as the network shrinks).
func (s set) scaled(scale float64) (set, error) {
	if !(scale > 0) || scale > 100 {
		return s, fmt.Errorf("clustered: scale %v is not between 0 and 100", scale)
	}
	clusters := s.nE / s.cluster
	s.cluster = int(math.Max(1, math.Round(float64(s.cluster)*scale)))
	s.nE, s.nI = s.cluster*clusters, int(math.Max(1, math.Round(float64(s.nI)*scale)))
	for _, j := range []*float64{&s.jEE, &s.jEI, &s.jIE, &s.jII} {
		*j /= scale
	}
	return s, nil
}
