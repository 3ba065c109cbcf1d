package ir

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// neuron returns a kernel that has a bit of everything.
func neuron() *Builder {
	b := NewBuilder("stateupdate")
	v, mu := b.Array("v", Float64), b.Array("mu", Float64)
	tau := b.Const("tau", Float)
	x := b.Load(v, b.Index())
	f := b.Op(Div, b.Op(Sub, b.Load(mu, b.Index()), x), tau)
	noise := b.Op(Mul, b.Float(0.5), b.Randn(b.Index(), 3))
	next := b.Op(Add, b.Op(Add, x, f), noise)
	b.Store(v, b.Index(), next, None)
	spikes := b.Op(And, b.Op(Lt, b.Float(20), next), b.Bool(true))
	b.Incr(b.Array("count", Int32), b.Op(Mod, b.Index(), b.Int(10)), b.Int(1), spikes)
	b.Store(b.Array("lastspike", Float64), b.Index(), b.Op(Neg, b.Float(2)), spikes)
	b.Emit(spikes)
	return b
}

func TestKernelText(t *testing.T) {
	want := `kernel stateupdate over i
  arrays  v: float64, mu: float64, count: int32, lastspike: float64
  consts  tau: float
  a0 = load v[i]
  a1 = load mu[i]
  a2 = sub a1 a0
  a3 = div a2 tau
  a4 = randn i draw 3
  a5 = mul 0.5 a4
  a6 = add a0 a3
  a7 = add a6 a5
  store v[i] = a7
  a8 = lt 20.0 a7
  a9 = and a8 true
  a10 = mod i 10
  incr count[a10] += 1 if a9
  a11 = neg 2.0
  store lastspike[i] = a11 if a9
  emit a9
`
	if got := neuron().Kernel().String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestTextNamesAreDistinct pins what happens to parameters that are called alike, like a value, or not at
// all.
func TestTextNamesAreDistinct(t *testing.T) {
	k := &Kernel{
		Role:   "odd",
		Arrays: []Array{{"x", Float64}, {"x", Float64}, {"", Float64}},
		Consts: []Const{{"i", Float}, {"a0", Float}, {"", Float}},
		Body: []Instr{
			instr(Index, Int, Instr{}),
			instr(Load, Float, Instr{Array: 1}, 0),
			instr(Param, Float, Instr{Param: 0}),
			instr(Param, Float, Instr{Param: 1}),
			instr(Param, Float, Instr{Param: 2}),
			instr(Fma, Float, Instr{}, 2, 3, 4),
			instr(Store, Void, Instr{Array: 2}, 0, 5, None),
		},
	}
	want := `kernel odd over i
  arrays  x: float64, x#2: float64, array: float64
  consts  i#2: float, a0#2: float, const: float
  a0 = load x#2[i]
  a1 = fma i#2 a0#2 const
  store array[i] = a1
`
	if got := k.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEffectsAndSequential(t *testing.T) {
	type parts struct {
		b            *Builder
		v, x         int
		post, i, one Value
	}
	tests := []struct {
		name       string
		body       func(p parts)
		effects    string
		sequential bool
	}{
		{"own load and store", func(p parts) { p.b.Store(p.v, p.i, p.b.Load(p.v, p.i), None) }, "[3 0 1]", false},
		{"own load, store and increment",
			func(p parts) { p.b.Store(p.v, p.i, p.b.Load(p.v, p.i), None); p.b.Incr(p.v, p.i, p.one, None) },
			"[7 0 1]", false},
		{"one foreign increment", func(p parts) { p.b.Incr(p.v, p.post, p.one, None) }, "[4 0 1]", false},
		{"one foreign store", func(p parts) { p.b.Store(p.v, p.post, p.one, None) }, "[2 0 1]", false},
		{"foreign increments of two arrays",
			func(p parts) { p.b.Incr(p.v, p.post, p.one, None); p.b.Incr(p.x, p.post, p.one, None) }, "[4 4 1]", false},
		{"two foreign increments of one array",
			func(p parts) { p.b.Incr(p.v, p.post, p.one, None); p.b.Incr(p.v, p.post, p.one, None) }, "[4 0 1]", true},
		{"foreign store of what was loaded there",
			func(p parts) { p.b.Store(p.v, p.post, p.b.Load(p.v, p.post), None) }, "[3 0 1]", true},
		{"own store of what was loaded elsewhere",
			func(p parts) { p.b.Store(p.v, p.i, p.b.Load(p.v, p.post), None) }, "[3 0 1]", true},
		{"own store of what was loaded at 0",
			func(p parts) { p.b.Store(p.v, p.i, p.b.Load(p.v, p.b.Int(0)), None) }, "[3 0 1]", true},
		{"loads elsewhere", func(p parts) { p.b.Store(p.x, p.i, p.b.Load(p.v, p.post), None) }, "[1 2 1]", false},
	}
	for _, test := range tests {
		b := NewBuilder(test.name)
		p := parts{b: b, v: b.Array("v", Float64), x: b.Array("x", Float64), i: b.Index(), one: b.Float(1)}
		p.post = b.Load(b.Array("post", Int32), p.i)
		test.body(p)
		k := b.Kernel()
		if got := fmt.Sprintf("%d", k.Effects()); got != test.effects {
			t.Errorf("%s: effects %s, want %s", test.name, got, test.effects)
		}
		if got := k.Sequential(); got != test.sequential {
			t.Errorf("%s: sequential is %v, want %v", test.name, got, test.sequential)
		}
		if k.Emits() {
			t.Errorf("%s: emits", test.name)
		}
	}
	if k := neuron().Kernel(); !k.Emits() {
		t.Error("a kernel with emit does not emit")
	}
}

func TestCanonical(t *testing.T) {
	b := NewBuilder("tiny")
	v := b.Array("v", Float64)
	b.Incr(v, b.Index(), b.Float(1), None)
	want := "" +
		"01" + // version
		"01000000" + "01" + // one array, float64
		"00000000" + // no constants
		"03000000" + // three instructions
		"03" + "02" + "ffffffff" + "ffffffff" + "ffffffff" + // index
		"01" + "01" + "ffffffff" + "ffffffff" + "ffffffff" + "000000000000f03f" + // literal 1.0
		"06" + "00" + "00000000" + "01000000" + "ffffffff" + "00000000" // incr array 0
	if got := fmt.Sprintf("%x", b.Kernel().Canonical()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestHash checks that names do not enter the hash, and that everything else does.
func TestHash(t *testing.T) {
	base := neuron().Kernel().Hash()
	renamed := neuron().Kernel()
	renamed.Role, renamed.Arrays[0].Name, renamed.Consts[0].Name = "other", "w", "k"
	if renamed.Hash() != base {
		t.Error("names change the hash")
	}
	edits := map[string]func(k *Kernel){
		"element type":  func(k *Kernel) { k.Arrays[2].Elem = Int64 },
		"constant type": func(k *Kernel) { k.Consts[0].Type = Int },
		"operation":     func(k *Kernel) { find(k, Sub).Op = Add },
		"result type":   func(k *Kernel) { find(k, Sub).Type = Int },
		"operand":       func(k *Kernel) { find(k, Sub).Args[1] = 0 },
		"array":         func(k *Kernel) { find(k, Load).Array = 1 },
		"draw":          func(k *Kernel) { find(k, Randn).Draw = 4 },
		"literal":       func(k *Kernel) { find(k, Lit).Num = -0.5 },
		"param":         func(k *Kernel) { find(k, Param).Param = 1 },
		"length":        func(k *Kernel) { k.Body = k.Body[:len(k.Body)-1] },
	}
	for name, edit := range edits {
		k := neuron().Kernel()
		edit(k)
		if k.Hash() == base {
			t.Errorf("another %s does not change the hash", name)
		}
	}
}

// find returns the first instruction with an operation.
func find(k *Kernel, op Op) *Instr {
	for n := range k.Body {
		if k.Body[n].Op == op {
			return &k.Body[n]
		}
	}
	panic("no " + op.String())
}

func TestSignatures(t *testing.T) {
	seen := map[string]bool{}
	for _, op := range Ops() {
		name := op.String()
		if name == "" || seen[name] || strings.ToLower(name) != name {
			t.Errorf("operation %d is called %q", op, name)
		}
		seen[name] = true
	}
	if got := len(Ops()); got != int(opCount)-1 {
		t.Errorf("there are %d operations, want %d", got, opCount-1)
	}
	if got := Op(200).String(); got != "op(200)" {
		t.Errorf("an unknown operation is called %q", got)
	}
}

func TestResult(t *testing.T) {
	tests := []struct {
		op   Op
		args []Type
		want string
	}{
		{Add, []Type{Float, Float}, "float"},
		{Add, []Type{Int, Int}, "int"},
		{Add, []Type{Int, Float}, "operand 2 of add is float beside int; both must be of one type"},
		{Add, []Type{Bool, Bool}, "operand 1 of add is bool; it takes float or int"},
		{Add, []Type{Float}, "add takes 2 operands, not 1"},
		{Div, []Type{Int, Int}, "operand 1 of div is int; it takes float"},
		{Eq, []Type{Bool, Bool}, "bool"},
		{Lt, []Type{Bool, Bool}, "operand 1 of lt is bool; it takes float or int"},
		{Lt, []Type{Int, Int}, "bool"},
		{Select, []Type{Bool, Int, Int}, "int"},
		{Select, []Type{Bool, Int, Bool}, "operand 3 of select is bool beside int; both must be of one type"},
		{ToFloat, []Type{Bool}, "float"},
		{ToFloat, []Type{Float}, "operand 1 of tofloat is float; it takes int or bool"},
		{ToInt, []Type{Int}, "operand 1 of toint is int; it takes float or bool"},
		{ToInt, []Type{Float}, "int"},
		{ToBool, []Type{Int}, "bool"},
		{Load, []Type{Int}, "load is not an operation on values alone"},
	}
	for _, test := range tests {
		typ, err := test.op.Result(test.args...)
		got := typ.String()
		if err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("%v of %v: got %q, want %q", test.op, test.args, got, test.want)
		}
	}
}

// TestMutatedKernels changes valid kernels at random: nothing may panic, and what is valid stays readable.
func TestMutatedKernels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := neuron().Kernel()
		for range rapid.IntRange(1, 3).Draw(t, "mutations") {
			in := &k.Body[rapid.IntRange(0, len(k.Body)-1).Draw(t, "instruction")]
			small := rapid.IntRange(-2, 30)
			switch rapid.IntRange(0, 6).Draw(t, "field") {
			case 0:
				in.Op = Op(rapid.Uint8().Draw(t, "op"))
			case 1:
				in.Type = Type(rapid.Uint8Range(0, 5).Draw(t, "type"))
			case 2:
				in.Args[rapid.IntRange(0, 2).Draw(t, "position")] = Value(small.Draw(t, "operand"))
			case 3:
				in.Array = small.Draw(t, "array")
			case 4:
				in.Param = small.Draw(t, "param")
			case 5:
				in.Draw = small.Draw(t, "draw")
			case 6:
				k.Arrays[0].Elem = Elem(rapid.Uint8Range(0, 6).Draw(t, "elem"))
			}
		}
		text, err := k.String(), k.Validate()
		k.Canonical()
		if err == nil {
			k.Effects()
			k.Sequential()
			if strings.Contains(text, "?") {
				t.Fatalf("a valid kernel has an unreadable text:\n%s", text)
			}
		}
	})
}
