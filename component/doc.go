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
// Build once in each run or once before all of them, the last two once in each subrun. What is added before the runs is shared by
// all: each starts from a copy of the network.
//
// # Once, or in each run
//
// Golgi decides, and it changes no number. Build is called once, before all runs, if it reads no explored parameter, uses no object
// that is built per run (nor lists what there is, where some is), adds no result, warns of nothing, and shares nothing but objects of
// sim that call no function in Go in steps of a run: so the variables that Build makes for such a function are the run's own.
// Whether it does is tried on a draft, as for points that are tried; drawing random numbers counts as reading simulation.seed and
// simulation.trial. A component may say [Once] or [PerRun] by a method of [Placing] (Place of a [Bound]), and is told before the first
// run if that cannot be. The word explain of a program prints what is built when, and why.
//
// What a component draws is keyed by seed and trial, wherever it is built. One that is [Fixing] (Fixed of a Bound) draws by
// simulation.build_seed instead. A PreBuild that draws is an error where seed or trial is explored, unless it is fixed.
//
// Where a run gives values to variables that something built once has read (a condition of its connections, say), that run, and those
// after it, build everything themselves: it is always as if each run had built all.
//
// # What does not fit
//
// Before anything is built, a part that has Fit sees all others, and says what it lacks: see [Fitting]. What all give is known where each part says so by Needs and Gives
// ([Wired]), even if that is nothing.
//
// # Points that are tried
//
// Before the first run the manager tries what can be built once: it calls Build with the pre-run. Then it tries some points: it
// calls Build and AddToNetwork as in a run, up to where the network
// would simulate, and then Finish where there is one. Draft is set in what they are given; the network is a draft (see
// [sim.Network.MakeDraft]), and what they add or log is dropped. A hook with effects outside the run asks Draft first.
//
// # Runs that are analysed again
//
// The same holds where runs that have finished are analysed again (see manager.Post): all hooks but Analyse are called with Draft, the network of Subrun lets time pass and does not simulate
// ([sim.Network.MakeReplay]), and what they add to the run is dropped.
//
// # Long runs
//
// A run of several subruns that takes more than a minute notes between them how far it has come, and goes on from there after the program has died: see
// manager.WithCheckpoints. Hooks of the subruns before are not called again. So it is noted only where nothing of them could be missing: what they share
// they share in Build, as objects of sim or plain values, and what they find out they add to the run as results.
//
// # Logs
//
// What hooks log (b.Log, s.Log) goes to the log of the manager, as far as that listens; warnings are noted in the record of the run; and of a run that fails, all from
// level debug on is stored with it, if it is not too much.
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
