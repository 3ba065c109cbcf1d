package conformance

import (
	"strings"
	"testing"

	"golgi/modelfile"
)

// Models for the laws of the list: each as it would stand in a file named m.json.
var (
	runs    = text(group, `"expect":{"final":{"G":{"v":[0.0,0.0]}}}`)
	wrong   = text(group, `"expect":{"final":{"G":{"v":[0.0,1.0]}}}`)
	unbuilt = text(group + `,{"kind":"rate_monitor","name":"unbuilt","of":"G"}`)
	inWords = text(`{"kind":"neurons","name":"G","n":2,"model":"a = t/ms : 1 (point current)"}`) // tried

	unknown     = strings.Replace(group, "exact", "leapfrog", 1)
	refusedWell = refusedText(unknown, group)
	accepted    = refusedText(group, group)
	badTwin     = refusedText(unknown, strings.Replace(group, "*ms", "*mV", 1))
)

// TestLawOfTheList pins what becomes of models: with no list, not on the list, and on the list.
func TestLawOfTheList(t *testing.T) {
	withUnbuilt(t)
	free, unlisted, listed := Suite{}, Suite{Pending: []string{}}, Suite{Pending: []string{"m"}}
	for _, c := range []struct {
		name  string
		suite Suite
		text  string
		want  outcome
		err   string // how it begins
	}{
		{"runs", free, runs, passed, ""},
		{"runs, unlisted", unlisted, runs, passed, ""},
		{"runs, listed", listed, runs, failed,
			"conformance: the model passes: take it off the list of pending models"},
		{"wrong", free, wrong, failed,
			"final G.v: 1 of 2 numbers are wrong, first [1] = 0, want 1 (relative to the largest: 1)"},
		{"wrong, unlisted", unlisted, wrong, failed, "final G.v: 1 of 2 numbers are wrong"},
		{"wrong, listed", listed, wrong, pending, "final G.v: 1 of 2 numbers are wrong"},
		{"unbuilt", free, unbuilt, pending, ""},
		{"unbuilt, unlisted", unlisted, unbuilt, failed, "conformance: the model needs what is not built: " +
			"what is not built; it is not on the list of pending models, which only shrinks"},
		{"unbuilt, listed", listed, unbuilt, pending, ""},
		{"in words", free, inWords, pending, ""},
		{"in words, listed", listed, inWords, pending, `sim: neuron group "G": `},
		{"refused", free, refusedWell, refused, ""},
		{"refused, listed", listed, refusedWell, failed, "conformance: the model passes: take it off"},
		{"accepted", free, accepted, failed,
			"conformance: the model is accepted, but it must be refused: the fault"},
		{"bad twin", free, badTwin, failed, "conformance: the valid twin does not run: sim: neuron group"},
	} {
		v := c.suite.judge(t.Context(), mustRead(t, c.text))
		if v.outcome != c.want || !strings.HasPrefix(textOf(v.err), c.err) || (v.err == nil) != (c.err == "") {
			t.Errorf("%s: outcome %d (%v), want %d (%s)", c.name, v.outcome, v.err, c.want, c.err)
		}
	}
}

// TestMonitorsAreComparedWhole shows that what is expected of monitors is what they record, no more and no
// less.
func TestMonitorsAreComparedWhole(t *testing.T) {
	monitor := group + `,{"kind":"state_monitor","name":"M","of":"G","variables":["v"],"dt":0.0005}`
	for _, c := range []struct{ expect, err string }{
		{`{"M":{"t":[0.0,0.0005],"v":[[0.0,0.0],[0.0,0.0]]}}`, ""},
		{`{"M":{"t":[0.0,0.0005]}}`, "conformance: malformed model: v of M is not expected to be anything"},
		{`{}`, "conformance: malformed model: t of M is not expected to be anything\n" +
			"conformance: malformed model: v of M is not expected to be anything"},
		{`{"M":{"t":[0.0,0.0005],"v":[[0.0,0.0],[0.0,0.0]],"w":[]}}`,
			"conformance: malformed model: M records no w"},
		{`{"M":{"t":[0.0,0.0005],"v":[[0.0,0.0],[0.0,0.0]]},"N":{}}`,
			`conformance: malformed model: "N" is no monitor`},
		{`{"M":{"t":[0.0,0.001],"v":[[0.0,0.0],[0.0,0.0]]},"methods":{"G":"euler"}}`,
			"M.t: 1 of 2 numbers are wrong, first [1] = 0.0005, want 0.001 (relative to the largest: 0.5)\n" +
				`G is integrated by method "exact", want "euler"`},
	} {
		m := mustRead(t, text(monitor, `"expect":`+c.expect))
		if got := textOf(perform(t.Context(), m.Model, modelfile.Options{}, m.compare)); got != c.err {
			t.Errorf("%s:\n got %s\nwant %s", c.expect, got, c.err)
		}
	}
}

func TestParsePending(t *testing.T) {
	names, err := ParsePending("# a heading\n\none\n two # why\n")
	if err != nil || strings.Join(names, " ") != "one two" {
		t.Errorf("got %q, %v", names, err)
	}
	_, err = ParsePending("one\none\n")
	if want := `conformance: "one" is twice on the list of pending models`; textOf(err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestScore pins the text that the suite logs.
func TestScore(t *testing.T) {
	var s score
	unbuilt, current := unbuiltNeed, needNamed(t, "(point current)")
	for _, v := range []verdict{
		{outcome: passed}, {outcome: passed}, {outcome: refused}, {outcome: failed, needs: []*need{current}},
		{outcome: pending, needs: []*need{current}}, {outcome: pending, needs: []*need{unbuilt, current}},
		{outcome: pending},
	} {
		s.add(v)
	}
	want := "7 models: 2 passed, 1 refused as they must be, 3 pending, 1 failed\n" +
		"   2 pending need (point current)\n" +
		"   1 pending need what is not built\n" +
		"   1 pending need nothing that is missing: they are wrong\n"
	if got := s.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func needNamed(t *testing.T, feature string) *need {
	t.Helper()
	for _, n := range theNeeds {
		if n.feature == feature {
			return n
		}
	}
	t.Fatalf("there is no need %q", feature)
	return nil
}
