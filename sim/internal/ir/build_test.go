package ir

import (
	"fmt"
	"math"
	"testing"
)

func TestBuilderSharesEqualValues(t *testing.T) {
	b := NewBuilder("sharing")
	v, w, n := b.Array("v", Float64), b.Array("w", Float64), b.Array("n", Int32)
	i := b.Index()
	type pair struct {
		name   string
		first  Value
		second Value
		same   bool
	}
	pairs := []pair{
		{"index", b.Index(), i, true},
		{"integers", b.Int(3), b.Int(3), true},
		{"different integers", b.Int(3), b.Int(4), false},
		{"floats", b.Float(3), b.Float(3), true},
		{"zeros of both signs", b.Float(0), b.Float(math.Copysign(0, -1)), false},
		{"NaNs", b.Float(math.NaN()), b.Float(math.NaN()), true},
		{"booleans", b.Bool(true), b.Bool(true), true},
		{"different booleans", b.Bool(true), b.Bool(false), false},
		{"an integer and a boolean", b.Int(1), b.Bool(true), false},
		{"constants", b.Const("tau", Float), b.Const("tau", Float), true},
		{"different constants", b.Const("tau", Float), b.Const("rho", Float), false},
		{"loads", b.Load(v, i), b.Load(v, i), true},
		{"loads of different arrays", b.Load(v, i), b.Load(w, i), false},
		{"sums", b.Op(Add, i, i), b.Op(Add, i, i), true},
		{"products and sums", b.Op(Add, i, i), b.Op(Mul, i, i), false},
		{"swapped operands", b.Op(Add, i, b.Int(3)), b.Op(Add, b.Int(3), i), false},
		{"draws", b.Rand(i, 0), b.Rand(i, 1), false},
	}
	before, beforeInt := b.Load(v, i), b.Load(n, i)
	b.Incr(w, i, b.Float(1), None)
	pairs = append(pairs,
		pair{"loads before and after a write to another array of the type", before, b.Load(v, i), false},
		pair{"loads before and after a write to an array of another type", beforeInt, b.Load(n, i), true})
	for _, p := range pairs {
		if (p.first == p.second) != p.same {
			t.Errorf("%s: same is %v, want %v", p.name, p.first == p.second, p.same)
		}
	}
	if err := b.Kernel().Validate(); err != nil {
		t.Error(err)
	}
}

func TestBuilderPanicsOnMisuse(t *testing.T) {
	tests := []struct {
		name   string
		misuse func(b *Builder)
		want   string
	}{
		{"array of two types", func(b *Builder) { b.Array("v", Int32) },
			"ir: building kernel k: array v is float64, not int32"},
		{"constant of two types", func(b *Builder) { b.Const("c", Float); b.Const("c", Int) },
			"ir: building kernel k: constant c is float, not int"},
		{"unknown value", func(b *Builder) { b.Op(Neg, 99) }, "ir: building kernel k: there is no value 99"},
		{"unknown array", func(b *Builder) { b.Load(5, b.Index()) }, "ir: building kernel k: there is no array 5"},
		{"wrong operand", func(b *Builder) { b.Op(Not, b.Index()) },
			"ir: building kernel k: operand 1 of not is int; it takes bool"},
		{"wrong stored value", func(b *Builder) { b.Store(0, b.Index(), b.Index(), None) },
			"ir: kernel k: instruction 1 (store v[i] = i): the value is int; an array of float64 takes float"},
		{"emission of a number", func(b *Builder) { b.Emit(b.Index()) },
			"ir: kernel k: instruction 1 (emit i): operand 1 of emit is int; it takes bool"},
		{"one draw twice", func(b *Builder) { b.Rand(b.Index(), 1); b.Randn(b.Index(), 1); b.Kernel() },
			"ir: kernel k: instruction 2 (a1 = randn i draw 1): draw 1 belongs to instruction 1 already"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			defer func() {
				if got := fmt.Sprint(recover()); got != test.want {
					t.Errorf("got %q\nwant %q", got, test.want)
				}
			}()
			b := NewBuilder("k")
			b.Array("v", Float64)
			test.misuse(b)
		})
	}
}
