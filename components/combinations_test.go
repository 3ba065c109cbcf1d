package components

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"golgi/component"
	"golgi/internal/quick"
	"golgi/sim"
	"golgi/units"
)

func TestMain(m *testing.M) {
	if err := quick.C(); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

// A combination is a population, with input and connections to itself that learn.
type combination struct {
	name  string
	parts []component.Component
}

// combined draws a combination of stock parts.
func combined(seed uint64) combination {
	random := rand.New(rand.NewPCG(seed, 1))
	model := models[(int(seed)*5+3)%len(models)] // each comes up
	bias := map[string]string{"AdEx": "1 nA", "Izhikevich": "12 pA", "IzhikevichSteps": "12 pA", "HodgkinHuxley": "3 nA", "AdaptiveLIF": "0.5 nA", "RulkovMap": "2 nA"}[model.Name]
	if bias == "" {
		bias = "0.35 nA"
	}
	set := Values{"bias_A": bias}
	switch model.Name {
	case "SoftLIF", "IF", "GIF":
		set["R"] = "100 Mohm"
	case "AdaptiveQIF":
		set["R"], set["a"], set["b"] = "100 Mohm", "1 nS", "20 pA"
	}
	kinds := slices.DeleteFunc(slices.Clone(currents), func(c Current) bool {
		return !mentions(c.Equations, "x") || strings.HasPrefix(c.Name, "Summed") || c.Name == "PoissonExponential"
	})
	synaptic := kinds[random.IntN(len(kinds))]
	weight, largest := "10 pA", "20 pA"
	switch {
	case synaptic.Name == "DeltaPotential":
		weight, largest = "0.2 mV", "0.4 mV"
	case synaptic.Name == "DualExponentialCharge":
		weight, largest = "5e-14 coulomb", "1e-13 coulomb"
	case mentions(synaptic.Equations, "volt"):
		weight, largest = "0.2 nS", "0.4 nS"
	}
	noise := []Current{WhiteNoise, OrnsteinUhlenbeck, Sine}[random.IntN(3)]
	if noise.Name == "OrnsteinUhlenbeck" && model.Method == "exponential_euler" { // which cannot integrate it, and "euler" not the channels
		noise = WhiteNoise
	}
	set[map[string]string{"WhiteNoise": "noise_sd", "OrnsteinUhlenbeck": "noise_sd", "Sine": "noise_A"}[noise.Name]] = "5 pA"
	if noise.Name == "OrnsteinUhlenbeck" && model.Method != "" {
		model.Method = "euler" // which noise can be integrated by
	}
	plastic := []Synapse{{}, STDP(largest), NearestSTDP(largest), SoftSTDP(largest), TripletSTDP(largest), Vogels(largest), HomeostaticScaling(largest), Clopath(largest), TsodyksMarkram, STP, STD}[random.IntN(11)]
	source := []SourceKind{Poisson, ModulatedPoisson, Regular, Packet, Given([]int{0, 1, 2, 0}, units.Millisecond.OfAll(1, 3, 5.5, 9))}[random.IntN(5)]
	rule := []Rule{AllToAll(), OneToOne(), Probability(0.3), FixedInDegree(4), FixedOutDegree(5).WithReplacement(), FixedTotal(80), FixedTotal(200).WithReplacement(), FixedFraction(0.2), Clustered(4, 0.3, 2),
		Topographic(Ring(), 0.1), GaussianDistance(Torus(5, 5), 0.8, 0.3)}[random.IntN(11)]
	draw := []Draw{Exactly(weight), Uniform(weight, largest), Normal(weight, weight), LogNormal(weight, 0.3), Exponential(weight), Gamma(2, weight), Binomial(5, 0.5, weight), GaussianProfile(Ring(), weight, 0.2)}[random.IntN(8)]
	delay := []Draw{{}, Exactly("1.5 ms"), Uniform("0 ms", "3 ms"), NormalBetween("1 ms", "1 ms", "0.1 ms", "3 ms")}[random.IntN(4)]
	return combination{strings.Join([]string{model.Name, synaptic.Name, noise.Name, source.Name, rule.Name, draw.Name, delay.Name, plastic.Name}, ", "), []component.Component{
		Source{Name: "s", Size: 20, Kind: source},
		Neurons{Name: "n", Size: 20, Model: model, Currents: Currents{"syn": synaptic, "bias": Constant, "noise": noise}, Set: set},
		Connection{From: "s", To: "n", Onto: "syn", Rule: rule, Weight: draw, Delay: delay},
		Connection{From: "n", To: "n", Onto: "syn", Rule: Probability(0.3), NoAutapses: true, Weight: draw, Synapse: plastic, Delay: delay},
	}}
}

// outcome is all that a combination has come to.
func outcome(t *testing.T, engine string, c combination) (text string, spikes int) {
	s := staged(t, sim.Options{Engine: engine, Seed: 3}, c.parts...)
	m := s.watch("n")
	s.run(60)
	recorded := s.spikes(m)
	text = fmt.Sprintln(recorded.I, recorded.T, s.get("n", "v"), s.get("n", "syn"), s.get("s_n", "i"), s.get("s_n", "j"))
	if s.get("n_n", "i") != nil {
		if of, err := component.Get[*sim.Synapses](s.objects, "n_n"); err == nil {
			if w, err := s.net.Get(of, "w"); err == nil {
				text += fmt.Sprintln(w)
			}
		}
	}
	return text, len(recorded.T)
}

// Parts compose: whatever is combined spikes, and gives the same bits on all engines. A quick test tries one combination.
func TestCombinations(t *testing.T) {
	n := uint64(1)
	if os.Getenv("GOLGI_SLOW") != "" {
		n = 20
	}
	for seed := range n {
		c := combined(seed)
		want, spikes := outcome(t, sim.Reference, c)
		got, _ := outcome(t, sim.CC, c)
		if got != want || spikes == 0 {
			t.Errorf("%s: %d spikes, the same bits %v", c.name, spikes, got == want)
		}
	}
}
