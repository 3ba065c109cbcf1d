// Package barrels is how a map of directions may come to be in the barrel cortex of rats: bars move over the whiskers, and synapses learn.
//
//	golgi barrels run array=3 learn=20s
//	golgi plot out/barrels.hdf5 0 --stored neurons --out selectivity.png
//
// Source: Kremer et al. (2011), J. Neurosci. 31:10689; Brian 2, example Kremer_et_al_2011_barrel_cortex.
package barrels

import (
	"errors"
	"math"

	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// P are the parameters.
type P struct {
	Array    int     `comment:"barrels in each row and column" min:"1"`
	M4       int     `comment:"neurons of layer 4 in each row and column of a barrel" min:"1"`
	M23exc   int     `comment:"excitatory neurons of layer 2/3 in each row and column of a barrel" min:"1"`
	M23inh   int     `comment:"inhibitory neurons of layer 2/3 in each row and column of a barrel" min:"1"`
	Change   float64 `unit:"ms" comment:"in which a bar moves by a barrel" min:"0.001"`
	Every    float64 `unit:"ms" comment:"after which a new bar begins, in a random direction" min:"0.001"`
	Radius   float64 `comment:"distance from the middle at which bars begin, in barrels" min:"0"`
	Spikes   float64 `comment:"of a neuron of layer 4, while a bar is there that moves in its direction" min:"0"`
	Tau_m    float64 `unit:"ms" comment:"membrane time constant" min:"0.001"`
	Tau_e    float64 `unit:"ms" comment:"decay of excitation" min:"0.001"`
	Tau_i    float64 `unit:"ms" comment:"decay of inhibition" min:"0.001"`
	E_L      float64 `unit:"mV" comment:"resting potential, and reset"`
	V_th     float64 `unit:"mV" comment:"threshold at rest"`
	V_inc    float64 `unit:"mV" comment:"by which a spike raises the threshold" min:"0"`
	Tau_th   float64 `unit:"ms" comment:"time constant of the threshold" min:"0.001"`
	T_ref    float64 `unit:"ms" comment:"refractory period" min:"0"`
	Tau_p    float64 `unit:"ms" comment:"time constant of potentiation" min:"0.001"`
	Tau_d    float64 `unit:"ms" comment:"time constant of depression" min:"0.001"`
	A_p      float64 `comment:"potentiation by a pair, relative to the largest weight" min:"0"`
	A_d      float64 `comment:"depression by a pair, relative to the largest weight" min:"0"`
	EPSP     float64 `unit:"mV" comment:"peak of the potential by the largest weight" min:"0"`
	IPSP     float64 `unit:"mV" comment:"peak of the potential by an inhibitory spike" max:"0"`
	P_ff     float64 `comment:"probability of a connection from layer 4 to 2/3, within a barrel" min:"0" max:"1"`
	P_exc    float64 `comment:"probability of a lateral excitatory connection, at distance 0" min:"0" max:"1"`
	Wide_exc float64 `comment:"width of these, in barrels" min:"0.001"`
	Wide_inh float64 `comment:"width of inhibitory ones, in barrels; at distance 0 all are connected" min:"0.001"`
	Lateral  float64 `comment:"weight of lateral synapses between excitatory neurons, relative to the largest" min:"0"`
}

// defaults are those of Brian 2's example.
var defaults = P{Array: 5, M4: 22, M23exc: 25, M23inh: 12, Change: 5, Every: 60, Spikes: 0.5, Tau_m: 10, Tau_e: 2, Tau_i: 25, Radius: 6, E_L: -70, V_th: -55, V_inc: 2, Tau_th: 50, T_ref: 2,
	Tau_p: 5, Tau_d: 25, A_p: 0.05, A_d: 0.04, EPSP: 1, IPSP: -1, P_ff: 0.5, P_exc: 0.15, Wide_exc: 0.4, Wide_inh: 0.2, Lateral: 0.3}

// layer4 are the neurons that a moving bar excites: those whose direction it has, where it is.
const layer4 = `
rate = int(is_active)*clip(cos(direction - selectivity), 0, inf)*spikes/change : Hz
is_active = abs((barrel_x + 0.5 - bar_x)*cos(direction) + (barrel_y + 0.5 - bar_y)*sin(direction)) < 0.5 : boolean
barrel_x : integer
barrel_y : integer
selectivity : 1
bar_x = cos(direction)*(t - begin)/change + begin_x : 1 (shared)
bar_y = sin(direction)*(t - begin)/change + begin_y : 1 (shared)
direction : 1 (shared)
begin : second (shared)
begin_x : 1 (shared)
begin_y : 1 (shared)`

// newBar begins a bar outside of the barrels, and moves it through their middle.
const newBar = `
direction = rand()*2*pi
begin_x = array/2.0 - cos(direction)*radius
begin_y = array/2.0 - sin(direction)*radius
begin = t`

// layer23 are neurons with an adaptive threshold, at places that are counted in barrels.
const layer23 = `
dv/dt = (ge + gi + E_L - v)/tau_m : volt
dge/dt = -ge/tau_e : volt
dgi/dt = -gi/tau_i : volt
dvt/dt = (V_th - vt)/tau_th : volt
barrel : integer
x : 1
y : 1`

// peak is the jump of a current that makes a potential of that peak: potential·(tau/tauM)^(tauM/(tau - tauM)). As tau nears tauM, that nears e·potential, which the power
// loses in rounding.
func peak(potential, tau, tauM float64) float64 {
	if x := (tau - tauM) / tauM; math.Abs(x) < 1e-3 { // log(1 + x)/x is 1 - x/2 + x²/3 - …
		return potential * math.Exp(1-x/2+x*x/3)
	}
	return potential * math.Pow(tau/tauM, tauM/(tau-tauM))
}

// build makes the two layers, and what connects them.
func build(b *component.Build, p P) error {
	n4, nExc, nInh := p.M4*p.M4, p.M23exc*p.M23exc*p.Array*p.Array, p.M23inh*p.M23inh*p.Array*p.Array
	namespace := sim.NamespaceOf(p)
	namespace["n4"], namespace["n_exc"] = n4, nExc
	namespace["EPSC"] = units.Millivolt.Of(peak(p.EPSP, p.Tau_e, p.Tau_m))
	namespace["IPSC"] = units.Millivolt.Of(peak(p.IPSP, p.Tau_i, p.Tau_m))
	input, err := component.Add(b, sim.Neurons{Name: "layer4", Size: n4 * p.Array * p.Array, Equations: layer4, Threshold: "rand() < rate*dt", Namespace: namespace,
		Initial: []sim.Set{{Variable: "barrel_x", Value: "(i // n4) % array"}, {Variable: "barrel_y", Value: "i // (array*n4)"}, {Variable: "selectivity", Value: "(i % n4)/(1.0*n4)*2*pi"}}})
	if err != nil {
		return err
	}
	bars := sim.Regularly{Name: "bars", Of: input, Code: newBar, Every: units.Millisecond.Of(p.Every)}
	neurons, err2 := component.Add(b, sim.Neurons{Name: "layer23", Size: nExc + nInh, Equations: layer23, Threshold: "v > vt", Reset: "v = E_L; vt += V_inc", Method: "euler",
		Refractory: sim.RefractoryOf(units.Millisecond.Of(p.T_ref)), Namespace: namespace, Initial: []sim.Set{{Variable: "v", Value: "E_L"}, {Variable: "vt", Value: "V_th"}}})
	_, err = component.Add(b, bars)
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	exc, err := part(b, neurons, "exc", 0, nExc, "M23exc")
	inh, err2 := part(b, neurons, "inh", nExc, nExc+nInh, "M23inh")
	if err := errors.Join(err, err2); err != nil {
		return err
	}
	for _, s := range []sim.Synapse{{
		Name: "feedforward", Source: input, Target: exc,
		Model: `w : volt
			dplus/dt = -plus/tau_p : volt (event-driven)
			dminus/dt = -minus/tau_d : volt (event-driven)`,
		OnPre:   "ge += w; plus += A_p*EPSC; w = clip(w - minus, 0*volt, EPSC)",
		OnPost:  "minus += A_d*EPSC; w = clip(w + plus, 0*volt, EPSC)",
		Connect: []sim.Connect{{Condition: "barrel_x_pre + array*barrel_y_pre == barrel_post", Probability: "P_ff"}},
		Initial: []sim.Set{{Variable: "w", Value: "EPSC/2"}},
	}, {
		Name: "lateral", Source: exc, Target: neurons, Model: "w : volt (constant)", OnPre: "ge += w",
		Connect: []sim.Connect{{Probability: "P_exc*exp(-((x_pre - x_post)**2 + (y_pre - y_post)**2)/(2*wide_exc**2))"}},
		Initial: []sim.Set{{Variable: "w", Value: "EPSC*(int(j < n_exc)*lateral + int(j >= n_exc))"}},
	}, {
		Name: "inhibition", Source: inh, Target: exc, OnPre: "gi += IPSC",
		Connect: []sim.Connect{{Probability: "exp(-((x_pre - x_post)**2 + (y_pre - y_post)**2)/(2*wide_inh**2))"}},
	}} {
		s.Namespace = namespace
		if _, err := component.Add(b, s); err != nil {
			return err
		}
	}
	return nil
}

// part is one of the two populations of layer 2/3, in rows over all barrels.
func part(b *component.Build, of *sim.NeuronGroup, name string, start, stop int, row string) (*sim.Subgroup, error) {
	group, err := of.Subgroup(name, start, stop)
	if err != nil {
		return nil, err
	}
	return group, errors.Join(b.Objects.Add(name, group), b.Set(group, sim.Set{Variable: "x", Value: "i % (array*" + row + ")/(1.0*" + row + ")"},
		sim.Set{Variable: "y", Value: "i // (array*" + row + ")/(1.0*" + row + ")"}, sim.Set{Variable: "barrel", Value: "floor(x) + floor(y)*array"}))
}
