package enginetest

import (
	"strings"
	"testing"

	"golgi/sim"
)

// sample is a network with something of each kind.
func sample() Description {
	return Description{
		Duration: q("10 ms"),
		Neurons: []sim.Neurons{{
			Name: "G", Size: 8, Method: "euler", Refractory: "1 ms",
			Equations: "dv/dt = (mu - v)/(4*ms) : 1 (unless refractory)\nmu : 1 (shared)\nheard : 1\n" +
				"n : integer\non : boolean",
			Threshold: "v > 1", Reset: "v = 0\nn += 1",
			Initial: []sim.Set{{Variable: "mu", Value: 2.0}, {Variable: "v", Value: "i/N"}},
		}},
		Parts: []Part{{Name: "low", Of: "G", Start: 0, Stop: 4}, {Name: "high", Of: "G", Start: 4, Stop: 8}},
		Synapses: []Synapse{{"G", "G", sim.Synapse{
			Name: "S", Model: "w : 1", OnPre: "heard_post += w", Delay: "0.5 ms",
			Connect: []sim.Connect{{Condition: "i == j + 1"}}, Initial: []sim.Set{{Variable: "w", Value: 0.01}},
		}}},
		Monitors: []Monitor{
			{Spikes, "low", sim.Recording{Name: "spikes"}}, {Rates, "low", sim.Recording{Name: "rate"}},
			{States, "G", sim.Recording{Name: "trace", Variables: []string{"v"}, Record: []int{3}, Every: q("1 ms")}},
		},
	}
}

// Whatever differs is found, and the step that made it is named.
func TestNoDiffFindsWhatIsPlanted(t *testing.T) {
	for _, c := range []struct {
		name  string
		plant func(d *Description)
		want  string
	}{
		{"nothing", func(d *Description) {}, ``},
		{"an initial value", func(d *Description) {
			d.Neurons[0].Initial = append(d.Neurons[0].Initial, sim.Set{Variable: "v", Value: 0.5, Index: []int{2}})
		}, `neuron group "G": v[2] is 0.25 and 0.5, in step 0, t = 0 s`},
		{"a last bit", func(d *Description) { d.Neurons[0].Initial[1].Value = "i/N*(1 + 2.3e-16)" },
			`neuron group "G": v[1] is 0.125 and 0.12500000000000003, in step 0, t = 0 s`},
		{"the sign of a zero", func(d *Description) { d.Neurons[0].Initial[1].Value = "i/N*(1 - 2*int(i == 0))" },
			`neuron group "G": v[0] is 0 and -0, in step 0, t = 0 s`},
		{"a shared variable", func(d *Description) { d.Neurons[0].Initial[0].Value = 2.5 },
			`neuron group "G": mu[0] is 2 and 2.5, in step 0, t = 0 s`},
		{"an integer", func(d *Description) { d.Neurons[0].Reset += "\nn += int(t > 4*ms)" },
			`neuron group "G": n[7] is 2 and 3, in step 41, t = 0.0041 s`}, // 7 rests from 0.4 ms, then 28 steps to 1
		{"a boolean", func(d *Description) { d.Neurons[0].Reset += "\non = t > 7*ms" },
			`neuron group "G": on[7] is 0 and 1, in step 78, t = 0.0078 s`}, // 10 + 27 steps later
		{"refractoriness", func(d *Description) { d.Neurons[0].Refractory = "1.1 ms" },
			`neuron group "G": v[7] is 0.05 and 0, in step 14, t = 0.0014 s`},
		{"a delay", func(d *Description) { d.Synapses[0].Delay = "0.6 ms" },
			`neuron group "G": heard[6] is 0.01 and 0, in step 9, t = 0.0009 s`}, // heals one step later
		{"a weight", func(d *Description) { d.Synapses[0].OnPre += "\nw = 0.01 + 0.01*int(t > 8*ms)" },
			`synapses "S": w[6] is 0.01 and 0.02, in step 83, t = 0.0083 s`}, // 7.8 ms and the delay
		{"a connection", func(d *Description) { d.Synapses[0].Connect[0].Condition = "i == j + 1 and i < 7" },
			`synapses "S": w[6] is 0.01 and nothing, in step 0, t = 0 s`},
		{"its end", func(d *Description) {
			d.Synapses[0].Connect[0].Condition = "i == j + 1 and i > 1 or i + j == 0"
		}, `synapses "S": i[0] is 1 and 0, in step 0, t = 0 s`},
		{"who spikes", func(d *Description) { d.Monitors[0].On = "high" },
			`spike monitor "spikes": time[0] is 0.0019 and 0.0004, in step 4, t = 0.0004 s`},
		{"a rate", func(d *Description) { d.Monitors[1].On = "high" },
			`population rate monitor "rate": rate[4] is 0 and 2500, in step 4, t = 0.0004 s`},
		{"a trace", func(d *Description) { d.Monitors[2].When = "end" },
			`state monitor "trace": v[0] is 0.375 and 0.415625, in step 0, t = 0 s`},
		{"when a trace is recorded", func(d *Description) { d.Monitors[2].Every = q("1.5 ms") },
			`state monitor "trace": time[1] is 0.001 and 0.0015, in step 10, t = 0.001 s`},
		{"a failure", func(d *Description) { d.Synapses[0].Delay = "1 Ms" },
			`network: failure[0] is <nil> and sim: synapses "S": ` +
				`delay 1e+06 s is more than 1048576 steps of 0.0001 s, in step 0, t = 0 s`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := sample()
			c.plant(&d)
			a, b := network(t, sample(), sim.Reference), network(t, d, sim.Reference)
			diff, err := NoDiff(t.Context(), a, b, d.Duration)
			must(t, err)
			got := ""
			if diff != nil {
				got = strings.ReplaceAll(diff.String(), " on reference", "")
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// Networks that are no pair are refused.
func TestCompareRefuses(t *testing.T) {
	d := sample()
	fewer, renamed := sample(), sample()
	fewer.Monitors, renamed.Synapses[0].Name = fewer.Monitors[1:], "T"
	a := network(t, d, sim.Reference)
	for _, c := range []struct {
		other *sim.Network
		want  string
	}{
		{network(t, fewer, sim.Reference), "enginetest: networks of 7 and 6 objects cannot be compared"},
		{network(t, renamed, sim.Reference), `enginetest: synapses "S" cannot be compared with synapses "T"`},
		{run(t, d, sim.Reference), "enginetest: a network in step 0 cannot be compared with one in step 100"},
	} {
		if _, err := Compare(a, c.other); err == nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

// Two networks can be compared in several goes, and are left as they were.
func TestNoDiffGoesOn(t *testing.T) {
	a, b := network(t, sample(), sim.Reference), network(t, sample(), sim.Reference)
	for range 2 {
		if diff, err := NoDiff(t.Context(), a, b, q("5 ms")); diff != nil || err != nil {
			t.Fatal(diff, err)
		}
	}
	if diff, err := Compare(a, run(t, sample(), sim.Reference)); diff != nil || err != nil {
		t.Error(diff, err)
	}
}

// What a law meets is reported with the name of the engine.
func TestLawsNameTheEngine(t *testing.T) {
	d := sample()
	d.Synapses[0].Delay = "1 Ms"
	const want = `enginetest: engine reference: it gives the bits of the reference engine: ` +
		`sim: synapses "S": delay 1e+06 s is more than 1048576 steps of 0.0001 s`
	if err := d.keepsLaws(t.Context(), sim.Reference); err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
}
