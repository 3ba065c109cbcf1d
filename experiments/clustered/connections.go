package clustered

import (
	"errors"
	"fmt"

	"golgi/component"
	"golgi/sim"
	"golgi/trajectory"
)

// Connections are the parameters of the synapses. J_xy is a weight from population y to population x.
type Connections struct {
	R_ee        float64 `comment:"clustering: ratio of the probabilities of a connection within and between clusters" min:"0"`
	ClusterSize int     `name:"clustersize_e" comment:"neurons in a cluster" min:"1"`
	Strength    float64 `name:"strength_factor" comment:"factor of weights within a cluster" min:"0"`
	PerCluster  bool    `name:"per_cluster" comment:"one Synapses object for each cluster and side"`
	P_ee        float64 `name:"p_ee" comment:"mean probability, excitatory to excitatory" min:"0" max:"1"`
	P_ei        float64 `name:"p_ei" comment:"probability, inhibitory to excitatory" min:"0" max:"1"`
	P_ie        float64 `name:"p_ie" comment:"probability, excitatory to inhibitory" min:"0" max:"1"`
	P_ii        float64 `name:"p_ii" comment:"probability, inhibitory to inhibitory" min:"0" max:"1"`
	J_ee        float64 `comment:"weight, excitatory to excitatory" min:"0"`
	J_ei        float64 `comment:"weight, inhibitory to excitatory" min:"0"`
	J_ie        float64 `comment:"weight, excitatory to inhibitory" min:"0"`
	J_ii        float64 `comment:"weight, inhibitory to inhibitory" min:"0"`
}

// wiring is what connecting needs, and the first error.
type wiring struct {
	Connections
	build *component.Build
	e, i  *sim.NeuronGroup
	err   error
}

// connect connects the populations with themselves and each other.
func connect(b *component.Build, p Connections) error {
	e, err := component.Get[*sim.NeuronGroup](b.Objects, "neurons_e")
	i, err2 := component.Get[*sim.NeuronGroup](b.Objects, "neurons_i")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	w := &wiring{Connections: p, build: b, e: e, i: i}
	w.uniform("ii", i, i, "y_i", p.P_ii, p.J_ii)
	w.uniform("ei", i, e, "y_i", p.P_ei, p.J_ei)
	w.uniform("ie", e, i, "y_e", p.P_ie, p.J_ie)
	w.excitatory()
	return w.err
}

// uniform connects two populations with one probability; no neuron is connected with itself. pypet's example leaves out the
// pairs with i = j between the two populations as well.
func (w *wiring) uniform(pair string, source, target sim.Group, variable string, probability, weight float64) {
	condition := ""
	if source == target || w.PerCluster {
		condition = "i != j"
	}
	w.add(source, target, "synapses_"+pair, variable, weight, condition, probability)
}

// add makes a Synapses object whose spikes add a weight to a postsynaptic variable.
func (w *wiring) add(source, target sim.Group, name, variable string, weight float64, condition string, probability float64) {
	if w.err == nil {
		_, w.err = component.Add(w.build, sim.Synapse{Name: name, Source: source, Target: target, OnPre: variable + "_post += J",
			Connect:   []sim.Connect{{Condition: condition, Probability: sim.ProbabilityOf(probability)}},
			Namespace: sim.Namespace{"J": weight, "size": w.ClusterSize}})
	}
}

// excitatory connects the excitatory neurons with each other, in clusters where R_ee is above 1.
func (w *wiring) excitatory() {
	if w.R_ee == 1 {
		w.uniform("ee", w.e, w.e, "y_e", w.P_ee, w.J_ee)
		return
	}
	in, out := w.probabilities()
	switch strong := w.J_ee * w.Strength; {
	case w.err != nil:
	case w.PerCluster:
		w.clusterByCluster(in, out, strong)
	default:
		w.add(w.e, w.e, "synapses_ee_in", "y_e", strong, "i != j and i//size == j//size", in)
		w.add(w.e, w.e, "synapses_ee_out", "y_e", w.J_ee, "i//size != j//size", out)
	}
}

// probabilities returns those within and between clusters, which keep the mean of p_ee:
//
//	p_out = p_ee·N_e / (R_ee·size + N_e - size),   p_in = R_ee·p_out.
//
// Source: pypet 0.7.0, example 24, CNConnections.
func (w *wiring) probabilities() (in, out float64) {
	n, size := w.e.Size(), w.ClusterSize
	if size < 1 || n%size != 0 {
		w.err = errors.Join(w.err, fmt.Errorf("clustered: N_e = %d is no multiple of clustersize_e = %d", n, size))
		return 0, 0
	}
	out = w.P_ee * float64(n) / (w.R_ee*float64(size) + float64(n-size))
	in = w.R_ee * out
	if !(in >= 0 && in <= 1) {
		w.err = errors.Join(w.err, fmt.Errorf("clustered: R_ee = %v gives a probability of %.3g within clusters; lower R_ee or p_ee", w.R_ee, in))
		return 0, 0
	}
	for _, p := range []trajectory.Parameter{
		{Path: "connections.clusters", Value: n / size, Comment: "number of clusters"},
		{Path: "connections.p_ee_in", Value: in, Comment: "probability of a connection within a cluster"},
		{Path: "connections.p_ee_out", Value: out, Comment: "probability of a connection between clusters"},
	} {
		w.err = errors.Join(w.err, w.build.Run.AddDerived(p))
	}
	return in, out
}

// clusterByCluster makes, for each cluster, one object for the connections within, one to the neurons before and one to
// those after it.
func (w *wiring) clusterByCluster(in, out, strong float64) {
	n, size := w.e.Size(), w.ClusterSize
	for k := 0; k*size < n && w.err == nil; k++ {
		cluster := w.part(fmt.Sprintf("cluster_%d", k), k*size, (k+1)*size)
		name := fmt.Sprintf("synapses_ee_%d", k)
		w.add(cluster, cluster, name+"_in", "y_e", strong, "i != j", in)
		if k > 0 {
			w.add(cluster, w.part(fmt.Sprintf("below_%d", k), 0, k*size), name+"_below", "y_e", w.J_ee, "i != j", out)
		}
		if (k+1)*size < n {
			w.add(cluster, w.part(fmt.Sprintf("above_%d", k), (k+1)*size, n), name+"_above", "y_e", w.J_ee, "i != j", out)
		}
	}
}

// part returns a part of the excitatory neurons.
func (w *wiring) part(name string, start, stop int) *sim.Subgroup {
	part, err := w.e.Subgroup(name, start, stop)
	w.err = errors.Join(w.err, err)
	return part
}
