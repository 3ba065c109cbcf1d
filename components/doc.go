// Package components holds ready-made components: an experiment can be composed of these alone.
//
//	components.Source{Name: "input", Size: 200, Kind: components.Poisson},
//	components.Neurons{Name: "neurons", Size: 100, Model: components.LIF, Currents: components.Currents{"exc": components.ExponentialCurrent}},
//	components.Connection{From: "input", To: "neurons", Onto: "exc", Rule: components.Probability(0.2), Weight: components.Exactly("50 pA")},
//	components.Record{Spikes: []string{"neurons"}},
//
// # Nouns
//
// The components are these. [Neurons] are a population of a [Model], with [Currents] into them. A [Source] is a group that spikes by
// itself. A [Connection] is synapses between two groups: which ([Rule]), how strong and how late ([Draw]), and what they do
// ([Synapse]). [Record] records. [Split] gives the excitatory and the inhibitory part of one population names, and a [Stop] ends
// runs early. What differs from model to model is data: equations, parameters with unit and comment, and where they come from; docs/components.md
// lists them all. What is not there is a literal of the same type, beside those that are.
//
// # Names
//
// Each component has a name, under which its object stands on the blackboard, and below which its parameters are: the population
// exc of LIF with the current ampa has exc.N, exc.tau_m and exc.ampa_tau; the connection of input to exc has input_exc.weight. So a
// component can be used as often as one likes, and each of its parameters can be set and explored. Other defaults are given in Set, as a command line does.
//
// # Mistakes
//
// What a value must be stands beside its default ([Parameters]), and is checked when it is declared, set or explored; what two parts must be for each other, as a weight has the
// unit of what it is onto, when a point is tried. So `run --dry-run` finds both.
//
// # Pre-runs
//
// With PreRun, neurons, sources and connections are there before the pre-run (runner.PreSubruns) and take part in it. Then all runs begin
// with the same network, in the state in which the pre-run has left it; trials differ by what has no PreRun, such as a stimulus.
//
// # Law of the room
//
// A component keeps nothing between calls but its description. What can be said as data is data, and no type of its own.
package components
