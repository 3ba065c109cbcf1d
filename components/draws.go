package components

import (
	"fmt"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// Exactly is the same for all: "6 nS". Behind the value may stand what must be true of it, as in [Parameters]: "6 nS >= 0".
func Exactly(value string) Draw {
	limits := ""
	if k := strings.IndexAny(value, "<>!"); k >= 0 {
		value, limits = strings.TrimSpace(value[:k]), value[k:]
	}
	return Draw{Name: "Exactly", About: "the same for all", expression: "value", parameters: []argument{drawn("value", value, limits, "the same for all")}}
}

// Uniform lies between two values, anywhere with the same probability.
func Uniform(low, high string) Draw {
	return Draw{Name: "Uniform", About: "uniform between two values", Source: "GeNN 5.1, initVarSnippet.h, Uniform",
		expression: "low + (high - low)*rand()",
		parameters: []argument{drawn("low", low, "<= high", "smallest"), drawn("high", high, "", "largest")}}
}

// Normal is from the normal distribution.
func Normal(mean, sd string) Draw {
	return Draw{Name: "Normal", About: "normal distribution", Source: "GeNN 5.1, initVarSnippet.h, Normal",
		expression: "mean + sd*randn()",
		parameters: []argument{drawn("mean", mean, "", "mean"), drawn("sd", sd, ">= 0", "standard deviation")}}
}

// NormalBetween is from the part of the normal distribution between two values, as if it were drawn until it lies there.
func NormalBetween(mean, sd, low, high string) Draw {
	return Draw{Name: "NormalBetween", About: "the part of a normal distribution between two values, as if drawn again until it lies there",
		Source:     "GeNN 5.1, initVarSnippet.h, NormalClipped and NormalClippedDelay; Potjans & Diesmann (2014), weights",
		expression: "mean + sd*normal_between(rand(), (low - mean)/sd, (high - mean)/sd)",
		parameters: []argument{drawn("mean", mean, "", "mean of the whole distribution"), drawn("sd", sd, "> 0", "its standard deviation"),
			drawn("low", low, "<= high", "smallest"), drawn("high", high, "", "largest")},
		check:     hasMass,
		functions: sim.Functions{"normal_between(u, a, b)": sim.GoFunction{Units: []string{"1", "1", "1"}, Result: "1", Value: normalBetween}}}
}

// LogNormal is what the logarithm of is normally distributed.
func LogNormal(median string, sigma float64) Draw {
	return Draw{Name: "LogNormal", About: "the logarithm is normally distributed", Source: "Song et al. (2005), PLoS Biol. 3:e68",
		expression: "median*exp(sigma*randn())",
		parameters: []argument{drawn("median", median, "", "median"), plain("sigma", sigma, ">= 0", "standard deviation of the logarithm")}}
}

// Exponential is from the exponential distribution.
func Exponential(mean string) Draw {
	return Draw{Name: "Exponential", About: "exponential distribution", Source: "GeNN 5.1, initVarSnippet.h, Exponential",
		expression: "-mean*log(1 - rand())",
		parameters: []argument{drawn("mean", mean, "", "mean")}}
}

// Gamma is from the gamma distribution.
func Gamma(shape float64, scale string) Draw {
	return Draw{Name: "Gamma", About: "gamma distribution", Source: "GeNN 5.1, initVarSnippet.h, Gamma",
		expression: "scale*gamma_of(rand(), shape)",
		parameters: []argument{plain("shape", shape, "> 0", "shape"), drawn("scale", scale, "", "scale")},
		functions:  sim.Functions{"gamma_of(u, k)": sim.GoFunction{Units: []string{"1", "1"}, Result: "1", Value: gammaOf}}}
}

// Binomial is how often something happens in n trials, times a unit.
func Binomial(n int, p float64, unit string) Draw {
	return Draw{Name: "Binomial", About: "how often something of probability p happens in n trials, times a unit",
		Source:     "GeNN 5.1, initVarSnippet.h, Binomial",
		expression: "unit*binomial_of(rand(), n, p)",
		parameters: []argument{counted("n", n, ">= 0 <= 1000000", "trials"), plain("p", p, ">= 0 <= 1", "probability"), drawn("unit", unit, "", "unit")},
		functions:  sim.Functions{"binomial_of(u, n, p)": sim.GoFunction{Units: []string{"1", "1", "1"}, Result: "1", Value: binomialOf}}}
}

// GaussianProfile falls with the distance d of the neurons: peak·exp(-d²/(2·sigma²)).
func GaussianProfile(space Space, peak string, sigma float64) Draw {
	return Draw{Name: "GaussianProfile", About: "falls with distance: peak·exp(-d²/(2·sigma²))", Source: "definition", space: space, spatial: true,
		expression: "peak*exp(-(distance)**2/(2*sigma**2))",
		parameters: []argument{drawn("peak", peak, "", "at distance 0"), plain("sigma", sigma, "> 0", "width, in units of the space")}}
}

// MexicanHat is excitation nearby and inhibition around it: a difference of two Gaussians of the distance.
func MexicanHat(space Space, peak string, sigma float64, trough string, wide float64) Draw {
	return Draw{Name: "MexicanHat", About: "difference of two Gaussians of the distance: peak·exp(-d²/(2·sigma²)) - trough·exp(-d²/(2·wide²))",
		Source: "Kohonen (1982), Biol. Cybern. 43:59; Wilson & Cowan (1973), Kybernetik 13:55", space: space, spatial: true,
		expression: "peak*exp(-(distance)**2/(2*sigma**2)) - trough*exp(-(distance)**2/(2*wide**2))",
		parameters: []argument{drawn("peak", peak, "", "excitation at distance 0"), plain("sigma", sigma, "> 0", "its width, in units of the space"),
			drawn("trough", trough, "", "inhibition at distance 0"), plain("wide", wide, "> 0", "its width, in units of the space")}}
}

// Expression is an expression of synapses, of i and j and variables with the endings _pre and _post, with a line for each parameter:
//
//	components.Expression("w_0*exp(-abs(x_pre - x_post)/scale)", "siemens", "w_0 = 6 nS # at distance 0\nscale = 200 um > 0 # of the decay")
func Expression(text, unit string, p Parameters) Draw {
	d := Draw{Name: "Expression", About: "an expression of one's own", expression: text, unit: unit}
	lines, err := p.lines()
	if err == nil {
		_, err = units.ParseUnit(unit)
	}
	if err != nil { // which the part says that has it
		d.fault = fmt.Errorf("Expression: %w", err)
		return d
	}
	for _, l := range lines {
		limits := ""
		for _, limit := range l.limits {
			limits += " " + limit.is + " " + limit.than
		}
		d.parameters = append(d.parameters, argument{l.name, l.text, limits, l.comment, false})
	}
	return d
}
