package analyser_test

import (
	"context"
	"fmt"
	"regexp"
	"testing"

	"golgi/analyser"
	"golgi/component"
	"golgi/sim"
	"golgi/units"
)

// Two neurons that spike in every sixth step of 0.1 ms, since v rises by 0.2 in each, are measured: their rate is 5 spikes in 3 ms.
func TestMeasure(t *testing.T) {
	s := board(t, 0)
	s.Current = component.Span{Name: "measure", Duration: units.Millisecond.Of(3)}
	s.Start = s.Network.Time()
	check(t, s.Network.Run(context.Background(), units.Millisecond.Of(3)))
	bin, hertz := units.Millisecond.Of(0.3), units.Hertz
	all := []analyser.Statistic{analyser.Rate, analyser.Spikes, analyser.CV, analyser.CV2, analyser.LV, analyser.SpikeDistance, analyser.Fano(bin), analyser.Correlation(bin),
		analyser.Kappa(bin), analyser.PopulationCV(bin), analyser.Peak(units.Millisecond.Of(0.1), units.Quantity{}, hertz.Of(100), hertz.Of(1e4)),
		analyser.BurstFraction(units.Millisecond.Of(0.7), 3), analyser.F1F0(hertz.Of(1e4 / 6))}
	for _, m := range []analyser.Measure{{Of: "s", Statistics: all, During: []string{"measure"}}, {Of: "none", During: []string{"other"}}} {
		check(t, m.AddParameters(nil))
		check(t, m.Analyse(s))
	}
	res, err := s.Run.Result("statistics.s")
	check(t, err)
	got := ""
	for _, item := range res.Items {
		got += fmt.Sprintf("%s %.3g %s, ", item.Name, item.Value, item.Unit)
	}
	const want = "burst_fraction 1 , correlation 1 , cv 0 , cv2 0 , f1f0 2 , fano 0.556 , kappa 1 , lv 0 , peak 1.67e+03 Hz, population_cv 1 , rate 1.67e+03 Hz, spike_distance 0 , spikes 10 , "
	if clean := rounded(got); clean != want {
		t.Errorf("got  %s\nwant %s", clean, want)
	}
	s = board(t, 0)
	s.Current = component.Span{Name: "measure", Duration: s.Network.Time()}
	check(t, analyser.Measure{Of: "s"}.Analyse(s))
	if res, err := s.Run.Result("statistics.s.measure"); err != nil || len(res.Items) != 1 || res.Items[0].Name != "rate" {
		t.Errorf("%v, %v", res, err)
	}
}

var noise = regexp.MustCompile(` \S+e-(1[5-9]|[23]\d) `)

// rounded is a text without what rounding leaves of 0.
func rounded(text string) string { return noise.ReplaceAllString(text, " 0 ") }

