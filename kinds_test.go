package golgi_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A kind of object (a neuron group, synapses, a monitor …) is a type in a file of its own. Whoever works on objects
// works on what they declare: sim.Object with its unexported methods. So nobody asks an object what it is. An
// assertion, or a switch over types, is a fault where it
//
//   - names a kind, elsewhere than in the kind's own file, or
//   - asks a value that is known to be an object, or a part of one, for anything at all,
//
// and so is a comparison of the text that messages call a kind. To ask a value of type any whether it is a sim.Object
// or a sim.Monitor is right.

// kindless are the folders that the rule holds in, tests apart.
var kindless = []string{"sim", "component", "components", "analyser"}

func TestNobodyKnowsKinds(t *testing.T) {
	code := newCode(t, append(kindless, "units", "trajectory", "figure", "input")...)
	kinds := kindsOf(t, code)
	for _, want := range []string{"NeuronGroup", "Subgroup", "Synapses", "SpikeMonitor", "StateMonitor"} {
		if kinds.files[want] == "" {
			t.Errorf("%s is not found among the kinds: %v", want, kinds.files)
		}
	}
	for _, folder := range goFolders(t) {
		if !slices.ContainsFunc(kindless, func(top string) bool { return inside(folder, top) }) {
			continue
		}
		checked, err := code.check(folder)
		if err != nil {
			t.Errorf("%v (so its kinds cannot be checked)", err)
			continue
		}
		for _, fault := range kinds.faults(code, checked) {
			t.Error(fault)
		}
	}
	t.Run("each fault is found", func(t *testing.T) { testKindsAreSeen(t, code, kinds) })
}

// kinds are the kinds of objects there are.
type kinds struct {
	objects []*types.Interface // sim.Object, and what objects consist of
	files   map[string]string  // by type, the file that declares it
}

// kindsOf finds the types of package sim that are objects.
func kindsOf(t *testing.T, code *code) kinds {
	t.Helper()
	checked, err := code.check("sim")
	if err != nil {
		t.Fatal(err)
	}
	scope := checked.types.Scope()
	k := kinds{files: map[string]string{}}
	for _, name := range []string{"Object", "operation"} {
		k.objects = append(k.objects, scope.Lookup(name).Type().Underlying().(*types.Interface))
	}
	for _, name := range scope.Names() {
		declared, ok := scope.Lookup(name).(*types.TypeName)
		if ok && !types.IsInterface(declared.Type()) && types.Implements(types.NewPointer(declared.Type()), k.objects[0]) {
			k.files[name] = code.positions.Position(declared.Pos()).Filename
		}
	}
	return k
}

// faults returns where a package asks objects what they are.
func (k kinds) faults(code *code, p *checkedPackage) []string {
	var faults []string
	for _, file := range p.files {
		ast.Inspect(file, func(node ast.Node) bool {
			if fault := k.fault(code, p.info, node); fault != "" {
				faults = append(faults, fmt.Sprintf("%s: %s", code.positions.Position(node.Pos()), fault))
			}
			return true
		})
	}
	return faults
}

func (k kinds) fault(code *code, info *types.Info, node ast.Node) string {
	const cure = "; let the objects declare it (see description in sim/object.go)"
	switch node := node.(type) {
	case *ast.TypeAssertExpr:
		if asked := info.TypeOf(unconverted(info, node.X)); k.isObject(asked) {
			return fmt.Sprintf("asks what this %s is%s", typeName(asked), cure)
		}
		if name := k.foreign(code, info, node.Type); name != "" {
			return fmt.Sprintf("knows the kind %s%s", name, cure)
		}
	case *ast.CaseClause:
		for _, e := range node.List {
			if name := k.foreign(code, info, e); name != "" && info.Types[e].IsType() {
				return fmt.Sprintf("knows the kind %s%s", name, cure)
			}
		}
	case *ast.BinaryExpr:
		if (node.Op == token.EQL || node.Op == token.NEQ) && (isKindText(info, node.X) || isKindText(info, node.Y)) {
			return "compares what messages call a kind" + cure
		}
	case *ast.SwitchStmt:
		if node.Tag != nil && isKindText(info, node.Tag) {
			return "compares what messages call a kind" + cure
		}
	}
	return ""
}

