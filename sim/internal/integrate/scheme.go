package integrate

import (
	"golgi/sim/internal/syntax"
)

// A scheme is an explicit method written as text, for equations dx/dt = f(x, t) + g(x, t)·xi, where xi is white noise:
//
//	k = dt*f(x, t)
//	x_new = x + dt*f(x + k/2, t + dt/2)
//
// Its lines name intermediate results, and the last one gives the value after the step. dW is the integral of xi over
// the step, a normal number of variance dt. Each variable of a model follows the text with its own x, k and f; within
// f(x + k/2, t) all of them stand there shifted by their own k.
//
// What depends on g or dW is there once for each source of noise, and in the last line all are added up. Without noise
// it is zero.
//
// Source: Brian 2, ExplicitStateUpdater.
type scheme struct {
	name  string
	text  string
	noise Noise // which it can integrate
	lines []line
	calls map[string]evaluation
}

// Noise says which noise a method can integrate.
type Noise uint8

// The kinds of noise, each among those that follow.
const (
	NoNoise        Noise = iota
	Additive             // its coefficients depend neither on variables nor on time
	Diagonal             // no equation has two sources, and no source stands in two equations
	Multiplicative       // any
)

// line is a line of a scheme, as the sum of what is there once and what is there for each source of noise. Nil is
// zero.
type line struct {
	name         string
	drift, noise syntax.Expr
}

// evaluation is a call of f or g. In the lines a name stands for it.
type evaluation struct {
	of   string // "f" or "g"
	x, t syntax.Expr
}

// theSchemes are those that have a name.
//
// Source: Brian 2, stateupdaters/explicit.py. Its heun and milstein integrate what is no noise as euler does. Noise is
// meant in the sense of Stratonovich. The support of Brian's milstein has dt*f(x, t) beside the noise, which costs half
// an order of convergence where f is not zero.
var theSchemes = []*scheme{
	mustScheme("euler", Additive, "x_new = x + dt*f(x, t) + g(x, t)*dW"),
	mustScheme("rk2", NoNoise, `
		k = dt*f(x, t)
		x_new = x + dt*f(x + k/2, t + dt/2)`),
	mustScheme("rk4", NoNoise, `
		k_1 = dt*f(x, t)
		k_2 = dt*f(x + k_1/2, t + dt/2)
		k_3 = dt*f(x + k_2/2, t + dt/2)
		k_4 = dt*f(x + k_3, t + dt)
		x_new = x + (k_1 + 2*k_2 + 2*k_3 + k_4)/6`),
	mustScheme("heun", Multiplicative, `
		x_support = x + g(x, t)*dW
		g_support = g(x_support, t + dt)
		x_new = x + dt*f(x, t) + 0.5*dW*(g(x, t) + g_support)`),
	mustScheme("milstein", Diagonal, `
		x_support = x + sqrt(dt)*g(x, t)
		g_support = g(x_support, t)
		k = 1/(2*sqrt(dt))*(g_support - g(x, t))*dW**2
		x_new = x + dt*f(x, t) + g(x, t)*dW + k`),
}

func mustScheme(name string, noise Noise, text string) *scheme {
	s, faults := readScheme(&syntax.Source{Name: name, Text: text}, name, noise)
	if faults != nil {
		panic(faults)
	}
	return s
}
