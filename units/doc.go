// Package units gives numbers their physical dimension: it reads "20 mV", computes with it, refuses to
// add it to 5 ms, and prints it again.
//
// There are four nouns. A Dimension says what a number measures (V, S/m^2, s^-1/2), whatever its size.
// A Unit is a named amount of a dimension (mV is a thousandth of a volt). A Quantity is one number with
// its dimension, an Array several numbers with one dimension. All are immutable values.
//
//	tau := units.Millisecond.Of(20)            // in Go: spelled out
//	g, err := units.Parse("0.3*nS")            // in text: symbols, or Brian's names ("0.3 nsiemens")
//	rates := units.Hertz.OfAll(5, 10, 20)      // an Array; its text is "[5, 10, 20] Hz"
//	x, err := tau.In(units.Second)             // 0.02
//
// Quantities live at the border of a program, where people write them: parameters, options, durations.
// Inside, numbers are bare float64 in SI, which [Quantity.SI] gives.
//
// # Names
//
// Lookup knows the names of Brian 2, which are those of equations: spelled names under every prefix and
// their powers (volt, mvolt, mmetre2), and the short ones that hardly clash with a variable (mV, nS, ms,
// um2). Text that can hold nothing but a unit, as Parse and ParseUnit read it, may use every SI symbol
// as well (V, s, kohm, mol).
//
// # Invariants
//
// Scales are powers of ten, correctly rounded, also those of compound units: uF/cm**2 is 0.01 to the last
// bit. (Under a root they may be halves: mV/ms**0.5 is 10^-1.5.) A written quantity is its number times
// that scale, rounded once: "20 mV" is 20*1e-3, as in Brian. That need not be the literal: "52 mV" is
// 52*1e-3, which is one bit above 0.052.
//
// Printing is exact: Parse of a printed quantity gives the same bits. A written quantity prints as it was
// written, a computed one under the prefix that suits it, unless only SI units give the bits in few digits
// (0.052 V). [Quantity.Written] says which unit that was, [Quantity.As] makes it another, and [Quantity.Same] compares 15 digits,
// since 0.1 mV and 100 uV differ in the last bit. Nothing here depends on the architecture of the processor.
package units
