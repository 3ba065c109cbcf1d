// Package runner runs the subruns of a run, and knows the life cycle of an experiment: which hook of which
// component is called when.
//
// A [Runner] decides which subruns there are. The stock one, [Ordered], takes them from the parameters of a
// group, in the order of an annotation:
//
//	traj.Add(
//		trajectory.Parameter{Path: "simulation.durations.initial", Value: units.Millisecond.Of(500),
//			Annotations: trajectory.Annotations{"order": 1}},
//		trajectory.Parameter{Path: "simulation.durations.measure", Value: units.Second.Of(10),
//			Annotations: trajectory.Annotations{"order": 2}},
//	)
//
// A runner of one's own gets spans from somewhere and hands them to [Plan.Execute], once or in a loop.
//
// [LifeCycle] is the one place where the order of hooks stands. An error that leaves it is a [HookError],
// which says whose hook it was.
package runner