// unconverted returns what an expression converts to an interface, if it does.
func unconverted(info *types.Info, e ast.Expr) ast.Expr {
	for {
		e = ast.Unparen(e)
		call, ok := e.(*ast.CallExpr)
		if !ok || len(call.Args) != 1 || !info.Types[call.Fun].IsType() {
			return e
		}
		e = call.Args[0]
	}
}

// isObject reports whether all values of an interface are objects, or what objects consist of.
func (k kinds) isObject(t types.Type) bool {
	return t != nil && types.IsInterface(t) &&
		slices.ContainsFunc(k.objects, func(object *types.Interface) bool { return types.Implements(t, object) })
}

// foreign returns the kind that an expression names, "" where it names none or stands in the kind's own file.
func (k kinds) foreign(code *code, info *types.Info, e ast.Expr) string {
	if e == nil {
		return ""
	}
	named := types.Unalias(info.TypeOf(e))
	if pointer, ok := named.(*types.Pointer); ok {
		named = types.Unalias(pointer.Elem())
	}
	declared, ok := named.(*types.Named)
	if !ok || declared.Obj().Pkg() == nil || declared.Obj().Pkg().Path() != code.module+"/sim" {
		return ""
	}
	file := k.files[declared.Obj().Name()]
	if file == "" || file == code.positions.Position(e.Pos()).Filename {
		return ""
	}
	return declared.Obj().Name()
}

// isKindText reports whether an expression is a text in a field called kind.
func isKindText(info *types.Info, e ast.Expr) bool {
	selector, ok := e.(*ast.SelectorExpr)
	return ok && selector.Sel.Name == "kind" && types.Identical(info.TypeOf(e), types.Typ[types.String])
}

// testKindsAreSeen shows that the rule can be broken, and that what is right is not found.
func testKindsAreSeen(t *testing.T, code *code, kinds kinds) {
	for _, c := range []struct{ body, want string }{
		{"switch o.(type) {\ncase sim.Group:\n}", "asks what this Object is"},
		{"_, _ = o.(sim.Monitor)", "asks what this Object is"},
		{"_, _ = m.(interface{ Counts() []int32 })", "asks what this Monitor is"},
		{"_, _ = any(o).(interface{ Size() int })", "asks what this Object is"},
		{"_, _ = (any)(m).(sim.Group)", "asks what this Monitor is"},
		{"_, _ = a.(*sim.SpikeMonitor)", "knows the kind SpikeMonitor"},
		{"type alias = sim.SpikeMonitor\n_, _ = a.(*alias)", "knows the kind SpikeMonitor"},
		{"switch a.(type) {\ncase *sim.Synapses:\n}", "knows the kind Synapses"},
		{"_ = k.kind == \"spike monitor\"", "compares what messages call a kind"},
		{"switch k.kind {\n}", "compares what messages call a kind"},
		{"_, _ = a.(sim.Monitor)", ""},
		{"_, _ = a.(float64)", ""},
		{"switch a.(type) {\ncase sim.Object, sim.Spikes:\n}", ""},
		{"_ = o == sim.Object(m)", ""},
	} {
		text := "package p\nimport \"" + code.module + "/sim\"\n" +
			"func f(o sim.Object, m sim.Monitor, a any, k struct{ kind string }) {\n" + c.body + "\n}"
		file, err := parser.ParseFile(code.positions, filepath.Join("component", "case.go"), text, 0)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := code.checkFiles("p", []*ast.File{file}, false)
		if err != nil {
			t.Fatal(err)
		}
		found := strings.Join(kinds.faults(code, checked), "\n")
		if c.want == "" && found != "" || !strings.Contains(found, c.want) {
			t.Errorf("%s\n found %q\nwanted %q", c.body, found, c.want)
		}
	}
}
