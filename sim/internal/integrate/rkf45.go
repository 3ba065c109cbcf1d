package integrate

import (
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// rkf45 is the method of Runge, Kutta and Fehlberg of order 5 with steps of its own within the step size, as long as
// an error that is estimated by one of order 4 allows. No step is longer than the step size.
//
// Source: Fehlberg (1969), NASA TR R-315; the GNU Scientific Library 2.7, ode-initval2/rkf45.c; Brian 2, method
// "gsl_rkf45".
var rkf45 = mustScheme("rkf45", NoNoise, `
	k_1 = dt*f(x, t)
	k_2 = dt*f(x + k_1/4, t + dt/4)
	k_3 = dt*f(x + (3*k_1 + 9*k_2)/32, t + 3*dt/8)
	k_4 = dt*f(x + (1932*k_1 - 7200*k_2 + 7296*k_3)/2197, t + 12*dt/13)
	k_5 = dt*f(x + (8341*k_1 - 32832*k_2 + 29440*k_3 - 845*k_4)/4104, t + dt)
	k_6 = dt*f(x + (-6080*k_1 + 41040*k_2 - 28352*k_3 + 9295*k_4 - 5643*k_5)/20520, t + dt/2)
	error = k_1/360 - 128*k_3/4275 - 2197*k_4/75240 + k_5/50 + 2*k_6/55
	x_new = x + (902880*k_1 + 3953664*k_3 + 3855735*k_4 - 1371249*k_5 + 277020*k_6)/7618050`)

// Names that a step of its own has: its size, and the time at its beginning.
const (
	OwnStep = "_own_step"
	OwnTime = "_own_time"
)

// Adaptive says that an update is one of several steps by which a neuron gets through a time step. OwnStep and OwnTime
// stand in it for the size of such a step and for the time at its beginning.
type Adaptive struct {
	Errors     []syntax.Expr // that is made for each of the update's values; nil is none
	Tolerances []string      // the names of the constants that say how large they may be
	MaxSteps   int           // in a time step
}

// The tolerance and the number of steps, where a user says nothing. Source: Brian 2, stateupdaters/GSL.py.
const (
	defaultError = 1e-6
	defaultSteps = 100
)

// adaptive applies rkf45 to a system.
func adaptive(sys *System, by Method) (*Update, *syntax.Fault) {
	for _, v := range sys.Variables {
		if equations.Draws(v.Expr) {
			return nil, sys.refusal(rkf45.name, derivative(v), v.Expr, "it draws random numbers")
		}
	}
	w, fault := rkf45.writer(sys)
	if fault != nil {
		return nil, fault
	}
	w.stepName, w.timeName = OwnStep, OwnTime
	w.writeLines()
	a := &Adaptive{MaxSteps: by.MaxSteps}
	if a.MaxSteps == 0 {
		a.MaxSteps = defaultSteps
	}
	for _, v := range sys.Variables {
		tolerance, given := by.Errors[v.Name]
		switch {
		case given:
		case by.Error > 0:
			tolerance = by.Error
		default:
			tolerance = defaultError
		}
		a.Errors = append(a.Errors, w.result("error", place{variable: v}))
		a.Tolerances = append(a.Tolerances, "tolerance["+v.Name+"]")
		w.update.constant(a.Tolerances[len(a.Tolerances)-1], func(float64) float64 { return tolerance })
	}
	w.update.Adaptive = a
	w.update.dropUnused(w.outer)
	return w.update, nil
}
