package reference

import "math"

// number is the type of the elements that arithmetic loops work on.
type number interface{ float64 | int64 }

// The loops below are the inner loops of most models. Go does not vectorise; taking four elements at a time
// through slices of known length drops the bounds checks and halves the time. V stands for a block, S for one
// value for all elements. The destination may be an operand.

func addVV[T number](dst, a, b []T) {
	n := len(dst)
	a, b = a[:n], b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x, y := dst[k:k+4:k+4], a[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = x[0]+y[0], x[1]+y[1], x[2]+y[2], x[3]+y[3]
	}
	for ; k < n; k++ {
		dst[k] = a[k] + b[k]
	}
}

func addVS[T number](dst, a []T, b T) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = x[0]+b, x[1]+b, x[2]+b, x[3]+b
	}
	for ; k < n; k++ {
		dst[k] = a[k] + b
	}
}

func addSV[T number](dst []T, a T, b []T) { addVS(dst, b, a) }

func subVV[T number](dst, a, b []T) {
	n := len(dst)
	a, b = a[:n], b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x, y := dst[k:k+4:k+4], a[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = x[0]-y[0], x[1]-y[1], x[2]-y[2], x[3]-y[3]
	}
	for ; k < n; k++ {
		dst[k] = a[k] - b[k]
	}
}

func subVS[T number](dst, a []T, b T) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = x[0]-b, x[1]-b, x[2]-b, x[3]-b
	}
	for ; k < n; k++ {
		dst[k] = a[k] - b
	}
}

func subSV[T number](dst []T, a T, b []T) {
	n := len(dst)
	b = b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, y := dst[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = a-y[0], a-y[1], a-y[2], a-y[3]
	}
	for ; k < n; k++ {
		dst[k] = a - b[k]
	}
}

func mulVV[T number](dst, a, b []T) {
	n := len(dst)
	a, b = a[:n], b[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x, y := dst[k:k+4:k+4], a[k:k+4:k+4], b[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = T(x[0]*y[0]), T(x[1]*y[1]), T(x[2]*y[2]), T(x[3]*y[3])
	}
	for ; k < n; k++ {
		dst[k] = T(a[k] * b[k])
	}
}

func mulVS[T number](dst, a []T, b T) {
	n := len(dst)
	a = a[:n]
	k := 0
	for ; k <= n-4; k += 4 {
		d, x := dst[k:k+4:k+4], a[k:k+4:k+4]
		d[0], d[1], d[2], d[3] = T(x[0]*b), T(x[1]*b), T(x[2]*b), T(x[3]*b)
	}
	for ; k < n; k++ {
		dst[k] = T(a[k] * b)
	}
}

func mulSV[T number](dst []T, a T, b []T) { mulVS(dst, b, a) }

// Division is bound by the divider, not by the loop.

func divVV(dst, a, b []float64) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = a[k] / b[k]
	}
}

func divVS(dst, a []float64, b float64) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = a[k] / b
	}
}

func divSV(dst []float64, a float64, b []float64) {
	b = b[:len(dst)]
	for k := range dst {
		dst[k] = a / b[k]
	}
}

// fmaVVV is a·b + c rounded once.
func fmaVVV(dst, a, b, c []float64) {
	a, b, c = a[:len(dst)], b[:len(dst)], c[:len(dst)]
	for k := range dst {
		dst[k] = math.FMA(a[k], b[k], c[k])
	}
}

func negate[T number](dst, a []T) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = -a[k]
	}
}

func absolute(dst, a []float64) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = math.Abs(a[k])
	}
}

func squareRoot(dst, a []float64) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = math.Sqrt(a[k])
	}
}

func roundDown(dst, a []float64) {
	a = a[:len(dst)]
	for k := range dst {
		dst[k] = math.Floor(a[k])
	}
}

func minVV[T number](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = min(a[k], b[k])
	}
}

func maxVV[T number](dst, a, b []T) {
	a, b = a[:len(dst)], b[:len(dst)]
	for k := range dst {
		dst[k] = max(a[k], b[k])
	}
}

// each applies a function of one number.
func each[D, S any](f func(S) D) func(dst []D, a []S) {
	return func(dst []D, a []S) {
		a = a[:len(dst)]
		for k := range dst {
			dst[k] = f(a[k])
		}
	}
}

// pairs applies a function of two numbers.
func pairs[T any](f func(x, y T) T) func(dst, a, b []T) {
	return func(dst, a, b []T) {
		a, b = a[:len(dst)], b[:len(dst)]
		for k := range dst {
			dst[k] = f(a[k], b[k])
		}
	}
}
