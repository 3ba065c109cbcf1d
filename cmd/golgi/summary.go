package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"text/tabwriter"

	"golgi/internal/plain"
	"golgi/modelfile"
	"golgi/sim"
)

// summarise prints what was recorded, and what the state is in the end, a line for each array.
func summarise(out io.Writer, s *modelfile.Simulation, r *modelfile.Results, head string) error {
	fmt.Fprintln(out, head)
	if len(r.Recorded) > 0 {
		fmt.Fprintln(out, "\nrecorded:")
	}
	table := tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, name := range slices.Sorted(maps.Keys(r.Recorded)) {
		rate, err := rateOf(s, name, r.Recorded[name])
		if err != nil {
			return err
		}
		if rate != "" {
			fmt.Fprintf(table, "  %s\t\t%s\n", name, rate)
		}
		lines(table, name, r.Recorded[name])
	}
	table.Flush()
	if len(r.Final) > 0 {
		fmt.Fprintln(out, "\nin the end:")
	}
	table = tabwriter.NewWriter(out, 0, 0, 3, ' ', 0)
	for _, name := range slices.Sorted(maps.Keys(r.Final)) {
		lines(table, name, r.Final[name])
	}
	return table.Flush()
}

// rateOf says how often something has happened, and at which rate, where that was recorded.
func rateOf(s *modelfile.Simulation, name string, arrays map[string]modelfile.Array) (string, error) {
	count, counted := arrays["count"]
	if !counted {
		return "", nil
	}
	windows, err := windowsOf(s, name)
	if err != nil {
		return "", err
	}
	duration := 0.0
	for _, w := range windows {
		duration += w.To - w.From
	}
	n, events := len(count.Values), sum(count.Values)
	text := fmt.Sprintf("%.0f by %s", events, neurons(n))
	if n > 0 && duration > 0 {
		text += fmt.Sprintf(", %.4g Hz each", events/float64(n)/duration)
	}
	return text, nil
}

func windowsOf(s *modelfile.Simulation, name string) ([]sim.Window, error) {
	o, err := s.Object(name)
	if err != nil {
		return nil, err
	}
	return s.Network().Windows(o.(sim.Monitor))
}

func neurons(n int) string { return plain.Count(n, "neuron") }

func sum(values []float64) (s float64) {
	for _, x := range values {
		s += x
	}
	return s
}

// ownLine says whether an array of a recording is summarised: what tells when and who is not.
func ownLine(name string) bool { return !slices.Contains([]string{"t", "i", "count"}, name) }

// lines writes a line for each array.
func lines(w io.Writer, object string, arrays map[string]modelfile.Array) {
	_, spikes := arrays["count"]
	for _, name := range slices.Sorted(maps.Keys(arrays)) {
		if t := name == "t"; t || spikes && !ownLine(name) {
			continue
		}
		a := arrays[name]
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\n", object, name, shape(a), spread(a))
	}
}

// shape says how many numbers an array has.
func shape(a modelfile.Array) string {
	if len(a.Shape) == 2 {
		return fmt.Sprintf("%d × %d", a.Shape[0], a.Shape[1])
	}
	return fmt.Sprint(len(a.Values))
}

// spread says between which numbers those of an array lie, and what their mean is.
func spread(a modelfile.Array) string {
	if len(a.Values) == 0 {
		return ""
	}
	if low, high := slices.Min(a.Values), slices.Max(a.Values); low == high || math.IsNaN(low) {
		return number(low, a.Unit)
	} else {
		return fmt.Sprintf("%s to %s, mean %s", number(low, ""), number(high, ""), number(sum(a.Values)/float64(len(a.Values)), a.Unit))
	}
}

func number(x float64, unit string) string { return strings.TrimSpace(fmt.Sprintf("%.5g %s", x, unit)) }
