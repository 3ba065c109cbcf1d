// Package spiketrain holds statistics of spike trains as pure functions.
//
// A spike train is the sorted times of one neuron's spikes in seconds. Windows are given by their edges:
// window k is edges[k] ≤ t < edges[k+1]. Trains sorts the spikes of a monitor into trains; a
// Set has those of a subrun, with the statistics as methods.
//
// # Caveats
//
// Variances come in two kinds, and they differ where windows are few: with divisor n (the population's, which pypet's
// example uses) and with divisor n-1 (unbiased). Each function says which it takes.
package spiketrain
