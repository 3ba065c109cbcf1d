package main

import (
	"errors"
	"fmt"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
)

// Connections connect the two populations. J_xy is a weight from population y to population x.
type Connections struct {
	component.Base
	set set
}

// Needs names the two groups.
func (Connections) Needs() []string { return []string{"neurons_e", "neurons_i"} }

// Gives names nothing that others look for.
func (Connections) Gives() []string { return nil }

// AddParameters adds probabilities and weights.
func (c Connections) AddParameters(traj *trajectory.Trajectory) error {
	return traj.Add(
		trajectory.Parameter{Path: "connections.R_ee", Value: 1.0, Comment: "clustering: ratio of the probabilities of a connection within and between clusters"},
		trajectory.Parameter{Path: "connections.clustersize_e", Value: c.set.cluster, Comment: "neurons in a cluster"},
		trajectory.Parameter{Path: "connections.strength_factor", Value: c.set.strengthFactor, Comment: "factor of weights within a cluster"},
		trajectory.Parameter{Path: "connections.per_cluster", Value: c.set.perCluster, Comment: "one Synapses object for each cluster and side"},
		trajectory.Parameter{Path: "connections.p_ee", Value: c.set.pEE, Comment: "mean probability, excitatory to excitatory"},
		trajectory.Parameter{Path: "connections.p_ei", Value: c.set.pOther, Comment: "probability, inhibitory to excitatory"},
		trajectory.Parameter{Path: "connections.p_ie", Value: c.set.pOther, Comment: "probability, excitatory to inhibitory"},
		trajectory.Parameter{Path: "connections.p_ii", Value: c.set.pOther, Comment: "probability, inhibitory to inhibitory"},
		trajectory.Parameter{Path: "connections.J_ee", Value: c.set.jEE, Comment: "weight, excitatory to excitatory"},
		trajectory.Parameter{Path: "connections.J_ei", Value: c.set.jEI, Comment: "weight, inhibitory to excitatory"},
		trajectory.Parameter{Path: "connections.J_ie", Value: c.set.jIE, Comment: "weight, excitatory to inhibitory"},
		trajectory.Parameter{Path: "connections.J_ii", Value: c.set.jII, Comment: "weight, inhibitory to inhibitory"},
	)
}

// PreBuild connects once for all runs, unless connections or neurons are explored.
func (c Connections) PreBuild(b *component.Build) error {
	if b.Params.Explored("connections") || b.Params.Explored("model") {
		return nil
	}
	return c.connect(b)
}

// Build connects where connections or neurons are explored.
func (c Connections) Build(b *component.Build) error {
	if b.Params.Explored("connections") || b.Params.Explored("model") {
		return c.connect(b)
	}
	return nil
}

// wiring is what connecting needs.
type wiring struct {
	reader
	build *component.Build
	e, i  *sim.NeuronGroup
}

func (c Connections) connect(b *component.Build) error {
	w := &wiring{reader: reader{params: b.Params}, build: b}
	var errE, errI error
	w.e, errE = component.Get[*sim.NeuronGroup](b.Objects, "neurons_e")
	w.i, errI = component.Get[*sim.NeuronGroup](b.Objects, "neurons_i")
	if err := errors.Join(errE, errI); err != nil {
		return err
	}
	w.uniform("ii", w.i, w.i, "y_i")
	w.uniform("ei", w.i, w.e, "y_i")
	w.uniform("ie", w.e, w.i, "y_e")
	w.excitatory()
	return w.err
}

// uniform connects two populations with one probability; no neuron is connected with itself. pypet's example leaves out the
// pairs with i = j between the two populations as well.
func (w *wiring) uniform(pair string, source, target sim.Group, variable string) {
	connect := sim.Connect{Probability: sim.ProbabilityOf(w.float("connections.p_" + pair))}
	if source == target || w.bool("connections.per_cluster") {
		connect.Condition = "i != j"
	}
	w.add(source, target, "synapses_"+pair, variable, w.float("connections.J_"+pair), connect)
}

