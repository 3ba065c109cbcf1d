package components

import (
	"errors"

	"gonum.org/v1/gonum/stat/distuv"
)

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

// hasMass refuses a normal distribution of which nothing lies between the two values: mean, sd, low and high.
func hasMass(x []float64) error {
	low, high := (x[2]-x[0])/x[1], (x[3]-x[0])/x[1]
	of := distuv.UnitNormal.CDF
	if low > 0 {
		of = distuv.UnitNormal.Survival
	}
	if of(low) == of(high) && low < high {
		return errors.New("no number drawn from that normal distribution would lie there; put mean nearer to low and high, or make sd larger")
	}
	return nil
}

// gammaOf inverts the distribution function of the gamma distribution of scale 1, of which x has a probability, and the shape.
func gammaOf(x ...float64) float64 {
	return distuv.Gamma{Alpha: x[1], Beta: 1}.Quantile(inside(x[0]))
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
