// Package search has explorations that choose their points by what runs have given.
//
//	err = m.Search(ctx, traj, store, 0, search.Bisection{
//		Over: trajectory.Interval{Path: "neurons.I", From: 1, To: 2},
//		Of:   "rate.mean", Target: 10,
//	})
//
// [Bisection] finds where a number reaches a target, [GoldenSection] where it is least, over one parameter; [Evolution] where it is
// least over several. [Repeat] repeats the points of any of them, such as in trials; the number is the mean over the finished runs of a
// point then. [Best] says what was found. To see results and to choose points as one likes, write a [trajectory.SearchFunc]:
//
//	refine := trajectory.SearchFunc(func(so *trajectory.Results) (trajectory.Exploration, error) {
//		switch so.Generation() {
//		case 0:
//			return trajectory.Axis{Path: "I", Values: trajectory.Linear(1.0, 2.0, 5)}, nil
//		case 1:
//			i, rate, err := …
//			return trajectory.Axis{Path: "I", Values: trajectory.Linear(i-0.1, i+0.1, 5)}, err
//		}
//		return nil, nil
//	})
//
// # The law of the room
//
// A search is a description, and keeps nothing: each time it computes all its steps anew from the results. So it is a function of them,
// and an exploration that was killed goes on with the same points, on any machine and with any number of workers.
package search
