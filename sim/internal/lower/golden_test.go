package lower

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

var update = flag.Bool("update", false, "rewrite golden files")

// expectGolden compares templates with their texts in a file of testdata.
func expectGolden(t *testing.T, name string, list ...*Template) {
	t.Helper()
	var b strings.Builder
	for _, tmpl := range list {
		b.WriteString(tmpl.Kernel.String())
		for _, num := range tmpl.Consts {
			if num.Known {
				fmt.Fprintf(&b, "  where %s = %v\n", sided(num.Side, num.Name), num.Value)
			}
		}
		b.WriteString("\n")
	}
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("%s differs; see it with go test -update\n got\n%s\nwant\n%s", file, b.String(), want)
	}
}

const lif = `
	dv/dt = (El - v + R*I)/tau : volt (unless refractory)
	dw/dt = (v - El)/tau - w/tauw : volt
	I = drive*nA : amp
	drive : 1
	gain : 1 (shared)
	n : integer
	wild : boolean`

func newLIF(t testing.TB) *group {
	return newGroup(t, lif, "El = -70 mV, R = 100 Mohm, tau = 10 ms, tauw = 100 ms, Vt = -50 mV, Vr = -65 mV, k = 3")
}

func duration(text string, t testing.TB, g *group) Refractory {
	return Refractory{Duration: expression(t, text, g.scope)}
}

func TestGoldenOfGroup(t *testing.T) {
	g := newLIF(t)
	r := duration("2*ms + n*dt", t, g)
	expectGolden(t, "group",
		g.stateUpdate(t, "exact", r),
		g.stateUpdate(t, "euler", r),
		g.stateUpdate(t, "euler", Refractory{While: expression(t, "v > Vr", g.scope)}),
		g.stateUpdate(t, "euler", Refractory{}),
		Threshold(expression(t, "v > Vt and not wild", g.scope), nil, g.scope, r),
		Threshold(expression(t, "v > Vt", g.scope), nil, g.scope, Refractory{}),
		Statements("reset", statements(t, "v = Vr; d = 2*k; w += d*mV\nn += 1\nd -= 1\nn //= d\nwild = n % 2 == 0\ndrive **= 2", g.scope),
			g.scope, equations.Reset))
}

func TestGoldenOfSpikeTrains(t *testing.T) { expectGolden(t, "spike_trains", SpikeTrains(clock())) }

func TestGoldenOfSynapses(t *testing.T) {
	source, target := newGroup(t, "x : 1\nrate = x*(i + 1)*Hz : Hz", ""), newLIF(t)
	own := clock()
	own["w"] = equations.Symbol{Name: "w", Kind: equations.Stored, Info: info(equations.Float, "volt"), Side: equations.Own}
	own["i"] = equations.Symbol{Name: "i", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Pre}
	own["j"] = equations.Symbol{Name: "j", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Post}
	scope := equations.Layers{own, source.seenFrom(equations.Pre), target.seenFrom(equations.Post), equations.Units{}}
	expectGolden(t, "synapses",
		Statements("pre", statements(t, "v_post += w; w_post -= 2*w; w *= rate_pre/Hz; n_post += 1; drive_post = I_post/nA + gain_post", scope),
			scope, equations.Pathway),
		Probe(expression(t, "i != j and rand() < 0.1*x_pre", scope), scope, false),
		Probe(expression(t, "2*ms + 0.1*ms*abs(i - j)", scope), scope, false),
		Assignment("w", expression(t, "rand()*mV", scope), nil, scope, false))
}

func TestGoldenOfAssignments(t *testing.T) {
	g := newLIF(t)
	expectGolden(t, "assignments",
		Assignment("v", expression(t, "El + i*(Vt - El)/N + rand()*rand()*mV", g.scope), expression(t, "i > 3", g.scope), g.scope, false),
		Assignment("n", expression(t, "i // 2", g.scope), nil, g.scope, true),
		Assignment("gain", expression(t, "2", g.scope), nil, g.scope, false),
		Assignment("wild", expression(t, "i == 3", g.scope), nil, g.scope, false),
		Probe(&syntax.Ident{Name: "I"}, g.scope, true),
		Probe(&syntax.Ident{Name: "wild"}, g.scope, false))
}
