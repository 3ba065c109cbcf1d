// Package integrate turns differential equations into the update of one time step.
//
// An Update gives, for every differential variable, an expression for its value after the step in terms of
// the values before it; constants that it needs, such as propagators, are named and come with a function of
// the step size. Each method is one file. Choose picks the method that Brian 2 would pick.
//
// # Law of the room
//
// From trees to trees: an Update is said in the language of the equations, and knows nothing of arrays or
// instructions.
package integrate
