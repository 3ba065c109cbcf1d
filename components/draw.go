package components

import (
	"fmt"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"

	"golgi/sim"
	"golgi/units"
)

// A Draw is how each synapse gets a weight or a delay: the same for all, from a distribution, or from the distance of its neurons.
// Its parameters are called after what it is drawn for: weight, or weight_mean and weight_sd.
type Draw struct {
	Name, About, Source string
	expression          string // in terms of the parameters
	parameters          []argument
	functions           sim.Functions // that it calls
	space               Space         // of which it has the distance
	of, unit            string        // the parameter of which it has the unit, or that unit
	list                units.Array   // instead of the expression: one for each synapse
}

// An argument is a parameter with the value that the user has given it. The one named value stands for the draw itself.
type argument struct{ name, value, comment string }

// number writes a float as one, with a decimal point.
func number(x float64) string {
	text := strconv.FormatFloat(x, 'g', -1, 64)
	if !strings.ContainsAny(text, ".eIN") {
		text += ".0"
	}
	return text
}

// constant reports whether all synapses have the same value.
func (d Draw) constant() bool { return d.expression == "value" }

func (d Draw) isZero() bool { return d.expression == "" }

// value is what a Set gives to a variable.
func (d Draw) value(what string) any {
	if d.list.Len() > 0 {
		return d.list
	}
	return d.text(what)
}

// text is the expression with the names that the parameters have for what is drawn.
func (d Draw) text(what string) string {
	by := map[string]string{}
	for _, p := range d.parameters {
		by[p.name] = own(p.nameFor(what))
	}
	return rename(d.space.put(d.expression), by)
}

func (g argument) nameFor(what string) string {
	if g.name == "value" {
		return what
	}
	return what + "_" + g.name
}

// declared are the parameters for what is drawn.
func (d Draw) declared(what string) Parameters {
	var lines []string
	for _, p := range d.parameters {
		lines = append(lines, fmt.Sprintf("%s = %s # %s: %s", p.nameFor(what), p.value, what, p.comment))
	}
	return Parameters(strings.Join(lines, "\n"))
}

// Exactly is the same for all: "6 nS".
func Exactly(value string) Draw {
	return Draw{of: "value", Name: "Exactly", About: "the same for all", expression: "value", parameters: []argument{{"value", value, "the same for all"}}}
}

// Uniform lies between two values, anywhere with the same probability.
func Uniform(low, high string) Draw {
	return Draw{of: "low", Name: "Uniform", About: "uniform between two values", Source: "GeNN 5.1, initVarSnippet.h, Uniform",
		expression: "low + (high - low)*rand()",
		parameters: []argument{{"low", low, "smallest"}, {"high", high, "largest"}}}
}

// Normal is from the normal distribution.
func Normal(mean, sd string) Draw {
	return Draw{of: "mean", Name: "Normal", About: "normal distribution", Source: "GeNN 5.1, initVarSnippet.h, Normal",
		expression: "mean + sd*randn()",
		parameters: []argument{{"mean", mean, "mean"}, {"sd", sd, "standard deviation"}}}
}

// NormalBetween is from the part of the normal distribution between two values, as if it were drawn until it lies there.
func NormalBetween(mean, sd, low, high string) Draw {
	return Draw{of: "mean", Name: "NormalBetween", About: "the part of a normal distribution between two values, as if drawn again until it lies there",
		Source:     "GeNN 5.1, initVarSnippet.h, NormalClipped and NormalClippedDelay; Potjans & Diesmann (2014), weights",
		expression: "mean + sd*normal_between(rand(), (low - mean)/sd, (high - mean)/sd)",
		parameters: []argument{{"mean", mean, "mean of the whole distribution"}, {"sd", sd, "its standard deviation"},
			{"low", low, "smallest"}, {"high", high, "largest"}},
		functions: sim.Functions{"normal_between(u, a, b)": sim.GoFunction{Units: []string{"1", "1", "1"}, Result: "1", Value: normalBetween}}}
}

// normalBetween inverts the distribution function between two values.
func normalBetween(x ...float64) float64 {
	a, b := distuv.UnitNormal.CDF(x[1]), distuv.UnitNormal.CDF(x[2])
	if x[1] > 0 { // where 1 - CDF is exact
		a, b = distuv.UnitNormal.Survival(x[1]), distuv.UnitNormal.Survival(x[2])
		return min(max(-distuv.UnitNormal.Quantile(inside(a+(b-a)*x[0])), x[1]), x[2])
	}
	return min(max(distuv.UnitNormal.Quantile(inside(a+(b-a)*x[0])), x[1]), x[2])
}

// inside keeps a probability where its quantile is finite.
func inside(p float64) float64 { return min(max(p, 1e-300), 1-1e-16) }

// LogNormal is what the logarithm of is normally distributed.
func LogNormal(median string, sigma float64) Draw {
	return Draw{of: "median", Name: "LogNormal", About: "the logarithm is normally distributed", Source: "Song et al. (2005), PLoS Biol. 3:e68",
		expression: "median*exp(sigma*randn())",
		parameters: []argument{{"median", median, "median"}, {"sigma", number(sigma), "standard deviation of the logarithm"}}}
}

