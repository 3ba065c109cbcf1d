package lower

import (
	"cmp"
	"fmt"
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/equations"
	"golgi/sim/internal/integrate"
	"golgi/sim/internal/ir"
	"golgi/sim/internal/mathlib"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/syntax"
	"golgi/units"
)

func info(typ equations.Type, unit string) equations.Info {
	return equations.Info{Type: typ, Dim: units.MustParse("1 " + unit).Dimension()}
}

func plain(typ equations.Type) equations.Info { return equations.Info{Type: typ} }

// clock are the names that every object knows.
func clock() equations.Symbols {
	second := info(equations.Float, "second")
	return equations.Symbols{
		"t":              {Name: "t", Kind: equations.Stored, Info: second, Side: equations.Clock},
		"t_in_timesteps": {Name: "t_in_timesteps", Kind: equations.Stored, Info: plain(equations.Integer), Side: equations.Clock},
		"dt":             {Name: "dt", Kind: equations.Bound, Info: second},
	}
}

// group is a group of neurons with its scope, seen from one of its neurons.
type group struct {
	model *equations.Model
	own   equations.Symbols
	scope equations.Layers
}

// newGroup reads equations and constants, as in "tau = 10 ms, n = 3".
func newGroup(t testing.TB, text, constants string) *group {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	block, err := syntax.ParseEquations(src)
	if err != nil {
		t.Fatal(err)
	}
	m, list := equations.NewModel(src, block, equations.Neurons)
	g := &group{model: m, own: clock()}
	g.scope = equations.Layers{g.own, equations.Units{}}
	g.own["i"] = equations.Symbol{Name: "i", Kind: equations.Element, Info: plain(equations.Integer), Side: equations.Own}
	g.own["N"] = equations.Symbol{Name: "N", Kind: equations.Bound, Info: plain(equations.Integer)}
	g.own["lastspike"] = equations.Symbol{Name: "lastspike", Kind: equations.Stored, Info: info(equations.Float, "second"), Side: equations.Own}
	g.own["not_refractory"] = equations.Symbol{Name: "not_refractory", Kind: equations.Stored, Info: plain(equations.Boolean), Side: equations.Own}
	for _, c := range strings.Split(constants, ",") {
		if name, value, ok := strings.Cut(strings.TrimSpace(c), " = "); ok {
			q := units.MustParse(value)
			sym := equations.Symbol{Name: name, Kind: equations.Number, Side: equations.Own, Value: q.SI(),
				Info: equations.Info{Type: equations.Float, Dim: q.Dimension()}}
			if q.Dimension().IsDimensionless() && !strings.Contains(value, ".") {
				sym.Type = equations.Integer
			}
			g.own[name] = sym
		}
	}
	for _, v := range m.Variables {
		sym := equations.Symbol{Name: v.Name, Kind: equations.Stored, Info: v.Info, Side: equations.Own, Shared: v.Has("shared"),
			Guarded: v.Has("unless refractory")}
		if v.Kind == syntax.Subexpression {
			sym.Kind, sym.Expr, sym.Scope = equations.Formula, v.Expr, g.scope
		}
		g.own[v.Name] = sym
	}
	if list = append(list, m.Check(g.scope)...); len(list) > 0 {
		t.Fatal(list)
	}
	return g
}

// seenFrom returns the names of a group as a synapse at one of its ends knows them, x_pre or x_post. In the group's
// own subexpressions i counts in the whole group.
func (g *group) seenFrom(side equations.Side) equations.Symbols {
	there, seen := make(equations.Symbols), make(equations.Symbols)
	for name, sym := range g.own {
		if sym.Side == equations.Own {
			sym.Side = side
		}
		if sym.Kind == equations.Formula {
			sym.Scope = equations.Layers{there, equations.Units{}}
		}
		seen[name+"_"+side.String()] = sym
		sym.Whole = sym.Kind == equations.Element
		there[name] = sym
	}
	return seen
}

func expression(t testing.TB, text string, scope equations.Scope) syntax.Expr {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	e, err := syntax.ParseExpr(src)
	if err != nil {
		t.Fatal(err)
	}
	if _, list := equations.Check(e, src, scope); len(list) > 0 {
		t.Fatal(list)
	}
	return e
}

func statements(t testing.TB, text string, scope equations.Scope) []*syntax.Assign {
	t.Helper()
	src := &syntax.Source{Name: "test", Text: text}
	list, err := syntax.ParseStatements(src)
	if err != nil {
		t.Fatal(err)
	}
	if faults := equations.CheckStatements(list, src, scope); len(faults) > 0 {
		t.Fatal(faults)
	}
	return list
}

func (g *group) stateUpdate(t testing.TB, method string, r Refractory) *Template {
	t.Helper()
	sys := integrate.NewSystem(g.model, g.model.ClockDriven(), g.scope)
	u, faults := integrate.Choose(sys, integrate.Method{Text: method})
	if faults != nil {
		t.Fatal(faults)
	}
	return StateUpdate(u, sys, r)
}

// machine runs templates element by element, as package ir defines it, on arrays with the content of memory:
// floats, and integers and booleans as floats. Constants that the network would know are taken by name.
type machine struct {
	memory map[Ref][]float64
	bound  map[string]float64
	key    rng.Key
	tick   uint64
}

// cell is one value: floats in f, integers and booleans in i.
type cell struct {
	f float64
	i int64
}

