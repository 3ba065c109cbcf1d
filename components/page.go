package components

import (
	"fmt"
	"io"
	"strings"

	"golgi/internal/given"
)

// sections are those of the page, in its order.
var sections = []struct{ of, title, text string }{
	{"model", "Models of neurons", "`components.Neurons{Name: \"exc\", Size: 800, Model: components.LIF, …}` is a population. In the equations, `I` is the sum of its currents. " +
		"A model of your own is a literal of the same type, `components.Model{Equations: …}`."},
	{"current", "Currents", "`Currents: components.Currents{\"ampa\": components.ExponentialConductance, …}` of a population. Parameters get the name of the current in front: " +
		"`ampa_tau`. Where a default is 0 current, its unit is that of the model's `I`, which is amp if the model does not say otherwise."},
	{"source", "Sources of spikes", "`components.Source{Name: \"input\", Size: 100, Kind: components.Poisson}`. What spikes, a `Connection` takes to neurons."},
	{"rule", "Rules of connection", "`components.Connection{From: \"input\", To: \"exc\", Onto: \"ampa\", Rule: components.FixedInDegree(10), Weight: …}`. Its parameters are below `input_exc`. " +
		"`Onto` may be any variable of the target: onto `\"v\"` spikes are jumps of the potential. The defaults here are those of an example."},
	{"space", "Spaces", "Of rules and weights that hang on distance."},
	{"draw", "Weights and delays", "`Weight: components.Normal(\"6 nS\", \"1 nS\"), Delay: components.Uniform(\"0.5 ms\", \"2 ms\")` of a connection. Parameters are called after what is drawn: " +
		"`weight_mean`, `delay_low`."},
	{"synapse", "Synapses", "`Synapse: components.STDP(\"10 nS\")` of a connection: plasticity, and what is no pulse. The largest weight is given, and is a parameter, too. Where no synapse is named, " +
		"a spike adds the weight to the target."},
	{"trace", "Traces", "`components.AlignPre{From: \"exc\", To: \"inh\", Onto: \"ampa\", Trace: components.AMPATrace, Weight: …}` is BrainState's AlignPre: one trace for each source, and its sum at each target. " +
		"`Onto` is a current of the kind Summed, SummedConductance or SummedNMDA. (Its AlignPost is a `Connection` onto a current.)"},
}

// WritePage writes the page that lists all stock parts that are data, in Markdown.
func WritePage(w io.Writer) error {
	if err := given.All("components: WritePage", given.Arg{Name: "writer", Value: w}); err != nil {
		return err
	}
	for _, section := range sections {
		text := fmt.Sprintf("\n## %s\n\n%s\n\n| | what it is | parameters | source |\n|---|---|---|---|\n", section.title, section.text)
		rows := 0
		for _, p := range Parts() {
			if p.Section != section.of {
				continue
			}
			rows++
			var parameters []string
			for _, q := range p.Parameters {
				parameters = append(parameters, fmt.Sprintf("`%s` = %s: %s", q.Name, q.Default, q.Comment))
			}
			text += fmt.Sprintf("| `%s` | %s | %s | %s |\n", p.Name, p.About, strings.Join(parameters, "<br>"), p.Source)
		}
		if rows == 0 {
			continue
		}
		if _, err := io.WriteString(w, text); err != nil {
			return err
		}
	}
	return nil
}
