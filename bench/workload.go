package main

import (
	"fmt"
	"strings"

	"golgi/sim"
	"golgi/units"
)

// A workload is a network that is run for a time.
type workload struct {
	name, text string
	seconds    float64
	describe   func() (network, error)
}

// A network is what a workload consists of.
type network struct {
	objects     []sim.Object
	populations []population
	pathways    []pathway
}

// A population is neurons whose spikes are counted.
type population struct {
	name        string
	monitor     *sim.SpikeMonitor
	start, stop int
}

// A pathway is synapses, whose spikes arrive from the neurons of a monitor: those from first on, or, if incoming, those at the other end.
type pathway struct {
	synapses *sim.Synapses
	monitor  *sim.SpikeMonitor
	first    int
	incoming bool
}

// workloads are named as in the tables of bench/README.md.
var workloads = []workload{
	{"A", "CUBA, 4,000 neurons, 80 synapses each, exact", 10, func() (network, error) { return cuba(4000) }},
	{"A20", "CUBA, 20,000 neurons", 10, func() (network, error) { return cuba(20000) }},
	{"B", "COBA, 4,000 neurons, exponential Euler", 10, coba},
	{"C", "COBAHH, 4,000 neurons of Hodgkin and Huxley, exponential Euler", 1, hodgkinHuxley},
	{"D", "STDP, 1,000 Poisson neurons onto 1", 20, func() (network, error) { return stdp(1000, 1) }},
	{"D100", "STDP, 10,000 Poisson neurons onto 100", 20, func() (network, error) { return stdp(10000, 100) }},
	{"E", "10,000 neurons, 1,000 synapses each, with a delay, Poisson input", 1, brunel},
	{"F", "clustered network, 2,000 and 500 neurons, 61 objects of synapses", 2, func() (network, error) { return clustered(false) }},
	{"Fm", "the same, with its excitatory synapses in one object", 2, func() (network, error) { return clustered(true) }},
}

func workloadNamed(name string) (workload, error) {
	var names []string
	for _, w := range workloads {
		if strings.EqualFold(w.name, name) {
			return w, nil
		}
		names = append(names, w.name)
	}
	return workload{}, fmt.Errorf("bench: there is no workload %q; there are %s", name, strings.Join(names, ", "))
}

// A plan collects what a workload consists of, and the first error.
type plan struct {
	network
	err error
}

func (p *plan) group(n sim.Neurons) *sim.NeuronGroup   { return add(p, n.Make) }
func (p *plan) poisson(n sim.Poisson) *sim.NeuronGroup { return add(p, n.Make) }
func (p *plan) drive(d sim.Drive)                      { add(p, d.Make) }
func (p *plan) synapses(s sim.Synapse) *sim.Synapses   { return add(p, s.Make) }

func (p *plan) arrives(s *sim.Synapses, m *sim.SpikeMonitor, first int) {
	p.pathways = append(p.pathways, pathway{synapses: s, monitor: m, first: first})
}

func (p *plan) done() (network, error) { return p.network, p.err }
func (p *plan) count(name string, m *sim.SpikeMonitor, start, stop int) {
	p.populations = append(p.populations, population{name, m, start, stop})
}

func (p *plan) spikes(name string, of *sim.NeuronGroup) *sim.SpikeMonitor {
	return add(p, func() (*sim.SpikeMonitor, error) { return sim.NewSpikeMonitor(sim.Recording{Name: name, Of: of}) })
}

func (p *plan) part(of *sim.NeuronGroup, name string, start, stop int) *sim.Subgroup {
	return add(p, func() (*sim.Subgroup, error) { return of.Subgroup(name, start, stop) })
}

// add makes an object, unless there was an error before.
func add[O sim.Object](p *plan, make func() (O, error)) (made O) {
	if p.err != nil {
		return made
	}
	if made, p.err = make(); p.err == nil {
		p.objects = append(p.objects, made)
	}
	return made
}

func q(text string) units.Quantity { return units.MustParse(text) }
