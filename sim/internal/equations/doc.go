// Package equations gives equation strings their meaning: which variables a model has, what every name
// refers to, and which type and unit every expression has.
//
// There are three nouns. A Model is a checked block of equations. A Scope says what the names in an
// expression refer to; each answer is a Symbol. An Info is what is known of an expression: its type
// (float, integer, boolean) and its dimension.
//
// Ordinary use: NewModel with the parsed block and what its owner is, a Scope made of the model, the
// namespace and the units, then Model.Check, and Check for each further expression or statement.
//
// # Law of the room
//
// Nothing here computes: no step size, no method of integration, no instruction. Faults are collected and
// said all at once, each with the place in the source where it stands.
package equations
