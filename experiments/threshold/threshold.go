// Package threshold finds how strong a current must be to make a neuron spike, by a search that chooses its own runs.
//
//	golgi threshold run --figure threshold.png
package threshold

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"golgi/analyser"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/runner"
	"golgi/search"
	"golgi/trajectory"
	"golgi/units"
)

// neuron is integrated exactly while the current is constant.
func neuron(m components.Model) components.Model { m.Method = "exponential_euler"; return m }

// A whole run has all of the pulse: else less of it than its duration says would make the neuron spike.
type whole struct{ component.Base }

// AddToNetwork refuses a pulse that outlasts the run.
func (whole) AddToNetwork(s *component.Subrun) error {
	stop, err := trajectory.Value[units.Quantity](s.Params, "neuron.pulse_stop")
	if err == nil && stop.SI() > s.Current.Duration.SI() {
		return fmt.Errorf("threshold: the pulse ends at neuron.pulse_stop = %v, after the run, of durations.%s = %v; make the run longer, or the pulse shorter", stop, s.Current.Name, s.Current.Duration)
	}
	return err
}

// found returns the durations, the least current of each that made the neuron spike, NaN where none did, and Lapicque's: where R*I*(1 - exp(-duration/tau_m)) is
// the way from rest to threshold. All are in SI units.
func found(r cli.Report) (durations, currents, law []float64, err error) {
	table, err := trajectory.Rows(r, r.Trajectory, "pulse_stop", "pulse_A", "rate")
	least, p := map[float64]float64{}, trajectory.ValuesOf(r.Trajectory)
	if err != nil {
		return nil, nil, nil, err
	}
	of := func(name string) float64 { return p.Quantity("neuron." + name).SI() }
	for _, row := range table.Rows {
		duration, current := row.Values[0].(units.Quantity).SI()-of("pulse_start"), row.Values[1].(units.Quantity).SI()
		if _, is := least[duration]; !is {
			least[duration] = math.NaN()
		}
		if row.Values[2].(float64) > 0 && !(current >= least[duration]) {
			least[duration] = current
		}
	}
	for _, duration := range slices.Sorted(maps.Keys(least)) {
		durations, currents = append(durations, duration), append(currents, least[duration])
		law = append(law, (of("V_th")-of("E_L"))/of("R")/-math.Expm1(-duration/of("tau_m")))
	}
	return durations, currents, law, p.Err()
}

// report prints what was found, and draws it.
func report(r cli.Report) error {
	durations, currents, law, err := found(r)
	fmt.Fprintln(r.Out, "duration     threshold  Lapicque's law")
	for k, duration := range durations {
		if math.IsNaN(currents[k]) {
			fmt.Fprintf(r.Out, "%5.4g ms  not found     %9.3f pA   (no current that was tried made the neuron spike)\n", duration*1e3, law[k]*1e12)
			continue
		}
		fmt.Fprintf(r.Out, "%5.4g ms  %9.3f pA    %9.3f pA\n", duration*1e3, currents[k]*1e12, law[k]*1e12)
	}
	if err != nil || r.Figure == "" || len(durations) == 0 {
		return err
	}
	fmt.Fprintf(r.Out, "figure in %s\n", r.Figure)
	return figure.New("", figure.Metric{X: "duration", Y: "threshold", LogX: true, LogY: true, Curves: []figure.Curve{
		{X: units.ArrayFromSI(durations, units.Second.Dim), Y: units.ArrayFromSI(currents, units.Amp.Dim)}}}).Save(r.Figure)
}

// farthest is how far the thresholds are from the law, at most, relative to it.
func farthest(r cli.Report) (most float64, err error) {
	durations, currents, law, err := found(r)
	for k, current := range currents {
		most = max(most, math.Abs(current/law[k]-1)) // NaN, if one is
	}
	if err == nil && len(durations) != pulses.Len() {
		err = fmt.Errorf("threshold: there are thresholds of %d durations, and not of all %d", len(durations), pulses.Len())
	}
	return most, err
}

// pulses are the durations at which a threshold is sought.
var pulses = units.Millisecond.OfAll(1, 2, 5, 10, 20, 50, 100)

func runs(r cli.Report) (float64, error) { return float64(r.Trajectory.Len()), nil }

// Experiment is the whole of it.
var Experiment = cli.Experiment{
	Name: "threshold", Source: "Lapicque (1907), J. Physiol. Pathol. Gen. 9:620",
	Doc: `The least current that makes a neuron spike, against how long it lasts.

Nobody says which currents are tried: a search halves an interval, for each duration, by what the runs before have given. What is found for a
leaky integrate-and-fire neuron is Lapicque's law: the shorter the current, the stronger it must be.`,
	Parts: []component.Component{
		components.Neurons{Name: "neuron", Size: 1, Model: neuron(components.LIF), Currents: components.Currents{"pulse": components.Step}, Set: components.Values{"pulse_A": "1 nA", "pulse_stop": "10 ms"}},
		runner.Subruns{{Name: "run", Duration: units.Millisecond.Of(150)}},
		components.Record{Spikes: []string{"neuron"}}, analyser.Measure{Of: "neuron", During: []string{"run"}}, whole{},
	},
	Search: search.Bisection{Over: trajectory.Interval{Path: "pulse_A", From: units.Picoamp.Of(100), To: units.Nanoamp.Of(10)},
		Of: "statistics.neuron.rate", Target: 1, Steps: 24, At: trajectory.Cartesian{{Path: "pulse_stop", Values: pulses}}},
	Report: report,
	Campaigns: []cli.Campaign{{Run: "run=150ms", Expect: []cli.Expectation{
		{What: "largest relative distance from Lapicque's law", Number: farthest, Band: cli.AtMost(3e-6), Source: "closed form; the search halves 9.9 nA 24 times"},
		{What: "runs that it takes; a grid as fine has 117 million", Number: runs, Band: cli.Exactly(182), Source: "7 durations, 2 ends and 24 halves each"},
	}}},
}
