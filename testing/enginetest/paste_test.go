package enginetest_test

import (
	"fmt"
	"go/format"
	"go/parser"
	"os"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/testing/enginetest"
	"golgi/units"

	"pgregory.net/rapid"
)

var pasted = enginetest.Description{
	Duration: units.MustParse("20 ms"),
	Neurons: []sim.Neurons{
		{
			Name: "G",
			Size: 3,
			Equations: `dv/dt = (a - v)/(5*ms) : 1
n : integer`,
			Threshold:  "v > 1",
			Refractory: "1.5*ms",
			Namespace:  sim.Namespace{"a": 2.0, "b": true, "k": 3, "tau": units.MustParse("5 ms")},
			Initial:    []sim.Set{{Variable: "n", Value: []int{1, 2}, Index: []int{0, 2}}},
			DT:         units.MustParse("0.25 ms"),
		},
	},
	Generators: []sim.SpikeGenerator{
		{
			Name:    "spikes",
			Size:    1,
			Indices: []int{0, 0},
			Times:   units.ArrayFromSI([]float64{0.001, 0.0025}, units.MustParse("1 s").Dimension()),
		},
	},
	Parts: []enginetest.Part{{Name: "P", Of: "G", Stop: 2}},
	Synapses: []enginetest.Synapse{
		{
			From: "P",
			To:   "G",
			Synapse: sim.Synapse{
				Name:    "S",
				OnPre:   "v_post += 1e-05",
				Delays:  units.ArrayFromSI([]float64{0.001, 0.0}, units.MustParse("1 s").Dimension()),
				Connect: []sim.Connect{{Probability: "0.5"}, {}},
			},
		},
	},
	Monitors: []enginetest.Monitor{{Kind: "rates", On: "P", Recording: sim.Recording{Name: "R"}}},
}

// A description prints as the Go text that made it: the one above.
func TestDescriptionsPrintAsGo(t *testing.T) {
	file, err := os.ReadFile("paste_test.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(file), "var pasted = ")
	want, _, _ := strings.Cut(rest, "\n}\n")
	got, err := format.Source([]byte("var pasted = " + fmt.Sprintf("%#v", pasted)))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != "var pasted = "+want+"\n}" {
		t.Errorf("got\n%s\nwant\nvar pasted = %s\n}", got, want)
	}
}

// Whatever is drawn prints as a Go expression.
func TestRandomDescriptionsPrintAsGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := fmt.Sprintf("%#v", enginetest.Random(3).Draw(t, "network"))
		if _, err := parser.ParseExpr(text); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
	})
}
