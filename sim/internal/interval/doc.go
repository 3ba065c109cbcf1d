// Package interval says what a kernel may compute where its inputs lie in ranges, and finds by it the pairs of neurons that a
// condition may hold for, without looking at each.
//
// A Range is a set of numbers between two bounds. A Test evaluates the body of a kernel in ranges instead of numbers: it says of a
// block of rows and columns that the condition holds nowhere there, everywhere, or perhaps. Spans halves blocks until the answer is
// clear or a block is so small that each pair may as well be examined. So i == j, abs(i - j) < k, blocks and orders cost what their
// synapses cost. Highest finds where the largest values of rows may be, for probabilities. Arrays are known by their Content.
//
// # Law of the room
//
// Sound, not sharp: a Range holds each value that an engine may compute, to the last bit. Sums, products and roots are rounded the same
// way at the bounds, and rounding keeps order; other functions are widened. What is not understood is Anything.
package interval
