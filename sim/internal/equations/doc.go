// Package equations gives equation strings their meaning: which variables a model has, what every name
// refers to, and which type and unit every expression has.
//
// There are three nouns. A Model is a checked block of equations. A Scope says what the names in an
// expression refer to; each answer is a Symbol. An Info is what is known of an expression: its type
// (float, integer, boolean) and its dimension.
//
// Ordinary use: NewModel with the parsed block and what its owner is, a Scope made of the model, the
// namespace and the units, then Model.Check, and Check, CheckValue or CheckStatements for each further text.
//
// # Types and units
//
// Arithmetic on integers gives an integer, but "/" is a true division; a boolean counts as 0 or 1 there. A
// float is given to no integer variable, and a number to no boolean one or the other way round, unless
// int(...) says so. The exponent of a quantity with a unit is a constant.
//
// # Caveats
//
// A subexpression is written out wherever it is used, so that a short chain of them can stand for more
// operations than there are atoms. What later stages would write out is counted first and bounded; they may
// recurse without care over what was checked here, and over nothing else.
//
// # Law of the room
//
// Nothing here computes: no step size, no method of integration, no instruction. Faults are collected and
// said all at once, each with the place in the source where it stands; one mistake is one fault.
package equations
