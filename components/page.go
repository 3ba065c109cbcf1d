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
		"A model of your own is a literal of the same type, `components.Model{Equations: …}`. " +
		"`components.Split{Of: \"neurons\", First: \"exc\", Rest: \"inh\", Fraction: 0.8}` gives two parts of a population names, for connections."},
	{"current", "Currents", "`Currents: components.Currents{\"ampa\": components.ExponentialConductance, …}` of a population: `x` is then the variable `ampa`, which a connection is onto, `I` is `I_ampa`, and " +
		"other names, those of parameters too, get the name in front: `ampa_tau`. The word `current` is the unit of the model's `I`, which is amp if the model does not say otherwise."},
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

// WritePage writes the page that lists all stock parts that are data, and those of other systems, in Markdown.
func WritePage(w io.Writer) error {
	if err := given.All("components: WritePage", given.Arg{Name: "writer", Value: w}); err != nil {
		return err
	}
	var page strings.Builder
	for _, section := range sections {
		fmt.Fprintf(&page, "\n## %s\n\n%s\n", section.title, section.text)
		var described, listed []Part
		for _, p := range Parts() {
			switch {
			case p.Section != section.of:
			case p.Text != "":
				described = append(described, p)
			default:
				listed = append(listed, p)
			}
		}
		for _, p := range described {
			describe(&page, p)
		}
		list(&page, listed)
	}
	page.WriteString("\n## Where you come from\n\nEach part of these systems, what does the same here, and the test that compares them.\n")
	for _, p := range peers {
		fmt.Fprintf(&page, "\n### %s\n\n| there | here | test |\n|---|---|---|\n", p.system)
		for _, row := range p.rows {
			fmt.Fprintf(&page, "| %s | %s | `%s` |\n", row.theirs, row.ours, row.test)
		}
	}
	_, err := io.WriteString(w, page.String())
	return err
}

// describe writes a part with its equations.
func describe(page *strings.Builder, p Part) {
	fmt.Fprintf(page, "\n### %s\n\n%s%s.\n\n", p.Name, strings.ToUpper(p.About[:1]), p.About[1:])
	page.WriteString("`" + strings.ReplaceAll(p.Text, "\n", "`<br>\n`") + "`\n")
	if len(p.Parameters) > 0 {
		page.WriteString("\n| parameter | default | must be | |\n|---|---|---|---|\n")
	}
	for _, q := range p.Parameters {
		fmt.Fprintf(page, "| `%s` | %s | %s | %s |\n", q.Name, q.Default, q.Limits, q.Comment)
	}
	if p.Source != "" {
		fmt.Fprintf(page, "\nSource: %s.\n", p.Source)
	}
}

// list writes parts in a table.
func list(page *strings.Builder, parts []Part) {
	if len(parts) > 0 {
		page.WriteString("\n| | what it is | parameters | source |\n|---|---|---|---|\n")
	}
	for _, p := range parts {
		var parameters []string
		for _, q := range p.Parameters {
			parameters = append(parameters, fmt.Sprintf("`%s` = %s: %s", q.Name, strings.TrimSpace(q.Default+" "+q.Limits), q.Comment))
		}
		fmt.Fprintf(page, "| `%s` | %s | %s | %s |\n", p.Name, p.About, strings.Join(parameters, "<br>"), p.Source)
	}
}
