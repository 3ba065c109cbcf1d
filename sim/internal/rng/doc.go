// Package rng makes random numbers that are a function, not a history: the same key, index, tick and draw
// give the same number on every machine, in every engine, in any order, and nothing is advanced or stored.
//
// A Key stands for one place where a model draws: it is a hash of the seed, the trial, the name of the
// object and the call site (NewKey). Under a key, Philox4x32-10 turns the counter
//
//	word 0  index      the neuron or the row
//	word 1  tick       its low 32 bits: the step that the object's clock executed
//	word 2  tick       its high 32 bits
//	word 3  draw       0, 1, 2, ... where one index draws several times within a tick
//
// into a block of four random words (Block). Everything else reads such blocks:
//
//	Uniform         words 0 and 1, a float64 in [0, 1)
//	Normal          all four words, by Box and Muller
//	Stream          both halves of the blocks of draw 0, 1, 2, ..., one uniform after the other
//	GeometricGap    a uniform, as the number of failures before the next success
//
// So one key serves one of these uses only: Uniform and Normal of the same counter are not independent. The
// slice forms give a range of indices the bits of the scalar ones.
//
// # What it is good for
//
// Philox4x32-10 passes TestU01's BigCrush (Salmon et al. 2011). Two keys are equal by chance once in 2^64.
// It is no cryptographic generator.
package rng
