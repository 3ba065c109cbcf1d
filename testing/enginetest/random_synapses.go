package enginetest

import (
	"fmt"
	"slices"
	"strings"

	"golgi/sim"

	"pgregory.net/rapid"
)

// synapses draws pathway k.
func (r *random) synapses(k int) {
	from := rapid.IntRange(0, k).Draw(r.t, "from")
	r.from = append(r.from, from)
	s := r.synapseSpeech(k)
	spec := Synapse{fmt.Sprintf("G%d", from), fmt.Sprintf("G%d", k), r.texts(k, s)}
	spec.Name, spec.Namespace = fmt.Sprintf("S%d", k), r.constants()
	spec.Connect, spec.Delay = []sim.Connect{r.connect(s)}, r.delay(s)
	if s.chance(4) {
		spec.From = r.part(k, spec.From, "source")
	}
	if s.chance(4) {
		spec.To = r.part(k, spec.To, "target")
	}
	if s.chance(4) {
		spec.Connect = append(spec.Connect, r.connect(s))
	}
	spec.Initial = []sim.Set{
		set("g", s.pick("0.1", "0.2*rand()", "0.02*j")), set("seen", "i - j"),
	}
	if r.d.Neurons[from].Events != nil && s.chance(2) {
		spec.PreEvent = "near"
	}
	if spec.OnPost != "" && k%2 == 0 {
		spec.PostDelay = spec.Delay
	}
	r.d.Synapses = append(r.d.Synapses, spec)
}

// synapseSpeech returns texts about a synapse of pathway k.
func (r *random) synapseSpeech(k int) *speech {
	s := r.speech("g", r.number(r.from[k], "v_pre"), r.number(k, "v_post"),
		"w_pre", "y_post", "mu_pre", "c", "t/ms", "image(t, j % 3)")
	s.integers = []string{"n_post", "i", "j", "n_pre", "seen", "N_post", "count(t)"}
	s.booleans = []string{"b_pre", "b_post", "z", "p", "gate(2*t, i % 2)"}
	return s
}

// texts draws those of pathway k, or takes those of an earlier one between groups with the same units.
func (r *random) texts(k int, s *speech) (spec sim.Synapse) {
	for like := k - 1; like >= 0; like-- {
		if r.volts[r.from[like]] == r.volts[r.from[k]] && r.volts[like] == r.volts[k] && r.again() {
			like := r.d.Synapses[like]
			return sim.Synapse{Model: like.Model, Method: like.Method, OnPre: like.OnPre, OnPost: like.OnPost,
				Pathways: like.Pathways}
		}
	}
	spec.Model = "g : 1\nseen : integer\nz : boolean\nlast : second"
	if s.chance(3) {
		spec.Model += "\n" + r.eventDriven(s)
	}
	if s.chance(4) {
		spec.Model += "\n" + r.clockDriven(s)
		spec.Method = s.any("euler", "rk2", "exponential_euler", "")
	}
	if s.chance(4) {
		s.floats = slices.DeleteFunc(s.floats, func(name string) bool { return name == "e1" })
		spec.Model += "\ns_post = " + s.pick("0.1*g*w_pre", "0.02*(w_pre - w_post)", "0.1*s_pre + 0.1*g", "0.05*"+s.tame(2)) + " : 1 (summed)"
	}
	if s.chance(3) {
		spec.OnPost = r.plasticity(s) + "\n" + r.statement(s, "_pre")
	}
	if s.chance(4) {
		more := sim.Pathway{Name: "more", Delay: r.delay(s), When: s.pick("", "before_resets", "after_groups"), Order: s.turn(3)}
		if more.OnPre = r.plasticity(s); s.chance(2) {
			more.OnPre, more.OnPost = "", more.OnPre
		}
		spec.Pathways = []sim.Pathway{more}
	}
	spec.OnPre = r.onPre(k, s)
	return spec
}

// eventDriven draws a trace that another one may drive; spikes may change it.
func (r *random) eventDriven(s *speech) string {
	drive := s.pick("0", "c", "g", "f1", "f1 + c*g", "c*f1 + w_post")
	s.floats, s.traces = append(s.floats, "e1"), append(s.traces, "e1", "f1")
	return fmt.Sprintf("de1/dt = (%s - e1)/%s : 1 (event-driven)\ndf1/dt = %s : 1 (event-driven)", drive,
		s.pick("tau", "((1 + i % 3)/2*tau)"), s.any("-f1/tau", "(c - f1)/(2*tau)", "(0.5*e1 - f1)/(3*ms)"))
}

// clockDriven draws an equation that is integrated at every step.
func (r *random) clockDriven(s *speech) string {
	s.floats, s.traces = append(s.floats, "q1"), append(s.traces, "q1")
	return fmt.Sprintf("dq1/dt = (%s - q1)/tau%s", s.pick("g", "c", "w_post*c"), s.any(" : 1", " : 1 (clock-driven)"))
}

// part makes a subgroup of a group and returns its name; of a single neuron it is all.
func (r *random) part(k int, of, role string) string {
	for _, g := range r.d.Neurons {
		if g.Name == of {
			name := fmt.Sprintf("%s%d", role, k)
			part := Part{Name: name, Of: of, Start: g.Size / 3, Stop: max(g.Size-g.Size/4, 1)}
			if rapid.Bool().Draw(r.t, "picked") {
				part.Picked = []int{0}
				for i := 2; i < g.Size; i += 1 + i/2 {
					part.Picked = append(part.Picked, i)
				}
			}
			r.d.Parts = append(r.d.Parts, part)
			return name
		}
	}
	return of
}

