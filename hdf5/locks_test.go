package hdf5_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// TestRuleForLocks holds the rule that package view states: of a type with a lock, methods with a capital letter
// take it first of all, or do nothing but call one that does; those with a small letter need it, and so neither
// take it nor call one with a capital letter.
func TestRuleForLocks(t *testing.T) {
	for _, folder := range []string{"internal/view", "internal/write"} {
		methods, locked := methodsIn(t, folder)
		if len(locked) == 0 {
			t.Errorf("%s has no type with a lock", folder)
		}
		for _, m := range methods {
			name, of := m.Name.Name, receiverOf(m)
			if !locked[of] {
				continue
			}
			takes, calls := takesLock(m), callsCapital(m)
			switch forwards := len(m.Body.List) == 1; {
			case ast.IsExported(name) && takes == calls, ast.IsExported(name) && calls && !forwards:
				t.Errorf("%s: %s.%s does not begin with taking the lock, or calls who does", folder, of, name)
			case !ast.IsExported(name) && (takes || calls):
				t.Errorf("%s: %s.%s needs the lock, and takes it", folder, of, name)
			}
		}
	}
}

// methodsIn returns the methods in a folder, and the types with a field mu.
func methodsIn(t *testing.T, folder string) (methods []*ast.FuncDecl, locked map[string]bool) {
	t.Helper()
	paths, err := filepath.Glob(folder + "/*.go")
	must(t, err)
	locked = map[string]bool{}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Recv != nil {
					methods = append(methods, n)
				}
			case *ast.TypeSpec:
				locked[n.Name.Name] = hasLock(n)
			}
			return true
		})
	}
	return methods, locked
}

func hasLock(t *ast.TypeSpec) bool {
	s, is := t.Type.(*ast.StructType)
	if !is {
		return false
	}
	for _, field := range s.Fields.List {
		if len(field.Names) == 1 && field.Names[0].Name == "mu" {
			return true
		}
	}
	return false
}

// receiverOf returns the type that a method is of.
func receiverOf(m *ast.FuncDecl) string {
	of := m.Recv.List[0].Type
	if pointer, is := of.(*ast.StarExpr); is {
		of = pointer.X
	}
	name, _ := of.(*ast.Ident)
	return name.Name
}

// takesLock reports whether a method begins with x.mu.Lock() and defer x.mu.Unlock().
func takesLock(m *ast.FuncDecl) bool {
	if len(m.Body.List) < 2 {
		return false
	}
	lock, one := m.Body.List[0].(*ast.ExprStmt)
	unlock, two := m.Body.List[1].(*ast.DeferStmt)
	return one && two && callee(lock.X) == "mu.Lock" && callee(unlock.Call) == "mu.Unlock"
}

// callee returns what is called of a receiver, "mu.Lock" for x.mu.Lock().
func callee(x ast.Expr) string {
	call, is := x.(*ast.CallExpr)
	if !is {
		return ""
	}
	of, is := call.Fun.(*ast.SelectorExpr)
	if !is {
		return ""
	}
	if field, is := of.X.(*ast.SelectorExpr); is {
		return field.Sel.Name + "." + of.Sel.Name
	}
	return of.Sel.Name
}

// callsCapital reports whether a method calls one with a capital letter of its own receiver.
func callsCapital(m *ast.FuncDecl) (found bool) {
	if len(m.Recv.List[0].Names) == 0 {
		return false
	}
	self := m.Recv.List[0].Names[0].Name
	ast.Inspect(m.Body, func(n ast.Node) bool {
		if s, is := n.(*ast.SelectorExpr); is {
			of, plain := s.X.(*ast.Ident)
			found = found || plain && of.Name == self && ast.IsExported(s.Sel.Name)
		}
		return true
	})
	return found
}
