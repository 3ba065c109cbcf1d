// Package cli is what the main function of every experiment gets for free: words, options, parameters on the
// command line, progress, Ctrl-C, the file, the table and the figure.
//
//	func main() {
//		cli.Main(cli.Experiment{
//			Name:    "clustered",
//			Doc:     "a clustered network over R_ee",
//			Parts:   []component.Component{Neurons{}, Connections{}, runner.Subruns{{Name: "measure", Duration: units.Second.Of(10)}}},
//			Explore: trajectory.Cartesian{{Path: "R_ee", Values: []float64{1, 1.6, 2.5}}},
//		})
//	}
//
// which can be used like this:
//
//	clustered run --explore R_ee=1:3:0.5 --trials 3 --out out/clustered.hdf5 neurons.tau="5 ms"
//	clustered resume out/clustered.hdf5
//	clustered run --append --explore R_ee=2,2.5,3 --out out/clustered.hdf5
//	clustered post out/clustered.hdf5
//	clustered run --config figure3.yaml --dry-run
//	clustered params                                  what there is to set and to explore
//	clustered explain --explore R_ee=1,2 --code       what is built when, equations, schedule, kernels, generated C
//	clustered profile                                 which objects take the time of a run
//	clustered verify out/clustered.hdf5 3             run 3 again: the same, to the last bit?
//	clustered show 3                                  what there is of run 3, in the usual file
//	clustered show --provenance out/clustered.hdf5     command, versions, machine, differences from git
//	clustered help run
//
// Words and options are found by cobra and pflag. Options have two dashes and stand anywhere, as --name value or --name=value; all that is wrong with
// a command is said at once, with what may have been meant. "help WORD" and "WORD --help" are the same, and
//
//	source <(clustered completion bash)
//
// has a shell complete words, options and parameters (zsh and fish as well).
//
// What stands behind --explore is a [trajectory.Line], which means the same in Go and in a file. Such a file is YAML, and has options of the word run by
// their names, and parameters:
//
//	explore:
//	  - R_ee=1:3:0.5
//	  - tau_e=10ms,15ms with tau_i=5ms,10ms
//	trials: 3
//	workers: 2
//	parameters:
//	  connections: {p_ee: 0.2}
//	  simulation.durations.measurement_run: 5 s
//
// What the command says itself counts more, and what is wrong is named with file and line.
//
// The words of a command that bear on results are stored with the trajectory. To resume is to read them again, and
// to run what is missing; a program that makes another trajectory of them is refused, with the differences. To append is to explore
// further points in a file, finished or not: it says only what, everything else is as the file was begun. Points that are there are not
// run again.
//
// To post-process is to call analysers on runs that have finished (see [manager.NetworkManager.Post]): the same command goes on after an interruption.
//
// An experiment may have a Search, which chooses points by what runs have given; it is run, and resumed, by the same words.
//
// An experiment whose results are known says so by its Campaigns: explorations, and the numbers that they must give, each with the band
// that it lies in. The word reproduce runs them, or goes on with what is there of them, and compares.
//
// A [Tool] is a program that is no experiment, with words of its own and the same manners. It may have experiments built in, as cmd/golgi has: "golgi clustered
// run" is "clustered run" then.
//
// Results and tables go to the standard output, everything else to the standard error. Who reads may stop, as head does: that is no error. The exit code is 0
// if all went well, 1 if a run or anything else has failed, 2 if the command was wrong, 130 if it was
// interrupted.
package cli
