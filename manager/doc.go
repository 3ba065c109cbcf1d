// Package manager carries an experiment out: one run, or all of them on many cores.
//
//	m := manager.New(parts) // components, analysers, and a runner
//	defer m.Close()
//	traj, err := trajectory.New("clustered")
//	err = m.AddParameters(traj)
//	err = traj.Explore(trajectory.Cartesian{{Path: "R_ee", Values: []float64{1, 2.5}}})
//	err = m.Explore(ctx, traj, store, 0)
//
// The hooks of components, analysers and runner are called in the order that [runner.LifeCycle] shows.
// PreBuild and the pre-run come once, before the first run, whether they are asked for or not; there is a
// pre-run exactly if the runner finds subruns for it. What they leave behind, a network and a blackboard,
// is where every run starts from, on a copy.
//
// # A run is a function of its parameters
//
// Its index, its worker, the runs before it, the engine and the machine make no difference. To that end the
// manager adds the parameters
//
//	simulation.seed         random numbers (1)
//	simulation.trial        number of the repetition (0); explore it to repeat the experiment
//	simulation.build_seed   random numbers of what is fixed, and of a pre-run that simulates (1)
//	simulation.dt           step size (0.1 ms)
//
// which can be set and explored like any other. What depends on nothing that is explored is built once, before all runs; package
// component has the rule, and [NetworkManager.Plan] says what it makes of an experiment. PreBuild and the pre-run have no value for an explored
// parameter; and to explore what no run reads is an error, since all its values give the same results.
//
// # Searches
//
// [NetworkManager.Search] is Explore that goes on: when all runs of a generation have ended, a [trajectory.Search] sees their results, and says
// which points are next.
//
// # Post-processing
//
// [NetworkManager.Post] calls analysers on runs that have finished, with what is stored of their monitors, and adds what they give to the runs.
//
// # Provenance
//
// [NetworkManager.Describe] fills in with what the program was built, and on what it runs; with [WithSources], which package cli gives for programs that have
// called cli.Main, how the checkouts of the program's module and of Golgi differ from their revisions. Nothing of it bears on results or their digests.
// That of a trajectory in a store stays what began it: another program, or engine, that goes on with it is noted in the setting [Continued].
//
// # When something goes wrong
//
// What can be found before the first run is: points that differ in a size or a text are built on a network that connects and
// simulates nothing, and if one cannot be, no run begins (see [NetworkManager.Explore], [WithoutTrials]).
// [NetworkManager.Try] does nothing but that.
//
// A run whose component, analyser or runner returns an error or panics is stored as failed, with message
// and stack, and the others go on. When the context is cancelled, the runs under way are stored as stopped. What either
// had given until then is stored with it, and is no result: it is replaced when the run is executed again.
// So is what its hooks have logged, whatever the log listens to ([WithLogsKept]: of all runs).
// Nothing that has finished is lost; to explore the same trajectory again with the same store executes what
// is missing, and what has failed or is lost if that is asked for ([WithFailedRuns]).
//
// A run may end the program. If the store is a [trajectory.Witness], the runs that were under way then are tried again when
// all others have ended, one at a time. If the program dies again then, the run is lost: it is stored so, and left alone. The same
// holds for PreBuild and the pre-run, without which nothing begins. A program that dies after ctx was cancelled was asked to.
//
// Stores that fail end the exploration; what they could not keep does not count as finished.
package manager
