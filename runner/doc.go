// Package runner runs the subruns of a run, and knows the life cycle of an experiment: which hook of which
// component is called when.
//
// A [Runner] decides which subruns there are. The stock one, [Ordered], takes them from the parameters of a
// group, in the order of an annotation. [Subruns] is a part that adds such parameters:
//
//	runner.Subruns{{Name: "initial", Duration: units.Millisecond.Of(500)}, {Name: "measure", Duration: units.Second.Of(10)}}
//
// Experiments that do not simulate have the runner [None].
//
// A runner of one's own gets spans from somewhere and hands them to [Plan.Execute], once or in a loop.
//
// [LifeCycle] is the one place where the order of hooks stands. An error that leaves it is a [HookError],
// which says whose hook it was.
package runner
