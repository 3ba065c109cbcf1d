package golgi_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// Go may compute x*y + z with one rounding, and does so on arm64 and others but not on amd64, so that one
// source gives different bits. It fuses through variables, memory and inlined functions as well: only an
// explicit conversion rounds a product for certain (Go specification, "Floating-point operators"). Hence the
// rule: a product of floats is multiplied, divided, compared, converted or handed to package math where it
// stands, and is rounded, as in float64(x*y), wherever else it goes.

// rounded are the folders that the rule holds in, tests apart: all whose floats reach a result.
var rounded = []string{"units", "sim", "search"}

// exactInMath are the functions of package math that give the same bits on every machine. The others are
// approximations that differ between architectures: sim/internal/mathlib has ours.
var exactInMath = strings.Fields(`
	Abs Ceil Copysign Dim FMA Float32bits Float32frombits Float64bits Float64frombits Floor Frexp Ilogb Inf IsInf
	IsNaN Ldexp Logb Max Min Mod Modf NaN Nextafter Nextafter32 Remainder Round RoundToEven Signbit Sqrt Trunc`)

func TestFloatsAreTheSameEverywhere(t *testing.T) {
	code := newCode(t, append([]string{"trajectory", "internal"}, rounded...)...) // with what they are made of
	for _, folder := range goFolders(t) {
		if !slices.ContainsFunc(rounded, func(top string) bool { return inside(folder, top) }) {
			continue
		}
		checked, err := code.check(folder)
		if err != nil {
			t.Errorf("%v (so its floats cannot be checked)", err)
			continue
		}
		for _, fault := range checked.faults(code.positions) {
			t.Error(fault)
		}
	}
}

// faults returns the products of a package that stay unrounded, and its calls of functions that differ
// between machines.
func (p *checkedPackage) faults(positions *token.FileSet) []string {
	var faults []string
	for _, file := range p.files {
		var above []ast.Node // from the file down to the node at hand
		ast.Inspect(file, func(node ast.Node) bool {
			if node == nil {
				above = above[:len(above)-1]
				return true
			}
			if fault := floatFault(p.info, node, above); fault != "" {
				faults = append(faults, fmt.Sprintf("%s: %s", positions.Position(node.Pos()), fault))
			}
			above = append(above, node)
			return true
		})
	}
	return faults
}

// floatFault says what is wrong with one node, and the cure; it is empty where nothing is.
func floatFault(info *types.Info, node ast.Node, above []ast.Node) string {
	switch node := node.(type) {
	case *ast.Ident:
		return mathFault(info.Uses[node])
	case *ast.AssignStmt:
		if target := info.TypeOf(node.Lhs[0]); node.Tok == token.MUL_ASSIGN && target != nil && isFloat(target) {
			x, factor := types.ExprString(node.Lhs[0]), types.ExprString(node.Rhs[0])
			cure := fmt.Sprintf("%s = %s(%s * (%s))", x, typeName(info.TypeOf(node.Lhs[0])), x, factor)
			return unrounded(fmt.Sprintf("%s *= %s", x, factor), cure)
		}
	case *ast.BinaryExpr:
		value := info.Types[node]
		if node.Op != token.MUL || value.Value != nil || value.Type == nil { // what is made of C has no type here
			return ""
		}
		if is(value.Type, types.IsComplex) {
			return types.ExprString(node) + " is a complex product, which fuses inside itself; write it out in floats"
		}
		if isFloat(value.Type) && !isRounded(info, value.Type, above) {
			text := types.ExprString(node)
			return unrounded(text, fmt.Sprintf("%s(%s)", typeName(value.Type), text))
		}
	}
	return ""
}

func unrounded(text, cure string) string {
	return fmt.Sprintf("%s is not rounded, and a sum may fuse with it on some machines; write %s", text, cure)
}

// mathFault is about a name that is used, if it is that of an inexact function of package math.
func mathFault(used types.Object) string {
	if !isMath(used) || slices.Contains(exactInMath, used.Name()) {
		return ""
	}
	return fmt.Sprintf("math.%s gives other bits on other machines; use mathlib", used.Name())
}

// isMath is true for the functions of package math.
func isMath(used types.Object) bool {
	function, ok := used.(*types.Func)
	return ok && function.Pkg() != nil && function.Pkg().Path() == "math"
}

// isRounded tells whether a product of this type is used up where it stands by what no sum can fuse with.
func isRounded(info *types.Info, product types.Type, above []ast.Node) bool {
	for i := len(above) - 1; i >= 0; i-- {
		switch node := above[i].(type) {
		case *ast.ParenExpr, *ast.UnaryExpr: // a sign or a parenthesis does not keep a product from its sum
		case *ast.BinaryExpr:
			return node.Op != token.ADD && node.Op != token.SUB
		case *ast.CallExpr:
			return roundsItsArgument(info, product, node)
		default:
			return false
		}
	}
	return false
}

