package ir

import (
	"strings"
	"testing"
)

func TestKernelFaults(t *testing.T) {
	index := instr(Index, Int, Instr{})
	one := instr(Lit, Float, Instr{Num: 1})
	yes := instr(Lit, Bool, Instr{Int: 1})
	tests := []struct {
		name string
		body []Instr
		want string
	}{
		{"nothing", nil, ""},
		{"unknown operation", []Instr{instr(99, Int, Instr{})},
			"instruction 0 (a0 = op(99)): unknown operation op(99)"},
		{"operand of a leaf", []Instr{{Op: Index, Type: Int}},
			`instruction 0 (index i): operand 1 is value 0; index takes 0 operands, the others are None
			instruction 0 (index i): operand 2 is value 0; index takes 0 operands, the others are None
			instruction 0 (index i): operand 3 is value 0; index takes 0 operands, the others are None`},
		{"operand ahead", []Instr{one, instr(Add, Float, Instr{}, 0, 1)},
			"instruction 1 (a0 = add 1.0 a0): operand 2 is value 1, which is not an earlier one"},
		{"missing operand", []Instr{one, instr(Add, Float, Instr{}, 0)},
			"instruction 1 (a0 = add 1.0 value?-1): operand 2 is value -1, which is not an earlier one"},
		{"mixed types", []Instr{index, one, instr(Add, Float, Instr{}, 0, 1)},
			"instruction 2 (a0 = add i 1.0): operand 2 of add is float beside int; both must be of one type"},
		{"result type", []Instr{one, instr(Lt, Float, Instr{}, 0, 0)},
			"instruction 1 (a0 = lt 1.0 1.0): the result is float; it must be bool"},
		{"index type", []Instr{instr(Index, Float, Instr{})},
			"instruction 0 (index i): the result is float; it must be int"},
		{"constant", []Instr{instr(Param, Float, Instr{Param: 2})},
			"instruction 0 (param const?2): there is no constant 2; the kernel has 1"},
		{"constant type", []Instr{instr(Param, Int, Instr{Param: 0})},
			"instruction 0 (param c): the result is int; it must be float"},
		{"literal type", []Instr{instr(Lit, Void, Instr{})},
			"instruction 0 (lit 0): a literal cannot have type void"},
		{"literal boolean", []Instr{instr(Lit, Bool, Instr{Int: 2})},
			"instruction 0 (lit true): a literal of type bool is 0 or 1, not 2"},
		{"array", []Instr{index, instr(Load, Float, Instr{Array: 3}, 0)},
			"instruction 1 (a0 = load array?3[i]): there is no array 3; the kernel has 3"},
		{"index of a load", []Instr{one, instr(Load, Float, Instr{}, 0)},
			"instruction 1 (a0 = load v[1.0]): the index is float; it must be int"},
		{"type of a load", []Instr{index, instr(Load, Float, Instr{Array: 1}, 0)},
			"instruction 1 (a0 = load n[i]): the result is float; it must be int"},
		{"stored value", []Instr{index, one, instr(Store, Void, Instr{Array: 1}, 0, 1)},
			"instruction 2 (store n[i] = 1.0): the value is float; an array of int32 takes int"},
		{"result of a store", []Instr{index, instr(Store, Int, Instr{Array: 1}, 0, 0)},
			"instruction 1 (a0 = store n[i] = i): the result is int; it must be void"},
		{"mask", []Instr{index, instr(Store, Void, Instr{Array: 1}, 0, 0, 0)},
			"instruction 1 (store n[i] = i if i): the mask is int; it must be bool"},
		{"increment of booleans", []Instr{index, yes, instr(Incr, Void, Instr{Array: 2}, 0, 1)},
			"instruction 2 (incr b[i] += true): an array of bool8 cannot be incremented"},
		{"two emissions", []Instr{yes, instr(Emit, Void, Instr{}, 0), instr(Emit, Void, Instr{}, 0)},
			"instruction 2 (emit true): the kernel emits a second time; instruction 1 emits already"},
		{"index of a random number", []Instr{one, instr(Rand, Float, Instr{}, 0)},
			"instruction 1 (a0 = rand 1.0 draw 0): operand 1 of rand is float; it takes int"},
		{"negative draw", []Instr{index, instr(Rand, Float, Instr{Draw: -1}, 0)},
			"instruction 1 (a0 = rand i draw -1): draw -1 does not fit 32 bits"},
		{"void operand", []Instr{yes, instr(Emit, Void, Instr{}, 0), instr(Not, Bool, Instr{}, 1)},
			"instruction 2 (a0 = not value?1): operand 1 of not is void; it takes bool"},
	}
	for _, test := range tests {
		k := &Kernel{
			Role:   "k",
			Arrays: []Array{{"v", Float64}, {"n", Int32}, {"b", Bool8}},
			Consts: []Const{{"c", Float}},
			Body:   test.body,
		}
		compare(t, test.name, k.Validate(), "ir: kernel k: ", test.want)
	}
	k := &Kernel{Role: "k", Arrays: []Array{{"v", 0}}, Consts: []Const{{"c", Void}}}
	compare(t, "parameters", k.Validate(), "ir: kernel k: ", `array 0 (v): unknown element type elem(0)
		constant 0 (c): unknown type void`)
}

// compare checks an error against its lines, each of which begins with the prefix.
func compare(t *testing.T, name string, err error, prefix, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		lines = append(lines, prefix+strings.TrimSpace(line))
	}
	got := ""
	if err != nil {
		got = err.Error()
	}
	if want := strings.Join(lines, "\n"); got != want {
		t.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}
