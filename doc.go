// Package golgi is the root of a framework for experiments on networks of spiking neurons, with its own
// simulator.
//
// An experiment is a list of components: small Go types that add parameters, build neurons, synapses and
// monitors from equations with physical units, and clean up after themselves. Its parameters can be explored
// across all cores, its results are analysed per run, and everything lands in one HDF5 file. Whoever knows
// pypet and Brian 2 knows the words: trajectory, exploration, run, subrun, NeuronGroup, SpikeMonitor.
//
// The root holds no code, only the tests of what no single folder can hold. Code stands on floors, and an
// import points down (arrows_test.go):
//
//	units                                quantities and their dimensions
//	trajectory, sim                      what is varied and what came out; the simulator
//	hdf5, component, input               trajectories on disk; what an experiment is made of; stimuli from files
//	analyser, components                 what is made of monitors; components that are ready to use
//	runner                               the order of subruns
//	manager                              one run, all runs
//	cli                                  flags, progress and figures for an experiment's main
//	experiments, cmd, testing            programs, and the kits that test what others write
//
// A run is a pure function of its parameters: the order of runs, the number of workers, the engine and the
// machine change no bit of it. So floats are rounded where the source says so (fused_test.go).
package golgi
