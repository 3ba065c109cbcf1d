// Package topology draws connections and indexes them.
//
// A Table lists the synapses of an object in the order in which they were made: for each the presynaptic and
// the postsynaptic neuron. An Index finds the synapses of one neuron. Both are immutable once built, and
// shared by all clones of a network.
//
// Random connections are drawn by skipping: the distance to the next synapse in a row is geometric, so the cost
// goes with the number of synapses and not of pairs. Row r of a connect call uses the random numbers
// (key of the call, r, 0), (key, r, 1), …, so any row can be drawn alone.
//
// # Law of the room
//
// Topology knows numbers of neurons and of synapses, and nothing of groups, equations or networks.
package topology
