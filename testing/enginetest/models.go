package enginetest

import (
	"golgi/sim"
	"golgi/units"
)

// Model is a row of the table of models: a network that comes in sizes.
type Model struct {
	Name     string
	Source   string                     // where equations and numbers are from; empty: made for this table
	Size     int                        // neurons, small enough for a test and large enough to do something
	Describe func(size int) Description // a network with about so many neurons
}

// Description returns the model at its own size.
func (m Model) Description() Description { return m.Describe(m.Size) }

// Models returns the table. Each model spikes, at least where it is about spikes.
func Models() []Model {
	return []Model{
		// Neurons: neurons.go.
		{"lif", "Brian 1 tutorial: intervals of 10 ln 16 ms at -54 mV", 21, lif},
		{"lif_refractory", "Brian 2 documentation, example IF_curve_LIF", 50, lifRefractory},
		{"lif_refractory_each", "", 31, lifRefractoryEach},
		{"lif_refractory_condition", "", 31, lifRefractoryCondition},
		{"adex", "Brette & Gerstner (2005), J. Neurophysiol. 94:3637", 13, adex},
		{"izhikevich", "Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569", 100, izhikevich},

		// Networks: networks.go.
		{"cuba", "Vogels & Abbott (2005), J. Neurosci. 25:10786; Brian 2 example CUBA", 201, cuba},
		{"coba", "Brette et al. (2007), J. Comput. Neurosci. 23:349, benchmark 1", 203, coba},
		{"hodgkin_huxley", "Brette et al. (2007), benchmark 3; Brian 2 example COBAHH", 101, hodgkinHuxley},
		{"poisson_input", "Brunel (2000), J. Comput. Neurosci. 8:183, model A", 101, poissonInput},
		{"clustered", "Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498", 250, clustered},

		// Synapses: pathways.go.
		{"spike_generators", "", 23, spikeGenerators},
		{"delta_synapses", "", 41, deltaSynapses},
		{"alpha_synapses", "", 41, alphaSynapses},
		{"delays_of_each", "", 41, delaysOfEach},
		{"stdp", "Song, Miller & Abbott (2000), Nat. Neurosci. 3:919", 41, stdp},
		{"short_term_plasticity", "Tsodyks & Markram (1997), PNAS 94:719", 23, shortTermPlasticity},
		{"order_of_synapses", "", 31, orderOfSynapses},
		{"connections", "", 27, connections},
		{"subgroups", "", 31, subgroups},
		{"generators", "", 31, generators},

		// Inputs: inputs.go.
		{"stimulated", "", 13, stimulated},
		// Equations of synapses: plasticity.go.
		{"driven_synapses", "", 31, drivenSynapses},
		{"sums", "", 31, sums},
		{"driven", "", 21, driven},
		// Synapses on synapses: modulation.go.
		{"modulation", "Stimberg, Goodman, Brette & De Pitta (2019), Springer Ser. Comput. Neurosci.", 31, modulation},

		// The language and the rest of the door: language.go.
		{"functions", "", 23, functions},
		{"integrators", "", 11, integrators},
		{"integers_and_booleans", "", 23, integersAndBooleans},
		{"random_numbers", "", 31, randomNumbers},
		{"clocks", "", 23, clocks},
		{"monitors", "", 23, monitors},
		{"shared_variables", "", 23, sharedVariables},
		{"variables_of_spikes", "", 23, variablesOfSpikes},
	}
}

// q is a quantity as people write it.
func q(text string) units.Quantity { return units.MustParse(text) }

// set describes the initial value of a variable.
func set(variable string, value any) sim.Set { return sim.Set{Variable: variable, Value: value} }

// spikesOf describes a spike monitor of each group.
func spikesOf(groups ...string) []Monitor {
	var list []Monitor
	for _, name := range groups {
		list = append(list, Monitor{Spikes, name, sim.Recording{Name: name + "_spikes"}})
	}
	return list
}

// states describes a state monitor of some variables of all elements.
func states(object string, variables ...string) Monitor {
	return Monitor{States, object, sim.Recording{Name: object + "_states", Variables: variables}}
}
