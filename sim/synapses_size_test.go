package sim_test

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golgi/sim"
)

// huge are synapses of 60,000 neurons with each other.
func huge(t testing.TB, variables int, c sim.Connect) error {
	g := neurons(t, sim.Neurons{Name: "g", Size: 60000, Equations: "v : 1"})
	var model strings.Builder
	for k := range variables {
		fmt.Fprintf(&model, "w%d : 1\n", k)
	}
	s := synapses(t, sim.Synapse{Name: "S", Source: g, Target: g, Model: model.String(), Connect: []sim.Connect{c}})
	_, err := network(t, sim.Options{}, s).Get(s, "i")
	return err
}

// More synapses than numbers, or than memory, are an error of the network and not the end of the process. Where their number
// is known, it comes beforehand. (1.8 billion synapses with 300 variables take 4 TiB.)
func TestMoreSynapsesThanMemory(t *testing.T) {
	expectError(t, "numbers", huge(t, 1, sim.Connect{}),
		`sim: synapses "S": about 3.6e+09 synapses are expected, and one object has at most 2147483647; divide it`)
	err := fmt.Sprint(huge(t, 300, sim.Connect{Probability: "0.5"}))
	if !regexp.MustCompile(`^sim: synapses "S": about 1\.8e\+09 synapses are expected, which take 3\.95 TiB at least, ` +
		`and .* of memory are available; make fewer, or divide the work$`).MatchString(err) {
		t.Error(err)
	}
}

// Where their number is not known, it comes while they are made, whatever makes them.
func TestMoreSynapsesThanMemoryOnTheWay(t *testing.T) {
	forms := []sim.Connect{{Condition: "i != j"}, {Condition: "(i + j) % 3 != 0"}, {Condition: "i != j", Probability: "0.9"}, {Probability: "0.9 + 0*i"},
		{JOf: "k for k in range(N_post)"}, {JOf: "k for k in sample(N_post, p=0.9)"}, {IOf: "k for k in sample(N_pre, size=30000)"},
		{JOf: "i", N: "1000000"}, {Condition: "i == j", N: "1000000 + i"}}
	if k, err := strconv.Atoi(os.Getenv("SIM_TEST_HUGE")); err == nil {
		t.Fatalf("it is said: %v", huge(t, 1, forms[k]))
	}
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes 20 s; GOLGI_SLOW=1 runs it")
	}
	for k, form := range forms {
		child := exec.Command("bash", "-c", `ulimit -v 3000000 && exec "$0" -test.run '^TestMoreSynapsesThanMemoryOnTheWay$'`, os.Args[0])
		child.Env = append(os.Environ(), fmt.Sprintf("SIM_TEST_HUGE=%d", k))
		out, _ := child.CombinedOutput()
		if !regexp.MustCompile(`it is said: sim: synapses "S": about .* synapses may come next, which take .* at least, ` +
			`and .* of memory are available; make fewer, or divide the work\n`).Match(out) {
			t.Errorf("%+v: %.600s", form, out)
		}
	}
}
