package main

import (
	"fmt"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// clustered is the network of pypet's example 24, at R_ee 2.5. Merged, its excitatory synapses are one object, whose weights are a variable.
// Source: Litwin-Kumar & Doiron (2012), Nat. Neurosci. 15:1498.
func clustered(merged bool) (network, error) {
	const excitatory, inhibitory = 2000, 500
	var p plan
	ni := p.group(clusteredNeurons("i", inhibitory, "10 ms", "1.0 + 0.05*rand()"))
	ne := p.group(clusteredNeurons("e", excitatory, "15 ms", "1.1 + 0.1*rand()"))
	mi, me := p.spikes("MI", ni), p.spikes("ME", ne)
	for _, s := range []struct {
		name         string
		source, goal *sim.NeuronGroup
		monitor      *sim.SpikeMonitor
		statement    string
	}{
		{"Sii", ni, ni, mi, "y_i += 0.027"}, {"Sei", ni, ne, mi, "y_i += 0.032"}, {"Sie", ne, ni, me, "y_e += 0.009"},
	} {
		// As in pypet, "i != j" stands there between different populations, too.
		synapses := p.synapses(sim.Synapse{Name: s.name, Source: s.source, Target: s.goal, OnPre: s.statement,
			Connect: []sim.Connect{{Condition: "i != j", Probability: "0.25"}}})
		p.arrives(synapses, s.monitor, 0)
	}
	if merged {
		p.mergedClusters(ne, me)
	} else {
		p.clusters(ne, me)
	}
	p.count("E", me, 0, excitatory)
	p.count("I", mi, 0, inhibitory)
	return p.done()
}

// clusterSize, and the probabilities of a synapse between excitatory neurons of one cluster and of two.
const (
	clusterSize = 100
	pOut        = 0.1 * 2000 / (2.5*clusterSize + 2000 - clusterSize)
	pIn         = 2.5 * pOut
)

// mergedClusters connects all excitatory neurons by one object.
func (p *plan) mergedClusters(ne *sim.NeuronGroup, m *sim.SpikeMonitor) {
	synapses := p.synapses(sim.Synapse{
		Name: "See", Source: ne, Target: ne, Model: "w : 1", OnPre: "y_e += w", Namespace: sim.Namespace{"p_out": pOut},
		Connect: []sim.Connect{{Condition: "i != j", Probability: "p_out*(1 + 1.5*int(i//100 == j//100))"}},
		Initial: []sim.Set{{Variable: "w", Value: "0.012*(1 + 1.5*int(i//100 == j//100))"}},
	})
	p.arrives(synapses, m, 0)
}

// clusters connects them by an object for each cluster, and for what lies before and behind it.
func (p *plan) clusters(ne *sim.NeuronGroup, m *sim.SpikeMonitor) {
	for first := 0; first < ne.Size(); first += clusterSize {
		behind := first + clusterSize
		cluster := p.part(ne, fmt.Sprintf("cluster_%d", first), first, behind)
		connect := func(name string, start, stop int, weight, probability float64) {
			target := cluster
			if start != first {
				target = p.part(ne, fmt.Sprintf("%s_%d", name, first), start, stop)
			}
			synapses := p.synapses(sim.Synapse{
				Name: fmt.Sprintf("S_%s_%d", name, first), Source: cluster, Target: target,
				OnPre: "y_e += w", Namespace: sim.Namespace{"w": weight},
				Connect: []sim.Connect{{Condition: "i != j", Probability: sim.ProbabilityOf(probability)}},
			})
			p.arrives(synapses, m, first)
		}
		connect("in", first, behind, 0.03, pIn)
		if first > 0 {
			connect("before", 0, first, 0.012, pOut)
		}
		if behind < ne.Size() {
			connect("behind", behind, ne.Size(), 0.012, pOut)
		}
	}
}

func clusteredNeurons(kind string, size int, tau, mu string) sim.Neurons {
	equations := "dV/dt = 1.0/tau*(mu - V) + I_syn : 1\nmu : 1\nI_syn = -I_syn_i + I_syn_e : Hz\n"
	for _, from := range []string{"i", "e"} {
		equations += strings.ReplaceAll("I_syn_PRE = x_PRE/(tau2_PRE - tau1_PRE) : Hz\n"+
			"dx_PRE/dt = -(normalization_PRE*y_PRE + x_PRE)*invtau1_PRE : 1\n"+
			"dy_PRE/dt = -y_PRE*invtau2_PRE : 1\n", "PRE", from)
	}
	tau1, tau2 := q("1 ms"), map[string]string{"e": "3 ms", "i": "2 ms"}
	constants := sim.Namespace{"tau": q(tau)}
	for from, text := range tau2 {
		t := q(text)
		constants["tau1_"+from], constants["tau2_"+from] = tau1, t
		constants["invtau1_"+from], constants["invtau2_"+from] = units.Hertz.Of(1/tau1.SI()), units.Hertz.Of(1/t.SI())
		constants["normalization_"+from] = tau1.SI()/t.SI() - 1
	}
	return sim.Neurons{
		Name: "n" + kind, Size: size, Method: "euler", Equations: equations, Namespace: constants,
		Threshold: "V >= 1.0", Reset: "V = 0.0", Refractory: "5 ms",
		Initial: []sim.Set{{Variable: "mu", Value: mu}, {Variable: "V", Value: "rand()"}},
	}
}
