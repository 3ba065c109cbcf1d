// Package integrate turns differential equations into the update of one time step.
//
// An Update gives, for every differential variable, an expression for its value after the step in terms of
// the values before it, and of steps in between; constants that it needs, such as propagators, are named and come with a
// function of the step size. Explicit methods are schemes, texts of a few lines (scheme.go), which users may write as
// well; each other method is one file. Choose picks the method that Brian 2 would pick where none is named
// (exact_default.go).
//
// # Law of the room
//
// From trees to trees: an Update is said in the language of the equations, and knows nothing of arrays or
// instructions.
package integrate
