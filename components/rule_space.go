package components

import (
	"errors"
	"fmt"

	"golgi/sim"
)

// Clustered splits source and target into as many clusters, in which connections are ratio times as probable as between them:
//
//	p_out = p·c/(ratio + c - 1),  p_in = ratio·p_out,  with c clusters,
//
// so that p is the mean probability.
func Clustered(clusters int, p, ratio float64) Rule {
	return Rule{Name: "Clustered", About: "more probable within clusters than between them, with the mean probability p",
		Source: "Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498, Methods; pypet 0.7.0, example 24, CNConnections",
		parameters: []argument{counted("clusters", clusters, ">= 1", "number of clusters"), plain("p", p, ">= 0 <= 1", "mean probability of a connection"),
			plain("ratio", ratio, ">= 0", "probability within clusters over that between them")},
		connect: func(e ends) ([]sim.Connect, error) {
			c, ratio := float64(e.count("clusters")), e.number("ratio")
			out := e.number("p") * c / (ratio + c - 1)
			within := ratio * out
			switch {
			case e.pre%int(c) != 0 || e.post%int(c) != 0:
				return nil, fmt.Errorf("rule Clustered: %d sources and %d targets do not divide into %v clusters", e.pre, e.post, c)
			case ratio+c == 1:
				return nil, errors.New("rule Clustered: with one cluster and ratio = 0 there would be no connections; raise one of the two")
			case !(within <= 1):
				return nil, fmt.Errorf("rule Clustered: the probability within clusters would be %.3g; lower ratio or p", within)
			case !(out <= 1):
				return nil, fmt.Errorf("rule Clustered: the probability between clusters would be %.3g; raise ratio, or lower p", out)
			}
			same := fmt.Sprintf("i // %d == j // %d", e.pre/int(c), e.post/int(c))
			other := fmt.Sprintf("i // %d != j // %d", e.pre/int(c), e.post/int(c))
			return []sim.Connect{{Condition: e.but(same), Probability: sim.ProbabilityOf(within)},
				{Condition: e.but(other), Probability: sim.ProbabilityOf(out)}}, nil
		}}
}

// Topographic connects neurons that are at most so far from each other.
func Topographic(space Space, radius float64) Rule {
	return Rule{Name: "Topographic", About: "neurons at a distance of at most radius", Source: "Brian 1, slides, topographic map", space: space, spatial: true,
		parameters: []argument{plain("radius", radius, ">= 0", "largest distance, in units of the space")},
		connect: func(e ends) ([]sim.Connect, error) {
			return []sim.Connect{{Condition: e.but(e.literal(space.put("distance <= radius + 1e-12")))}}, nil
		}}
}

// GaussianDistance connects with a probability that falls with the distance d: p·exp(-d²/(2·sigma²)).
func GaussianDistance(space Space, p, sigma float64) Rule {
	return Rule{Name: "GaussianDistance", About: "a probability that falls with distance: p·exp(-d²/(2·sigma²))",
		Source: "Kremer et al. (2011), J. Neurosci. 31:10689", space: space, spatial: true,
		parameters: []argument{plain("p", p, ">= 0 <= 1", "probability at distance 0"), plain("sigma", sigma, "> 0", "width, in units of the space")},
		connect: func(e ends) ([]sim.Connect, error) {
			return []sim.Connect{{Condition: e.but(""), Probability: sim.Probability(e.literal(space.put("p*exp(-(distance)**2/(2*sigma**2))")))}}, nil
		}}
}

// Pairs connects the neurons i[k] and j[k].
func Pairs(i, j []int) Rule {
	return Rule{Name: "Pairs", About: "pairs that are listed, from a file for example", Source: "package input: ConnectionsCSV, ConnectionsNPZ",
		connect: func(e ends) ([]sim.Connect, error) {
			if len(i) == 0 && len(j) == 0 {
				return []sim.Connect{{Condition: "False"}}, nil
			}
			return []sim.Connect{{I: i, J: j}}, nil
		}}
}