// Exponential is from the exponential distribution.
func Exponential(mean string) Draw {
	return Draw{of: "mean", Name: "Exponential", About: "exponential distribution", Source: "GeNN 5.1, initVarSnippet.h, Exponential",
		expression: "-mean*log(1 - rand())",
		parameters: []argument{{"mean", mean, "mean"}}}
}

// Gamma is from the gamma distribution.
func Gamma(shape float64, scale string) Draw {
	return Draw{of: "scale", Name: "Gamma", About: "gamma distribution", Source: "GeNN 5.1, initVarSnippet.h, Gamma",
		expression: "scale*gamma_of(rand(), shape)",
		parameters: []argument{{"shape", number(shape), "shape"}, {"scale", scale, "scale"}},
		functions: sim.Functions{"gamma_of(u, k)": sim.GoFunction{Units: []string{"1", "1"}, Result: "1", Value: func(x ...float64) float64 {
			return distuv.Gamma{Alpha: x[1], Beta: 1}.Quantile(inside(x[0]))
		}}}}
}

// Binomial is how often something happens in n trials, times a unit.
func Binomial(n int, p float64, unit string) Draw {
	return Draw{of: "unit", Name: "Binomial", About: "how often something of probability p happens in n trials, times a unit",
		Source:     "GeNN 5.1, initVarSnippet.h, Binomial",
		expression: "unit*binomial_of(rand(), n, p)",
		parameters: []argument{{"n", strconv.Itoa(n), "trials"}, {"p", number(p), "probability"}, {"unit", unit, "unit"}},
		functions:  sim.Functions{"binomial_of(u, n, p)": sim.GoFunction{Units: []string{"1", "1", "1"}, Result: "1", Value: binomialOf}}}
}

// binomialOf inverts the distribution function.
func binomialOf(x ...float64) float64 {
	u, n, p := x[0], x[1], x[2]
	if !(n >= 1) || !(p > 0) || n > 1e6 {
		return 0
	}
	of := distuv.Binomial{N: n, P: min(p, 1)}
	sum := 0.0
	for k := 0.0; k < n; k++ {
		if sum += of.Prob(k); u < sum {
			return k
		}
	}
	return n
}

// GaussianProfile falls with the distance d of the neurons: peak·exp(-d²/(2·sigma²)).
func GaussianProfile(space Space, peak string, sigma float64) Draw {
	return Draw{of: "peak", Name: "GaussianProfile", About: "falls with distance: peak·exp(-d²/(2·sigma²))", Source: "definition", space: space,
		expression: "peak*exp(-(distance)**2/(2*sigma**2))",
		parameters: append([]argument{{"peak", peak, "at distance 0"}, {"sigma", number(sigma), "width, in units of the space"}}, space.parameters...)}
}

// MexicanHat is excitation nearby and inhibition around it: a difference of two Gaussians of the distance.
func MexicanHat(space Space, peak string, sigma float64, trough string, wide float64) Draw {
	return Draw{of: "peak", Name: "MexicanHat", About: "difference of two Gaussians of the distance: peak·exp(-d²/(2·sigma²)) - trough·exp(-d²/(2·wide²))",
		Source: "Kohonen (1982), Biol. Cybern. 43:59; Wilson & Cowan (1973), Kybernetik 13:55", space: space,
		expression: "peak*exp(-(distance)**2/(2*sigma**2)) - trough*exp(-(distance)**2/(2*wide**2))",
		parameters: append([]argument{{"peak", peak, "excitation at distance 0"}, {"sigma", number(sigma), "its width, in units of the space"},
			{"trough", trough, "inhibition at distance 0"}, {"wide", number(wide), "its width, in units of the space"}}, space.parameters...)}
}

// Expression is an expression of synapses, of i and j and variables with the endings _pre and _post, with a line for each parameter:
//
//	components.Expression("w_0*exp(-abs(x_pre - x_post)/scale)", "siemens", "w_0 = 6 nS # at distance 0\nscale = 200 um # of the decay")
func Expression(text, unit string, p Parameters) Draw {
	d := Draw{Name: "Expression", About: "an expression of one's own", expression: text, unit: unit}
	list, err := p.list()
	if err != nil { // which then is said of the line that holds it
		return Draw{Name: d.Name, expression: text, parameters: []argument{{"wrong", strings.TrimSpace(string(p)), "no parameters"}}}
	}
	for _, parameter := range list {
		d.parameters = append(d.parameters, argument{parameter.name, parameter.text, parameter.comment})
	}
	return d
}

// functionsOf joins what draws call.
func functionsOf(draws ...Draw) sim.Functions {
	all := sim.Functions{}
	for _, d := range draws {
		for head, f := range d.functions {
			all[head] = f
		}
	}
	return all
}

// unitFor is the unit of what is drawn, given the values of the parameters.
func (d Draw) unitFor(what string, values sim.Namespace) string {
	if d.unit != "" {
		return d.unit
	}
	return unitOf(values[argument{name: d.of}.nameFor(what)])
}
