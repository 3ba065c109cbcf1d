package lower

import (
	"fmt"
	"strings"
	"testing"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/syntax"
)

// traced returns the traces of synapses with a model and two pathways, at neurons with a variable v.
func traced(t *testing.T, text, pre, post string) *Traces {
	t.Helper()
	model, faults := equations.ReadModel(&syntax.Source{Name: "model", Text: text}, equations.Synapses)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	own := clock()
	last := equations.LastUpdate
	own[last] = equations.Symbol{Name: last, Kind: equations.Stored, Info: info(equations.Float, "second"), Side: equations.Own}
	own["i"] = equations.Symbol{Name: "i", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Pre}
	ends := newGroup(t, "v : 1", "")
	scope := equations.Layers{own, ends.seenFrom(equations.Post), equations.Units{}}
	for _, v := range model.Variables {
		sym := equations.Symbol{Name: v.Name, Kind: equations.Stored, Info: v.Info, Side: equations.Own}
		if v.Kind == syntax.Subexpression {
			sym.Kind, sym.Expr, sym.Scope = equations.Formula, v.Expr, scope
		}
		own[v.Name] = sym
	}
	update, faults := integrate.EventDriven(integrate.NewSystem(model, model.EventDriven(), scope))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return FindTraces(update, []PathwayCode{
		{equations.Pre, statements(t, pre, scope), scope}, {equations.Post, statements(t, post, scope), scope}}, scope)
}

const twoTraces = "w : 1\ndx/dt = -x/(20*ms) : 1 (event-driven)\ndy/dt = -y/(10*ms) : 1 (event-driven)\ntwice = 2*x : 1\nmore = 2*w : 1"

// The rule, clause by clause: what is a trace of which side, and why something is none.
func TestWhatIsATrace(t *testing.T) {
	for _, c := range []struct{ model, pre, post, want string }{
		{twoTraces, "x += 1; w += y", "y += 2; w -= x", "x pre, y post"},
		{twoTraces, "x += 1", "y = exp(-y) + clip(y, 0, 1)", "x pre, y post"},
		{twoTraces, "d = 3*x; x += d; w += d", "y += twice*0", `x: another event-driven variable is no trace, and has lastupdate of each synapse, y: "y += twice*0" has more than constants and traces of its side`},
		{twoTraces, "x += twice; y += x", "w = y", "x pre, y pre"},
		{twoTraces, "x += t/second", "y += 1", "x pre, y post"},
		{twoTraces, "x += w", "y += more", `x: "x += w" has more than constants and traces of its side, y: "y += more" has more than constants and traces of its side`},
		{twoTraces, "x += rand()", "y += v_post", `x: "x += rand()" has more than constants and traces of its side, y: "y += v_post" has more than constants and traces of its side`},
		{twoTraces, "x += i", "y += 1", `x: "x += i" has more than constants and traces of its side, y: another event-driven variable is no trace, and has lastupdate of each synapse`},
		{twoTraces, "x += 1; y += 1", "y += 1", "x: another event-driven variable is no trace, and has lastupdate of each synapse, y: spikes of both sides write it"},
		{twoTraces, "x += 1", "w += x", "x: another event-driven variable is no trace, and has lastupdate of each synapse, y: no pathway writes it"},
		{twoTraces, "d = w; d += 1; x += d", "y += 1", `x: "x += d" has more than constants and traces of its side, y: another event-driven variable is no trace, and has lastupdate of each synapse`},
		{twoTraces, "x += 1", "y += 1; w += lastupdate/second", "x: lastupdate is read or written, too, y: lastupdate is read or written, too"},
		{"w : 1\ndx/dt = (y - x)/(20*ms) : 1 (event-driven)\ndy/dt = -y/(10*ms) : 1 (event-driven)", "y += 1", "w += x", "x pre, y pre"},
		{"w : 1\ndx/dt = (y - x)/(20*ms) : 1 (event-driven)\ndy/dt = -y/(10*ms) : 1 (event-driven)", "y += 1", "x += 1",
			"x: its equation has more than constants and traces of its side, y: x depends on it, which is no trace"},
		{"w : 1\ndx/dt = (w - x)/(20*ms) : 1 (event-driven)", "x += 1", "w += 1", "x: its equation has more than constants and traces of its side"},
	} {
		found := traced(t, c.model, c.pre, c.post)
		var got []string
		for _, v := range found.update.Values {
			name := v.Variable.Name
			if side := found.Side[name]; side != 0 {
				got = append(got, fmt.Sprintf("%s %s", name, side))
			} else {
				got = append(got, fmt.Sprintf("%s: %s", name, found.Why[name]))
			}
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s | %s: %s; want %s", c.pre, c.post, text, c.want)
		}
	}
}

func TestGoldenOfTraces(t *testing.T) {
	found := traced(t, twoTraces, "v_post += w; x += 1; w = clip(w + y, 0, 1)", "y -= 2; w += x")
	pre, post := found.Pathway(0), found.Pathway(1)
	expectGolden(t, "traces", pre.Neurons, pre.Others, pre.Synapse, pre.Alone, post.Neurons, found.Spread(), found.Agree(), found.Read("x"))
}