// roundsItsArgument is true for conversions to the very type of the product, or to no float, and for math.
func roundsItsArgument(info *types.Info, product types.Type, call *ast.CallExpr) bool {
	if function := info.Types[call.Fun]; function.IsType() {
		return !isFloat(function.Type) || types.Identical(function.Type.Underlying(), product.Underlying())
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	return ok && isMath(info.Uses[selector.Sel])
}

func isFloat(t types.Type) bool { return is(t, types.IsFloat) }

// is looks into the constraint of a type parameter: one float among its types suffices.
func is(t types.Type, kind types.BasicInfo) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Info()&kind != 0
	case *types.Union:
		for i := range t.Len() {
			if is(t.Term(i).Type(), kind) {
				return true
			}
		}
	case *types.Interface:
		for i := range t.NumEmbeddeds() {
			if is(t.EmbeddedType(i), kind) {
				return true
			}
		}
	}
	return false
}

func typeName(t types.Type) string {
	return types.TypeString(t, func(p *types.Package) string { return "" })
}

// TestFusedFindsEachFault shows that the rule can be broken: each way for a product to reach a sum is found.
// The compiler does fuse those that are marked so (go1.26 for arm64).
func TestFusedFindsEachFault(t *testing.T) {
	code := newCode(t, append([]string{"trajectory", "internal"}, rounded...)...) // with what they are made of
	for _, c := range []struct{ text, want string }{
		// What is allowed.
		{"return float64(x*y) + z", ""},
		{"return -float64(x*y) + z", ""},
		{"return float64(x*y*z) + z", ""},
		{"return x*y/z + x", ""},
		{"return z + 2*math.Pi", ""},
		{"return math.FMA(x, y, z)", ""},
		{"return math.Floor(x*y) + z", ""},
		{"return float64(int(x*y)) + z", ""},
		{"if x*y < z { return x }; return z", ""},
		{"n := 2; return float64(n*n + n)", ""},
		{"return float64(float32(f*g)) + z", ""},

		// Products in a sum.
		{"return x*y + z", "x * y"},                           // fused
		{"return z - x*y", "x * y"},                           // fused
		{"return -(x*y) + z", "x * y"},                        // fused
		{"return 3*x + z", "3 * x"},                           // fused
		{"z += x*y; return z", "x * y"},                       // fused
		{"return float64(f*g + f)", "f * g"},                  // fused
		{"return float64(f*g) + z", "f * g"},                  // not rounded to float32
		{"return float64(dot(f, g))", "x * y"},                // a type parameter; fused
		{"return real(complex(x, y)*k)", "complex(x, y) * k"}, // fused

		// Products on their way to one.
		{"t := x*y; return t + z", "x * y"},                        // fused
		{"t := x; t *= y; return t + z", "t *= y"},                 // fused
		{"p[0] = x*y; return p[0] + z", "x * y"},                   // fused
		{"return x*y", "x * y"},                                    // fused where the caller sums
		{"return add(x*y, z)", "x * y"},                            // fused
		{"s := struct{ a float64 }{x*y}; return s.a + z", "x * y"}, // fused

		// Functions that differ.
		{"return math.Exp(x)", "math.Exp"},
		{"log := math.Log1p; return log(x)", "math.Log1p"},
	} {
		faults := snippetFaults(t, code, c.text)
		found := len(faults) == 1 && strings.Contains(faults[0], ": "+c.want+" ")
		if none := c.want == "" && len(faults) == 0; !found && !none {
			t.Errorf("%s:\n got %q\nwant one fault about %q", c.text, faults, c.want)
		}
	}
}

// TestFusedSaysTheCure pins the whole text of each fault.
func TestFusedSaysTheCure(t *testing.T) {
	code := newCode(t, append([]string{"trajectory", "internal"}, rounded...)...) // with what they are made of
	for text, want := range map[string]string{
		"return x*y + z": "snippet.go:4:9: x * y is not rounded, and a sum may fuse with it on some machines; " +
			"write float64(x * y)",
		"x *= y + 1; return x": "snippet.go:4:2: x *= y + 1 is not rounded, and a sum may fuse with it on some " +
			"machines; write x = float64(x * (y + 1))",
		"return math.Exp(x)": "snippet.go:4:14: math.Exp gives other bits on other machines; use mathlib",
		"return real(k * k)": "snippet.go:4:14: k * k is a complex product, which fuses inside itself; " +
			"write it out in floats",
	} {
		if faults := snippetFaults(t, code, text); len(faults) != 1 || faults[0] != want {
			t.Errorf("%s:\n got %q\nwant %q", text, faults, want)
		}
	}
}

// snippetFaults checks the text as the body of a function with a few parameters.
func snippetFaults(t *testing.T, c *code, text string) []string {
	t.Helper()
	text = "package snippet\nimport \"math\"\n" +
		"func snippet(x, y, z float64, f, g float32, k complex128, p []float64) float64 {\n\t" + text + "\n}\n" +
		"func add(x, y float64) float64 { return x + y }\nvar _ = math.Pi\n"
	if strings.Contains(text, "dot(") {
		text += "func dot[T float32 | float64](x, y T) T { return x*y + x }\n"
	}
	file, err := parser.ParseFile(c.positions, "snippet.go", text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := c.checkFiles("snippet", []*ast.File{file}, false)
	if err != nil {
		t.Fatal(err)
	}
	return checked.faults(c.positions)
}