func (r *random) connect(s *speech) sim.Connect {
	switch rapid.IntRange(0, 6).Draw(r.t, "connect") {
	case 6:
		return sim.Connect{JOf: sim.Generator(s.pick("(2*i + 1) % N_post", "k for k in range(i - 2, i + 3) if k != i and w_post < 9",
			"k for k in sample(N_post, p=0.4)", "i + k for k in sample(-3, 4, size=2 + n_pre % 2)")), SkipIfInvalid: true}
	case 1:
		return sim.Connect{Probability: rapid.SampledFrom([]sim.Probability{"0.5", "0.2", "0.9"}).Draw(r.t, "probability")}
	case 2:
		return sim.Connect{Condition: s.pick("i <= j", "(i + 2*j) % 3 == 0", "rand() < 0.4", "w_pre >= w_post")}
	case 3:
		return sim.Connect{Condition: "i >= j", Probability: "exp(-abs(i - j)/4.0)"}
	case 4:
		return sim.Connect{I: []int{0, 0, 0}, J: []int{0, 0, 0}, N: "2"}
	}
	return sim.Connect{N: sim.Count(s.pick("", "1 + (i + j) % 2", "int(w_pre >= w_post) + n_post % 2"))}
}

func (r *random) delay(s *speech) sim.Delay {
	switch rapid.IntRange(0, 3).Draw(r.t, "delay") {
	case 1:
		return sim.Delay(s.pick("0.1 ms", "1.25 ms"))
	case 2:
		return sim.Delay(s.pick("(i % 4)*0.4*ms", "rand()*2*ms", "clip(g, 0, 1)*ms"))
	}
	return ""
}

// onPre draws statements of which the first reaches the potential.
func (r *random) onPre(k int, s *speech) string {
	list := []string{"v_post += " + r.inUnit(k, s.pick("0.1", "g", "0.2*c", "0.1*tanh(w_pre)", "-0.05"))}
	if s.chance(4) {
		list = []string{"v_post = 0.9*v_post + " + r.inUnit(k, "0.1*g")} // depends on the order of synapses
	}
	for range rapid.IntRange(0, 2).Draw(r.t, "statements") {
		if s.chance(2) {
			list = append(list, r.plasticity(s))
		} else {
			list = append(list, r.statement(s, "_post"))
		}
	}
	return strings.Join(list, "\n")
}

// plasticity draws statements that change the synapse.
func (r *random) plasticity(s *speech) string {
	if len(s.traces) > 0 && s.chance(2) {
		return fmt.Sprintf("%s = 0.5*%s + %s", s.any(s.traces...), s.any(s.traces...), s.tame(1))
	}
	switch rapid.IntRange(0, 4).Draw(r.t, "plasticity") {
	case 0:
		return "seen += 1"
	case 1:
		return fmt.Sprintf("g = clip(g + 0.1*%s, -1, 1)", s.tame(2))
	case 2:
		return "z = " + s.condition(2)
	case 3:
		return "g *= exp(-(t - last)/tau)\nlast = t"
	}
	return "gap = timestep(t - last, dt)\nseen = gap*2\nlast = t"
}

// input draws a Poisson input to group k, or to a part of it, now and then.
func (r *random) input(k int) {
	s := r.neuronSpeech(k)
	if !s.chance(3) {
		return
	}
	to := fmt.Sprintf("G%d", k)
	if s.chance(3) {
		to = r.part(k, to, "driven")
	}
	r.d.Inputs = append(r.d.Inputs, Input{to, sim.Drive{
		Name: fmt.Sprintf("I%d", k), Variable: s.any("w", "y"), N: rapid.SampledFrom([]int{1, 40, 1 << 40}).Draw(r.t, "trains"),
		Rate: q(s.pick("100 Hz", "2 kHz", "0 Hz")), Weight: s.pick("0.01", "0.02*mu", "1e-15*c"),
		When: s.pick("", "start", "end"),
	}})
}

// monitors draws those of model k. Spikes of the group and of the pathway's source are always recorded, so
// that it is seen whether the model does something.
func (r *random) monitors(k int) {
	group, pathway := r.d.Neurons[k], r.d.Synapses[k]
	source := Monitor{Spikes, pathway.From, sim.Recording{Name: pathway.Name + "_source"}}
	r.d.Monitors = append(append(r.d.Monitors, source), spikesOf(group.Name)...)
	s := r.speech()
	if s.chance(2) {
		last := &r.d.Monitors[len(r.d.Monitors)-1]
		last.Variables = []string{s.any("f", "m", "h"), "v"}
	}
	trace := states(group.Name, "v", s.any("f", "m", "h"))
	if s.chance(3) {
		trace.Every, trace.When = q(s.pick("0.5 ms", "0.7 ms")), s.pick("end", "before_synapses", "after_resets")
		trace.Record = []int{group.Size - 1, 0}
	}
	r.d.Monitors = append(r.d.Monitors, trace)
	if group.Events != nil {
		near := Monitor{Events, group.Name, sim.Recording{Name: group.Name + "_near", Event: "near", Variables: []string{"v"}}}
		near.When = s.pick("", "resets", "start")
		r.d.Monitors = append(r.d.Monitors, near)
	}
	if s.chance(3) {
		r.d.Monitors = append(r.d.Monitors, Monitor{Rates, group.Name, sim.Recording{Name: group.Name + "_rate"}})
	}
}
