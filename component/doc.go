// Package component is what an experiment is made of: a Component adds parameters, builds objects of a
// network, and puts some of them in and out of it between subruns.
//
//	type P struct {
//		N   int     `comment:"number of neurons" min:"1"`
//		Tau float64 `unit:"ms" comment:"membrane time constant"`
//	}
//
//	component.Bound[P]{Group: "neurons", Default: P{N: 100, Tau: 10}, Make: func(b *component.Build, p P) error {
//		_, err := component.Add(b, sim.Neurons{
//			Name: "neurons", Size: p.N, Equations: "dv/dt = (1.1 - v) / tau : 1",
//			Threshold: "v > 1", Reset: "v = 0", Namespace: sim.NamespaceOf(p),
//		})
//		return err
//	}}
//
// A component that needs more than to build in each run is a type that embeds [Base] and has the hooks it needs; it
// declares and reads a struct with [trajectory.Declare] and [trajectory.Fill].
//
// # The hooks
//
// They are called in the order of the list in package runner. AddParameters and PreBuild are called once,
// Build once in each run, the last two once in each subrun. What PreBuild adds is shared by all runs:
// each starts from a copy of the network as PreBuild and the pre-run have left it.
//
// # Points that are tried
//
// Before the first run the manager tries some points: it calls Build and AddToNetwork as in a run, up to where the network
// would simulate, and then Finish where there is one. Draft is set in what they are given; the network is a draft (see
// [sim.Network.MakeDraft]), and what they add or log is dropped. A hook with effects outside the run asks Draft first.
//
// # Objects
//
// Components find each other's work on a blackboard, [Objects]. [Objects.Add] puts an object into the
// network and under a name; [Objects.Share] only does the latter, as with a monitor that AddToNetwork and
// RemoveFromNetwork put in and take out. [Get] finds them, with their type.
//
// # Invariants
//
//   - A component keeps nothing: several runs call its hooks at the same time. What belongs to a run
//     lives in Build and Subrun; what PreBuild shares is only read. Package testing/componenttest checks
//     that.
//   - A run is a function of its parameters. PreBuild reads none that is explored, and a hook takes
//     random numbers from the simulator, or from a generator seeded with simulation.seed and
//     simulation.trial.
//   - An error or a panic of a hook ends its run, and no other.
package component
