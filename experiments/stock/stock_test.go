package stock

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// The experiment has less than 20 lines.
func TestLines(t *testing.T) {
	positions := token.NewFileSet()
	file, err := parser.ParseFile(positions, "stock.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, d := range file.Decls {
		if g, is := d.(*ast.GenDecl); !is || g.Tok != token.IMPORT {
			lines += positions.Position(d.End()).Line - positions.Position(d.Pos()).Line + 1
		}
	}
	if lines == 0 || lines >= 20 {
		t.Errorf("%d lines", lines)
	}
}
