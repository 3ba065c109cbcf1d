// Package trajectory holds what an experiment varies and what came out of it.
//
// There are four nouns. A [Trajectory] is a tree of Parameters under dotted paths. An [Exploration] says
// which of them take several values. A [Run] is one point of it: its parameters are fixed, its results
// are open. A [Store] keeps all of that; package hdf5 has one, [NewMemoryStore] another. A store that is a [Witness] knows
// which runs were under way when a program died.
//
//	traj, err := trajectory.New("clustered")
//	err = traj.Add(
//		trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering factor"},
//		trajectory.Parameter{Path: "neurons.tau", Value: units.Millisecond.Of(5)},
//	)
//	err = traj.Explore(trajectory.Cartesian{
//		{Path: "R_ee", Values: []float64{1, 1.6, 2.5}},
//		{Path: "simulation.trial", Values: []int{0, 1}},
//	})
//	for i := range traj.Len() {
//		run, err := traj.Run(i)
//		ree, err := trajectory.Value[float64](run, "R_ee")
//		err = run.AddResult(trajectory.Result{Path: "fano", Items: []trajectory.Item{
//			{Name: "mean", Value: fanoFactor(ree)},
//		}})
//		err = trajectory.SaveRun(store, run)
//	}
//
// # Designs
//
// What Explore takes is a value that yields points, and such values compose:
//
//	Axis             one parameter: {Path: "R_ee", Values: []float64{1, 2.5}}, or trajectory.Range(1, 2.5, 0.5), Linear, Logarithmic
//	Cartesian        all combinations of the values of axes
//	Zip              their first values, their second values, …
//	Product          all combinations of the points of other designs: a Zip in it links parameters, an Axis of trials repeats
//	Explicit         points that are written out
//	OneAtATime       the defaults, and each value of each axis alone
//	Random           independent points of intervals
//	LatinHypercube   points of which each stratum of each interval has one
//	Sobol            points that fill the intervals evenly
//	Distinct         the points of another design, each once
//	Line             any of these as a text: "R_ee=1:3:0.5; tau=5ms,10ms"
//
// Samples are the same on every machine, for each seed. An integer is a float64 where one is explored, and quantities may be in any
// unit. A point that occurs twice is an error, but in Distinct and Expand.
//
//	err = traj.Explore(trajectory.Product{
//		trajectory.Sobol{N: 64, Over: []trajectory.Interval{
//			{Path: "R_ee", From: 1, To: 3},
//			{Path: "tau", From: units.Millisecond.Of(5), To: units.Millisecond.Of(50), Log: true},
//		}},
//		trajectory.Axis{Path: "simulation.trial", Values: trajectory.Range(0, 4, 1)},
//	})
//
// Further points may be added at any time, also in a file that is finished: [Trajectory.Expand] leaves out those that are there. Each
// call makes a generation. [Rows] is the table of all runs, [Trajectory.Column] what one parameter is in each of them, and [Records] says how
// each has ended. [Trajectory.Find] finds runs by their parameters, [FindRuns] by what they gave, [Trajectory.UniquePoints] says which of them
// repeat each other, and [Trajectory.Shrink] makes another trajectory of some. [Merge] makes one of several.
//
// A [Search] chooses further points by what runs have given: package search has some, and package manager carries them out.
//
// Parameters may be declared, and read, as the fields of a struct: see [Declare] and [Fill].
//
// # Names
//
// A path is names joined by dots, as in "connections.R_ee"; a name has letters, digits, '_' and '-', and
// does not begin with '_'. What is inside the tree is looked up by its full path, or by some of its names in their order, the last among
// them: "R_ee" and "a.v" find "connections.R_ee" and "a.b.v". Of several that have these names, the one with the fewest names is meant, as a
// search through the levels of the tree finds it first; where two have as few, the name is ambiguous, which is an error. A full
// path always wins.
//
// A path may be a link to a parameter or a group elsewhere ([Trajectory.AddLink]), or to a result ([Run.AddLink]). In paths that a run is given, "$" stands for the name
// of the run and "$set" for that of its set ([Trajectory.AddWildcard]).
//
// # The tree
//
// There are four branches. The parameters are what runs depend on. The config is what no run depends on, but is recorded ([Trajectory.AddConfig]).
// Each run has derived_parameters and results; those of the pre-run belong to the trajectory as a whole, and so do results that are added
// when runs have ended ([Trajectory.AddResult]). Groups ([Trajectory.Describe], [Run.Describe]), parameters and results have
// comments and annotations. [Trajectory.Nodes] and [Run.Nodes] go through all of it.
//
// # Loading
//
// [LoadPart] loads of a run what is at some paths, down to a depth, without what is large, and [LoadParts] that of many runs, one after another.
// [Outlines] lists what a run gave without reading it. [Gather] makes one array of an item of all runs, with the explored parameters as
// coordinates: it has an axis for each where the points are all combinations of their values.
//
// # Values
//
// A value is one of these, of parameters and of items of results alike:
//
//   - a bool, an integer (int8 to int64, uint8 to uint64), a float32 or float64, a complex64 or complex128, a string;
//   - a [units.Quantity];
//   - a list of one of them ([]float64, [units.Array], which []units.Quantity becomes); a []byte is a list of integers, and keeps any bytes;
//   - an [NDArray] of one of them, which may be given as a list of lists;
//   - a [Frame], which is a table of lists with names; a [CSR], which is a sparse matrix.
//
// An int becomes an int64 on entry, and a quantity without dimension becomes a float64: what has a unit is a quantity, and nothing
// else is. A list has values of one kind: what is mixed is a Frame, or several values. Anything else is refused
// when it is added. The default of a parameter decides kind and dimension; whatever is set or explored later has the same. A number becomes
// one of another size or kind where that is exact, and the columns of a frame come into the units of the default; nothing else is converted.
//
// A quantity remembers the unit in which it was written: "0.1 mV" is shown, listed and stored as 0.1 with the unit mV. The explored
// values of a parameter are in the unit of its default, unless no number of that gives the SI value to the last bit. What a
// model reads is the SI value, number times scale, also after a round trip through a store. What means the same is the same, 0.1 mV
// and 100 uV, though they differ in their last bit: as point, in [Trajectory.Same] and [Trajectory.Continues], at a bound, and in
// [Table.Means]; quantities are compared by their SI values with 15 digits.
//
// PYPET.md has what pypet calls all of this.
//
// # Post-processing
//
// A run that has finished takes further results once it is reopened ([Run.Reopen]), and a store that is an [Amender] keeps them. They bear the number of a post-processing
// ([Item].Post), which the provenance of the trajectory describes.
//
// # Invariants
//
//   - What was preset ([Trajectory.Preset]) is declared before the first run, or this is an error. What is locked ([Trajectory.Lock]) is not set or removed.
//   - Parameters freeze when Explore is called or the first Run is taken: none is added, none is changed.
//   - A parameter that has bounds is never set or explored outside of them, and neither are points that a store has loaded.
//   - Points are only ever appended: run i is the same point for ever, and no point occurs twice.
//   - A run is a pure function of its parameter values. Everything is copied on its way in and out, so
//     that nobody can change what another run reads.
//   - All lists come sorted by path or name, or in the order of exploration, never in that of a map.
//
// # Caveats
//
// A Trajectory may be used by several goroutines, a Run by one at a time. The points of a Trajectory that a
// store has loaded may still be there, to be read when they are needed: [Trajectory.Fetch] takes them all,
// before the store is closed.
package trajectory
