package microcircuit

import "math"

// A population is neurons of a layer and a kind.
type population struct {
	name   string
	size   int        // neurons, at full scale
	inputs int        // external ones of each neuron, at full scale
	rate   float64    // Hz, in a simulation at full scale: what inputs that are left out at a smaller one would give
	v0, sd float64    // mV, mean and standard deviation of v at the beginning
	from   [8]float64 // probabilities that a neuron of each population is connected with one of this
}

// populations are those of Potjans & Diesmann (2014), table 5. Source of rates and of v at the beginning: PyNEST, example cortical microcircuit.
var populations = []population{
	{"L23E", 20683, 1600, 0.903, -68.28, 5.36, [8]float64{0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0}},
	{"L23I", 5834, 1500, 2.965, -63.16, 4.57, [8]float64{0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0}},
	{"L4E", 21915, 2100, 4.414, -63.33, 4.74, [8]float64{0.0077, 0.0059, 0.0497, 0.135, 0.0067, 0.0003, 0.0453, 0}},
	{"L4I", 5479, 1900, 5.876, -63.45, 4.94, [8]float64{0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0}},
	{"L5E", 4850, 2000, 7.569, -63.11, 4.94, [8]float64{0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0}},
	{"L5I", 1065, 1900, 8.633, -61.66, 4.55, [8]float64{0.0548, 0.0269, 0.0257, 0.0022, 0.06, 0.3158, 0.0086, 0}},
	{"L6E", 14395, 2900, 1.105, -66.72, 5.46, [8]float64{0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252}},
	{"L6I", 2948, 2100, 7.829, -61.43, 4.48, [8]float64{0.0364, 0.001, 0.0034, 0.0005, 0.0277, 0.008, 0.0658, 0.1443}},
}

// excites reports whether a population is excitatory.
func (p population) excites() bool { return p.name[len(p.name)-1] == 'E' }

// synapsesFrom is how many synapses lead from population k to all of this one, at full scale: so many pairs, drawn with replacement, that one is
// among them with the probability p.
func (p population) synapsesFrom(k int) float64 {
	return math.Log(1-p.from[k]) / math.Log(1-1/(float64(populations[k].size)*float64(p.size)))
}
