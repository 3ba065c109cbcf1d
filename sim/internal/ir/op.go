package ir

// Op is the operation of an instruction.
type Op uint8

// The operations. Where operands may be Float or Int, both have the same type, which is that of the result
// unless said otherwise. Integer arithmetic wraps at 64 bits. The table signatures has all of this as data.
const (
	Invalid Op = iota

	// Leaves.
	Lit   // Num or Int
	Param // constant parameter number Param
	Index // Int: number of the element in the space of the domain (for a list: the entry, not its position)

	// Memory. Args[0] is an Int index; one outside the array is an error of the step, unless the mask is
	// false there. Storing to an Int32 array keeps the low 32 bits.
	Load  // Array[Args[0]]
	Store // Array[Args[0]] = Args[1], if Args[2] (Bool) where given
	Incr  // Array[Args[0]] += Args[1], if Args[2] (Bool) where given; Float and Int arrays
	Emit  // append the element's number to the kernel's list if Args[0] (Bool)

	// Random numbers: functions of (key of the binding, Args[0] as index modulo 2^32, tick of the clock,
	// Draw).
	Rand    // Float, uniform in [0, 1)
	Randn   // Float, standard normal
	Poisson // Float, a Poisson number of mean Args[1]; Draw is below 2^16

	// Call is function number Param of the binding, of one to three Floats; operands that are not there are None. It is a
	// function of its operands alone.
	Call // Float

	// Fit is Args[1], an Int or a Float that is about to be stored in an Int32 array at Args[0]. A Float is cut off towards zero.
	// One that does not fit 32 bits, or is no number, is an error of the step, unless the mask Args[2] (Bool), where given, is
	// false there; then an Int stays what it is, and a Float gives 0.
	Fit // Int

	// Arithmetic on Float or Int.
	Add
	Sub
	Mul
	Neg
	Abs
	Mod      // as Python's %: fmod(a, b), plus b where their signs differ; b = 0: NaN, Int: 0
	FloorDiv // as Python's //: the rounded (a - Mod(a, b))/b; b = 0: a/b, Int: 0
	Min      // Float: NaN if either is NaN, and -0 < 0
	Max      // likewise
	Sign     // -1, 0 or 1; NaN of NaN

	// Arithmetic on Float only.
	Div
	Fma // Args[0]*Args[1] + Args[2], rounded once
	Sqrt
	Floor
	Ceil
	Pow
	Exp
	Expm1
	Exprel
	Log
	Log1p
	Log10
	Sin
	Cos
	Tan
	Asin
	Acos
	Atan
	Sinh
	Cosh
	Tanh

	// Comparison of two Floats, two Ints or (Eq, Ne) two Bools; the result is Bool. Comparisons with NaN
	// are false, but Ne is true.
	Lt
	Le
	Eq
	Ne

	// Logic on Bool.
	And
	Or
	Not

	// Select is Args[1] if Args[0] (Bool), else Args[2], of any one type.
	Select

	// Conversions.
	ToFloat // of Int or Bool
	ToInt   // of Float (towards zero; saturating at ±2^63, NaN is 0) or Bool
	ToBool  // of Float or Int: whether it is not zero

	opCount
)
