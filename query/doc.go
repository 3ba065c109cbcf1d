// Package query finds runs by a condition on their parameters and results.
//
//	runs, err := query.Runs(store, traj, `R_ee > 2 && fano < 1.2 && tau >= 5*ms`)
//	table, err := query.Rows(store, traj, `R_ee > 2`, "R_ee", "trial", "fano")
//	points, known, err := query.Planned(traj, `R_ee > 2`) // before there are runs
//
// A condition is an expression of github.com/expr-lang/expr: numbers, texts in quotes, true and false; + - * / % **, == != < <= > >=,
// && || ! and, or, not, in, contains, startsWith, matches, ?:, and functions such as abs, min, max, floor, len. Its names are, in this order:
//
//   - parameters, by their paths or short names
//   - run, the number of the run; status, such as "finished"
//   - units, such as ms, mV, Hz
//   - single numbers of results, by their paths or the unambiguous ends of these; truth values are 1 and 0 there, and may stand where
//     a truth value is wanted
//
// Quantities are compared as quantities, with 15 digits: tau >= 5*ms. To compare a time with a number, or with a voltage, is an error. Where a
// run has not given a number, that is NaN, for which every comparison but != is false.
//
// Only runs that have finished are looked at, unless the condition has status.
package query
