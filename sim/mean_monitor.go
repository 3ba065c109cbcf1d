package sim

import (
	"errors"
	"fmt"
	"math"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/lower"
)

// MeanMonitor computes the mean and the variance over time of variables at regular times, and keeps no times, so that its memory does not
// grow. With value x of an element in step n,
//
//	mean ← mean + (x - mean)/n,  variance = Σ (x - mean)²/n.
//
// As Recorded it is
//
//	record                  [element], its number
//	mean of each variable   [element] in its unit, called mean_v
//	variance of each        [element] in the square of its unit, called variance_v
//
// with the number of values, steps. Without any, mean and variance are NaN.
//
// Source: Welford (1962), Technometrics 4:419; Brian 1.4, StateMonitor.mean and var.
type MeanMonitor struct {
	stateRecorder
	count, moments *lower.Template
}

// Names of what is gathered for each variable.
const meanName, momentName, stepsName, valueOfStep = "mean", "m2", "n", "x"

// NewMeanMonitor returns a monitor of the means of spec.Variables of spec.Of.
func NewMeanMonitor(spec Recording) (*MeanMonitor, error) {
	base, err := newStateRecorder("mean monitor", spec)
	if err != nil {
		return nil, err
	}
	m := &MeanMonitor{stateRecorder: *base}
	if m.count, err = m.gather("count", "n += 1", false); err != nil {
		return nil, err
	}
	m.moments, err = m.gather("moments", "d = x - mean\nmean += d/n\nm2 += d*(x - mean)", true)
	return m, err
}

// gather lowers statements about what is gathered. The number of values is one for all elements, or the element itself.
func (m *MeanMonitor) gather(role, text string, oneForAll bool) (*lower.Template, error) {
	scope := make(equations.Symbols)
	for _, name := range []string{meanName, momentName, stepsName, valueOfStep} {
		scope[name] = equations.Symbol{Name: name, Kind: equations.Stored, Info: equations.Info{Type: equations.Float}, Side: equations.Own,
			Shared: name == stepsName && oneForAll}
	}
	list, err := statements(source(m, role, text), scope)
	if err != nil {
		return nil, err
	}
	return lower.Statements(role, list, scope, equations.Reset), nil
}

func (m *MeanMonitor) declare(p *bind.Part) error {
	if err := m.stateRecorder.declare(p); err != nil {
		return err
	}
	p.Array(stepsName, stepsName, ir.Float64, 1)
	for _, name := range m.spec.Variables {
		p.Array(meanName+" "+name, meanName+" of "+name, ir.Float64, p.N)
		p.Array(momentName+" "+name, momentName+" of "+name, ir.Float64, p.N)
	}
	return nil
}

func (m *MeanMonitor) schedule(s *bind.Schedule, p *bind.Part) error {
	when, outputs := m.probe(s, p)
	s.Map(when, m.count, p.Site("count"), 1, ir.NoList)
	for k, name := range m.spec.Variables {
		site := p.Site("moments").With(valueOfStep, outputs[k]).With(meanName, p.ArrayID(meanName+" "+name)).
			With(momentName, p.ArrayID(momentName+" "+name))
		s.Map(when, m.moments, site, p.N, ir.NoList)
	}
	return nil
}

// Means are what a MeanMonitor has gathered.
type Means struct {
	Source    string
	Record    []int32 // numbers of the elements, within what is monitored
	Steps     int     // of how many values of each
	Variables []Mean
}

// Mean is one variable of Means: of element Record[k] at k.
type Mean struct {
	Name           string
	Unit           string // SI unit of the mean; empty where there is none
	VarianceUnit   string // its square
	Mean, Variance []float64
}

// Means returns what a monitor has gathered so far.
func (n *Network) Means(m *MeanMonitor) (Means, error) {
	p, err := n.partOf(m)
	if err == nil && p.IsEmpty() {
		err = n.refuse()
	}
	if err != nil {
		return Means{}, err
	}
	return m.means(p)
}

func (m *MeanMonitor) means(p *bind.Part) (Means, error) {
	steps, err := p.Read(stepsName)
	if err != nil {
		return Means{}, err
	}
	out := Means{Source: m.spec.Of.Name(), Record: m.record(p), Steps: int(steps[0])}
	for k, name := range m.spec.Variables {
		mean, err := p.Read(meanName + " " + name)
		if err != nil {
			return Means{}, err
		}
		variance, err := p.Read(momentName + " " + name)
		if err != nil {
			return Means{}, err
		}
		for i := range mean {
			variance[i] /= steps[0]
			if steps[0] == 0 {
				mean[i] = math.NaN()
			}
		}
		unit, square := m.variables.unitsOf(k)
		out.Variables = append(out.Variables, Mean{name, unit, square, mean, variance})
	}
	return out, nil
}

func (m *MeanMonitor) recorded(p *bind.Part) (Recorded, error) {
	got, err := m.means(p)
	attributes := m.attributes("MeanMonitor")
	attributes["steps"] = got.Steps
	dims := []string{"element"}
	r := Recorded{Attributes: attributes, Series: []Series{{Name: "record", Values: got.Record, Dims: dims, Comment: "elements recorded"}}}
	for _, v := range got.Variables {
		r.Series = append(r.Series, Series{Name: "mean_" + v.Name, Values: v.Mean, Unit: v.Unit, Dims: dims, Comment: fmt.Sprintf("mean of %s over time", v.Name)},
			Series{Name: "variance_" + v.Name, Values: v.Variance, Unit: v.VarianceUnit, Dims: dims, Comment: fmt.Sprintf("variance of %s over time", v.Name)})
	}
	return r, err
}

func (m *MeanMonitor) refill(p *bind.Part, r recording) error {
	if err := errors.Join(m.sameElements(p, r), r.whole()); err != nil {
		return err
	}
	steps := r.number("steps")
	faults := []error{p.Write(stepsName, []float64{float64(steps)})}
	for _, name := range m.spec.Variables {
		mean, err := r.rows("mean_"+name, 1, p.N)
		variance, err2 := r.rows("variance_"+name, 1, p.N)
		if faults = append(faults, err, err2); err != nil || err2 != nil {
			continue
		}
		moments := make([]float64, len(variance))
		for k, v := range variance {
			moments[k] = timesSteps(v, float64(steps))
		}
		faults = append(faults, p.Write(meanName+" "+name, mean), p.Write(momentName+" "+name, moments))
	}
	return errors.Join(faults...)
}

// timesSteps returns a number of which the quotient by so many steps is x, to the last bit.
func timesSteps(x, steps float64) float64 {
	y := float64(x * steps)
	for _, near := range []float64{y, math.Nextafter(y, math.Inf(-1)), math.Nextafter(y, math.Inf(1))} {
		if near/steps == x {
			return near
		}
	}
	return y
}
