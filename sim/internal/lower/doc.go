// Package lower turns checked expressions, statements and integrator updates into kernels.
//
// The result is a Template: a kernel of the IR together with, for each of its array and constant
// parameters, the name of what belongs there. A template is made once, when an object is described; the
// network binds it to memory. So values of the namespace, the step size and the sizes of groups are
// arguments of kernels and never part of their code.
//
// # Rules
//
// An expression means what it says, operation by operation, from left to right; nothing is reordered.
// Integers turn into floats where a float is wanted. Powers with a whole literal exponent up to 4 are
// products. Each occurrence of rand() or randn() is a draw of its own, numbered in the order of the text.
package lower