func TestWeights(t *testing.T) {
	s := board(t, 0)
	s.Current = component.Span{Name: "learn"}
	group, err := component.Get[*sim.NeuronGroup](s.Objects, "exc")
	check(t, err)
	synapses, err := sim.NewSynapses(sim.Synapse{Name: "syn", Source: group, Target: group, Connect: []sim.Connect{{}}, Model: "w : siemens",
		Initial: []sim.Set{{Variable: "w", Value: "(i + 2*j)*nS"}}})
	check(t, err)
	check(t, s.Objects.Add("syn", synapses))
	m := analyser.Weights{Of: "syn", High: units.Nanosiemens.Of(3), During: []string{"learn"}, All: true}
	check(t, m.AddParameters(nil))
	check(t, m.Analyse(s))
	res, err := s.Run.Result("weights.syn")
	check(t, err)
	got := ""
	for _, item := range res.Items {
		got += fmt.Sprintf("%s %.4g %s, ", item.Name, item.Value, item.Unit)
	}
	if want := "high 0.25 , low 0.25 , max 3 nS, mean 1.5 nS, middle 0 , min 0 nS, sd 1.291 nS, w [0 2 1 3] nS, "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// gives is a part that declares what it gives, and a recorder one that does so in some subruns.
type gives struct {
	component.Base
	names []string
}

func (g gives) Needs() []string  { return nil }
func (g gives) Gives() []string  { return g.names }
func (g gives) Groups() []string { return g.names[:1] }

type recorder struct{ gives }

func (recorder) Subruns() []string { return []string{"measure"} }

// What no part gives is said before anything is built, if all parts declare what they give.
func TestFit(t *testing.T) {
	neurons, spikes := gives{names: []string{"exc", "input_exc"}}, recorder{gives{names: []string{"spikes_exc"}}}
	for _, c := range []struct {
		part  component.Fitting
		parts []component.Component
		want  string
	}{
		{analyser.Measure{Of: "exc"}, []component.Component{neurons, spikes}, "<nil>"},
		{analyser.Measure{Of: "input_exc"}, []component.Component{neurons}, "<nil>"}, // which may be a monitor
		{analyser.Measure{Of: "ex"}, []component.Component{neurons, component.Base{}}, "<nil>"},
		{analyser.Measure{Of: "exc"}, []component.Component{neurons},
			`analyser: Measure of "exc": no spikes of "exc" are recorded; list components.Record{Spikes: []string{"exc"}} among the parts`},
		{analyser.Measure{Of: "ex"}, []component.Component{neurons, spikes}, `analyser: Measure of "ex": there is no group "ex" (there are: exc, input_exc, spikes_exc); did you mean "exc"?`},
		{analyser.Measure{Of: "exc", During: []string{"measure"}}, []component.Component{neurons, spikes}, "<nil>"},
		{analyser.Measure{Of: "exc", During: []string{"initial"}}, []component.Component{neurons, spikes},
			`analyser: Measure of "exc": the spikes of "exc" are not recorded in subrun "initial", but in: measure`},
		{analyser.Weights{Of: "input_exc"}, []component.Component{neurons}, "<nil>"},
		{analyser.Weights{Of: "inputexc"}, []component.Component{neurons}, `analyser: Weights of "inputexc": there are no such synapses (there are: exc, input_exc); did you mean "input_exc"?`},
	} {
		if got := fmt.Sprint(c.part.Fit(c.parts)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestMistakesOfMeasures(t *testing.T) {
	second, hertz := units.Second, units.Hertz
	measures := func(s ...analyser.Statistic) error {
		return analyser.Measure{Of: "s", Statistics: s}.AddParameters(nil)
	}
	learned := board(t, 0)
	learned.Current = component.Span{Name: "learn", Duration: units.Millisecond.Of(1)}
	for want, err := range map[string]error{
		"analyser: a Measure has no group; name it in Of":                                                                                                 analyser.Measure{}.AddParameters(nil),
		`analyser: Measure of "s": two statistics are called "fano"; give one another Name`:                                                               measures(analyser.Fano(second.Of(1)), analyser.Fano(second.Of(2))),
		`analyser: Measure of "s": fano: the window is -1 s; wanted more than 0 s`:                                                                        measures(analyser.Fano(second.Of(-1))),
		`analyser: Measure of "s": correlation: the window is 1 Hz; wanted more than 0 s`:                                                                 measures(analyser.Correlation(hertz.Of(1))),
		`analyser: Measure of "s": kappa: the bin is 0 s; wanted more than 0 s`:                                                                           measures(analyser.Kappa(second.Of(0))),
		`analyser: Measure of "s": peak: the bin is 0; wanted more than 0 s`:                                                                              measures(analyser.Peak(units.Quantity{}, units.Quantity{}, hertz.Of(1), hertz.Of(2))),
		`analyser: Measure of "s": peak: stretches of 1 s in bins of 2 s; wanted longer stretches, or 0 s, which is all there is`:                         measures(analyser.Peak(second.Of(2), second.Of(1), hertz.Of(1), hertz.Of(2))),
		`analyser: Measure of "s": peak: frequencies from 2 Hz to 1 Hz; wanted low below high, such as 5 Hz and 100 Hz`:                                   measures(analyser.Peak(second.Of(1), second.Of(0), hertz.Of(2), hertz.Of(1))),
		`analyser: Measure of "s": burst_fraction: bursts of -3 spikes or more; wanted 2 or more`:                                                         measures(analyser.BurstFraction(second.Of(1), -3)),
		`analyser: Measure of "s": burst_fraction: the longest interval is -1 s; wanted more than 0 s`:                                                    measures(analyser.BurstFraction(second.Of(-1), 3)),
		`analyser: Measure of "s": f1f0: the frequency is 1 s; wanted more than 0 Hz`:                                                                     measures(analyser.F1F0(second.Of(1))),
		`analyser: Measure of "s": fano: subrun "learn" has 1 ms, in which no whole window of 2 s fits; make it as long, or longer`:                       analyser.Measure{Of: "s", Statistics: []analyser.Statistic{analyser.Fano(second.Of(2))}}.AddToNetwork(learned),
		`analyser: Weights of "exc": its synapses have no variable "u" (there are: v); did you mean "v"?`:                                                 analyser.Weights{Of: "exc", Variable: "u"}.AddToNetwork(learned),
		`analyser: Weights of "exc": High = 1 s, and v has unit 1; give bounds of that unit`:                                                              analyser.Weights{Of: "exc", Variable: "v", High: second.Of(1)}.AddToNetwork(learned),
		`analyser: Weights of "exc": its synapses have no variable w, since all have one weight, a parameter; leave the Weights out, or draw the weights`: analyser.Weights{Of: "exc"}.AddToNetwork(learned),
		`analyser: Measure of "s": the statistic "x" needs a Name and a function Of; take a stock one, such as analyser.CV`: analyser.Measure{Of: "s",
			Statistics: []analyser.Statistic{{Name: "x"}}}.AddParameters(nil),
		"analyser: Weights: it has no synapses; name them in Of":                                                        analyser.Weights{}.AddParameters(nil),
		`analyser: Weights of "s": wanted a Low below High, of one unit; they are 0 and 0`:                              analyser.Weights{Of: "s"}.AddParameters(nil),
		`analyser: Weights of "s": wanted a Low below High, of one unit; they are 1 nS and 2 mV`:                        analyser.Weights{Of: "s", Low: units.Nanosiemens.Of(1), High: units.Millivolt.Of(2)}.AddParameters(nil),
		`component: no spikes of "none" are recorded; list components.Record{Spikes: []string{"none"}} among the parts`: analyser.Measure{Of: "none"}.Analyse(board(t, 0)),
	} {
		if err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}