// add makes a Synapses object whose spikes add a weight to a postsynaptic variable.
func (w *wiring) add(source, target sim.Group, name, variable string, weight float64, connect sim.Connect) {
	if w.err != nil {
		return
	}
	s, err := sim.NewSynapses(sim.Synapse{Name: name, Source: source, Target: target, OnPre: variable + "_post += J",
		Connect: []sim.Connect{connect}, Namespace: sim.Namespace{"J": weight, "size": w.int("connections.clustersize_e")}})
	if err == nil {
		err = w.build.Objects.Add(name, s)
	}
	if w.err == nil {
		w.err = err
	}
}

// excitatory connects the excitatory neurons with each other, in clusters where R_ee is above 1.
func (w *wiring) excitatory() {
	r := w.float("connections.R_ee")
	if r == 1 {
		w.uniform("ee", w.e, w.e, "y_e")
		return
	}
	in, out, err := w.probabilities(r)
	if w.err == nil {
		w.err = err
	}
	if w.bool("connections.per_cluster") {
		w.clusterByCluster(in, out)
		return
	}
	weight := w.float("connections.J_ee")
	w.add(w.e, w.e, "synapses_ee_in", "y_e", weight*w.float("connections.strength_factor"),
		sim.Connect{Condition: "i != j and i//size == j//size", Probability: sim.ProbabilityOf(in)})
	w.add(w.e, w.e, "synapses_ee_out", "y_e", weight, sim.Connect{Condition: "i//size != j//size", Probability: sim.ProbabilityOf(out)})
}

// probabilities returns those within and between clusters, which keep the mean of p_ee:
//
//	p_out = p_ee·N_e / (R_ee·size + N_e - size),   p_in = R_ee·p_out.
//
// Source: pypet 0.7.0, example 24, CNConnections.
func (w *wiring) probabilities(r float64) (in, out float64, err error) {
	n, size := w.int("model.N_e"), w.int("connections.clustersize_e")
	if w.err != nil {
		return 0, 0, w.err
	}
	if size < 1 || n%size != 0 {
		return 0, 0, fmt.Errorf("clustered: N_e = %d is no multiple of clustersize_e = %d", n, size)
	}
	out = w.float("connections.p_ee") * float64(n) / (r*float64(size) + float64(n-size))
	in = r * out
	if !(in >= 0 && in <= 1) {
		return 0, 0, fmt.Errorf("clustered: R_ee = %v gives a probability of %.3g within clusters; lower R_ee or p_ee", r, in)
	}
	return in, out, errors.Join(
		w.derive("connections.clusters", n/size, "number of clusters"),
		w.derive("connections.p_ee_in", in, "probability of a connection within a cluster"),
		w.derive("connections.p_ee_out", out, "probability of a connection between clusters"))
}

func (w *wiring) derive(path string, value any, comment string) error {
	return w.build.Run.AddDerived(trajectory.Parameter{Path: path, Value: value, Comment: comment})
}

// clusterByCluster makes, for each cluster, one object for the connections within, one to the neurons before and one to
// those after it.
func (w *wiring) clusterByCluster(in, out float64) {
	n, size, weight := w.int("model.N_e"), w.int("connections.clustersize_e"), w.float("connections.J_ee")
	strong := weight * w.float("connections.strength_factor")
	for k := 0; k*size < n && w.err == nil; k++ {
		cluster := w.part(fmt.Sprintf("cluster_%d", k), k*size, (k+1)*size)
		name := fmt.Sprintf("synapses_ee_%d", k)
		w.add(cluster, cluster, name+"_in", "y_e", strong, sim.Connect{Condition: "i != j", Probability: sim.ProbabilityOf(in)})
		if k > 0 {
			below := w.part(fmt.Sprintf("below_%d", k), 0, k*size)
			w.add(cluster, below, name+"_below", "y_e", weight, sim.Connect{Condition: "i != j", Probability: sim.ProbabilityOf(out)})
		}
		if (k+1)*size < n {
			above := w.part(fmt.Sprintf("above_%d", k), (k+1)*size, n)
			w.add(cluster, above, name+"_above", "y_e", weight, sim.Connect{Condition: "i != j", Probability: sim.ProbabilityOf(out)})
		}
	}
}

// part returns a part of the excitatory neurons.
func (w *wiring) part(name string, start, stop int) *sim.Subgroup {
	part, err := w.e.Subgroup(name, start, stop)
	if w.err == nil {
		w.err = err
	}
	return part
}
