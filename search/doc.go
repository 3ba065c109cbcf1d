// Package search has explorations that choose their points by what runs have given.
//
//	err = m.Search(ctx, traj, store, 0, search.Bisection{
//		Over: trajectory.Interval{Path: "neurons.I", From: 1, To: 2},
//		Of:   "rate.mean", Target: 10,
//	})
//
// [Bisection] finds where a number reaches a target, also at each value of another parameter, [GoldenSection] where it is least, over one parameter; [Evolution] where it is
// least over several, and [Bayesian] in few runs. [Repeat] repeats the points of any of them, such as in trials; the number is the mean over the finished runs of a
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
// How far the best is from the least that there is, in the middle of 6 seeds:
//
//	function                                    Bayesian               Evolution of 10
//	Forrester's, 1 parameter, from -6 to 16     2e-7 in  20 runs       1e-2 in  50 runs
//	Branin's, 2 parameters, from 0.4 to 308     2e-5 in  40 runs       0.2  in  90 runs
//	Rosenbrock's valley, from 0 to 2500         0.06 in  50 runs       0.1  in  90 runs
//
// A Bayesian search thinks for some 10 ms with 40 points, and for about a second with 200, before each generation, and as long again for each when it is resumed.
//
// # The law of the room
//
// A search is a description, and keeps nothing: each time it computes all its steps anew from the results. So it is a function of them,
// and an exploration that was killed goes on with the same points, on any machine and with any number of workers.
package search