// run executes a template for n elements, and returns those that it emits.
func (m *machine) run(t testing.TB, tmpl *Template, n int) (emitted []int) {
	t.Helper()
	k := tmpl.Kernel
	consts := make([]float64, len(tmpl.Consts))
	for c, num := range tmpl.Consts {
		consts[c] = num.Value
		if value, ok := m.bound[num.Name]; !num.Known && ok {
			consts[c] = value
		} else if !num.Known {
			t.Fatalf("there is no number %q", num.Name)
		}
	}
	for element := range n {
		values := make([]cell, len(k.Body))
		for at, in := range k.Body {
			var x [3]cell
			for a, arg := range in.Args {
				if arg != ir.None {
					x[a] = values[arg]
				}
			}
			masked := in.Args[2] != ir.None && x[2].i == 0
			switch in.Op {
			case ir.Lit:
				values[at] = cell{in.Num, in.Int}
			case ir.Param:
				values[at] = cell{consts[in.Param], int64(consts[in.Param])}
			case ir.Index:
				values[at].i = int64(element)
			case ir.Rand:
				values[at].f = rng.Uniform(m.key, uint32(x[0].i), m.tick, uint32(in.Draw))
			case ir.Randn:
				values[at].f = rng.Normal(m.key, uint32(x[0].i), m.tick, uint32(in.Draw))
			case ir.Poisson:
				values[at].f = rng.Poisson(m.key, uint32(x[0].i), m.tick, uint32(in.Draw), x[1].f)
			case ir.Fit:
				values[at] = x[1]
				if k.Body[in.Args[1]].Type == ir.Float {
					values[at] = cell{i: int64(x[1].f)}
				}
			case ir.Emit:
				if x[0].i != 0 {
					emitted = append(emitted, element)
				}
			case ir.Load:
				v := m.memory[tmpl.Arrays[in.Array]][x[0].i]
				values[at] = cell{v, int64(v)}
			case ir.Store, ir.Incr:
				place := &m.memory[tmpl.Arrays[in.Array]][x[0].i]
				v := x[1].f
				if k.Arrays[in.Array].Elem != ir.Float64 {
					v = float64(x[1].i)
				}
				if in.Op == ir.Incr {
					v += *place
				}
				if !masked {
					*place = v
				}
			default:
				values[at] = pure(in.Op, k.Body[in.Args[0]].Type, x)
			}
		}
	}
	return emitted
}

var oneFloat = map[ir.Op]func(float64) float64{
	ir.Sqrt: math.Sqrt, ir.Floor: math.Floor, ir.Ceil: math.Ceil, ir.Exp: mathlib.Exp, ir.Expm1: mathlib.Expm1,
	ir.Exprel: mathlib.Exprel, ir.Log: mathlib.Log, ir.Log1p: mathlib.Log1p, ir.Log10: mathlib.Log10, ir.Sin: mathlib.Sin,
	ir.Cos: mathlib.Cos, ir.Tan: mathlib.Tan, ir.Asin: mathlib.Asin, ir.Acos: mathlib.Acos, ir.Atan: mathlib.Atan,
	ir.Sinh: mathlib.Sinh, ir.Cosh: mathlib.Cosh, ir.Tanh: mathlib.Tanh,
}

// pure applies an operation on operands of which the first is of type typ.
func pure(op ir.Op, typ ir.Type, x [3]cell) cell {
	a, b, i, j := x[0].f, x[1].f, x[0].i, x[1].i
	if f, ok := oneFloat[op]; ok {
		return cell{f: f(a)}
	}
	truth := func(float, integer bool) cell {
		if typ == ir.Float && float || typ != ir.Float && integer {
			return cell{i: 1}
		}
		return cell{}
	}
	switch op {
	case ir.Add:
		return cell{a + b, i + j}
	case ir.Sub:
		return cell{a - b, i - j}
	case ir.Mul:
		return cell{a * b, i * j}
	case ir.Neg:
		return cell{-a, -i}
	case ir.Abs:
		return cell{math.Abs(a), max(i, -i)}
	case ir.Sign:
		return cell{float64(cmp.Compare(a, 0)), int64(cmp.Compare(i, 0))}
	case ir.Mod:
		return cell{mathlib.Mod(a, b), int64(mathlib.Mod(float64(i), float64(j)))}
	case ir.FloorDiv:
		return cell{mathlib.FloorDiv(a, b), int64(mathlib.FloorDiv(float64(i), float64(j)))}
	case ir.Min:
		return cell{min(a, b), min(i, j)}
	case ir.Max:
		return cell{max(a, b), max(i, j)}
	case ir.Div:
		return cell{f: a / b}
	case ir.Pow:
		return cell{f: mathlib.Pow(a, b)}
	case ir.Lt:
		return truth(a < b, i < j)
	case ir.Le:
		return truth(a <= b, i <= j)
	case ir.Eq:
		return truth(a == b, i == j)
	case ir.Ne:
		return truth(a != b, i != j)
	case ir.And:
		return cell{i: i & j}
	case ir.Or:
		return cell{i: i | j}
	case ir.Not:
		return cell{i: 1 - i}
	case ir.Select:
		if i != 0 {
			return x[1]
		}
		return x[2]
	case ir.ToFloat:
		return cell{f: float64(i)}
	case ir.ToInt:
		if typ == ir.Float {
			return cell{i: int64(a)}
		}
		return cell{i: i}
	}
	panic(fmt.Sprintf("the machine does not know %v", op))
}
