// Package enginetest is what every engine of the simulator must pass, and the models that show it.
//
//	func TestEngine(t *testing.T) { enginetest.Run(t, sim.CC) }
//
// There are four nouns. A Description is a network as data: the struct literals of package sim, which refer
// to each other by name. It can be built, printed as Go and drawn at random. A Model is a row of the table
// that [Models] returns: a description for every size, with the source of its equations. The table serves
// golden results, the comparison of engines, benchmarks and the seeds of fuzzing alike. A Difference is the
// first thing in which two networks differ: object, variable, element, step and both values. [NoDiff] looks
// for it.
//
// # How equal equal is
//
// Exact: every variable of every object, every spike, trace and rate has the same bits on both engines.
// Random numbers belong to the objects, so they are no exception.
//
// # Law of the room
//
// Engines are compared through sim's public door alone, so that what is compared is what users see. The kit
// of engines below that door, with kernels that no model can say, is sim/internal/engine/plantest.
package enginetest
