// Package mathlib defines the elementary functions of the simulator to the last bit.
//
// The standard library's differ between processors, and so do C's between libraries. Those of this package
// do not: every function is one fixed sequence of operations that IEEE 754 defines, so every machine,
// compiler and engine that performs it gets the same bits. An engine in another language writes the same
// sequence down.
//
// # The rules of the room
//
// Results are made of + - * /, math.Sqrt, math.FMA, comparisons, and operations on the bits; of what else
// package math has, only that is used which is exact (Abs, Floor, Mod). An fma stands only where math.FMA
// is written: every product that meets a sum is float64(x*y), which keeps Go from fusing them, and a test
// at the root of the module looks for products that are not.
//
// The usual range of a function is free of branches: choices are made by selection, so that compilers
// vectorise the same lines over arrays. Whatever is outside (huge, subnormal, infinite, NaN) goes to one
// slow function, whose name ends in Slow.
//
// There is one NaN, NaN(). No function returns another, whatever it was given.
//
// # Accuracy
//
// Errors are stated in ULP, units in the last place of the exact result, and hold over the whole domain,
// huge arguments and subnormal results included. TestULP compares with series in math/big at 320 bits; the
// bounds were met by 100,000 arguments from each of its samplers. 0.5 is the best that rounding allows.
//
// A number is often carried as two, y + yLo, where yLo holds what rounding took from y.
//
// # Where the numbers come from
//
// Polynomials interpolate their function at Chebyshev points, which costs less than a bit against the
// minimax polynomial; there are few tables, of 32 numbers or less. The tests derive every coefficient,
// table line and split constant again from its definition.
package mathlib
