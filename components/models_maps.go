package components

import (
	"fmt"
	"strings"
)

// IzhikevichSteps is Izhikevich's model as its author, and GeNN, step it: v twice by half a step, then u by a whole one. Its step size
// should be 1 ms.
var IzhikevichSteps = Model{
	Name: "IzhikevichSteps", About: "Izhikevich's neurons as he steps them: v twice by half a step, then u by a whole one, with steps of 1 ms",
	Source: "Izhikevich (2003), IEEE Trans. Neural Netw. 14:1569, the program; GeNN 5.1, neuronModels.h, Izhikevich",
	Equations: `v : volt
		u : volt/second`,
	Step: `v += 0.5*dt*((0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - u + I*Gohm/ms)
v += 0.5*dt*((0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - u + I*Gohm/ms)
u += a*(b*v - u)*dt
v = clip(v, -inf*volt, 30*mV)`,
	Threshold: "v >= 29.99*mV", Reset: "v = c\nu += d", Initial: Values{"v": "-65*mV", "u": "b*v"},
	Parameters: Izhikevich.Parameters,
}

// RulkovMap jumps from value to value. Its step size should be 0.5 ms.
var RulkovMap = Model{
	Name: "RulkovMap", About: "a map in place of equations, with steps of 0.5 ms",
	Source: "Rulkov (2002), Phys. Rev. E 65:041922; GeNN 5.1, neuronModels.h, RulkovMap",
	Equations: `v : volt
		before : volt`,
	Step: `rising = int(v <= 0*volt)
firing = int(v > 0*volt)*int(v < V_spike*(alpha + y))*int(before <= 0*volt)
next_v = rising*(V_spike**2*alpha/(V_spike - v - beta*I) + V_spike*y) + firing*V_spike*(alpha + y) - (1 - rising - firing)*V_spike
before = v
v = next_v`,
	Threshold: "v >= V_spike*(alpha + y)", Initial: Values{"v": "-60*mV", "before": "-60*mV"},
	Parameters: `
		V_spike = 60 mV      > 0  # amplitude of spikes
		alpha   = 3.0             # shape of the map
		y       = -2.468          # excitation
		beta    = 2.64 Mohm       # how a current acts`,
}

// InParts returns a model that is integrated by Euler's method in n parts of each step, at most 1000. GeNN's TraubMiles is InParts(TraubMiles, 25).
func InParts(m Model, n int) Model {
	if n < 1 || n > 1000 {
		m.fault = fmt.Errorf("InParts(%s, %d): wanted 1 to 1000 parts", m.Name, n)
		return m
	}
	lines, at := []string{}, "x"
	for k := 1; k <= n; k++ {
		to := fmt.Sprintf("part_%d", k)
		if k == n {
			to = "x_new"
		}
		lines = append(lines, fmt.Sprintf("%s = %s + dt/%d*f(%s, t + %d*dt/%d)", to, at, n, at, k-1, n))
		at = to
	}
	m.Method = strings.Join(lines, "\n")
	return m
}
