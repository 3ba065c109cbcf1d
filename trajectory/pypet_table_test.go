package trajectory_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPypetTable has each row of PYPET.md name an example that there is, and that is executed.
func TestPypetTable(t *testing.T) {
	examples := map[string]bool{}
	files, err := filepath.Glob("*_test.go")
	must(t, err)
	for _, folder := range []string{"hdf5", "manager"} {
		others, err := filepath.Glob("../" + folder + "/*_test.go")
		must(t, err)
		files = append(files, others...)
	}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		must(t, err)
		for _, decl := range file.Decls {
			if f, is := decl.(*ast.FuncDecl); is && strings.HasPrefix(f.Name.Name, "Example") {
				for _, c := range file.Comments {
					if c.Pos() > f.Pos() && c.End() < f.End() && strings.HasPrefix(c.Text(), "Output:") {
						examples[f.Name.Name] = true
					}
				}
			}
		}
	}
	text, err := os.ReadFile("PYPET.md")
	must(t, err)
	rows := 0
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|--") || strings.HasPrefix(line, "| pypet ") {
			continue
		}
		rows++
		if last := strings.TrimSpace(cells[len(cells)-1]); len(cells) != 3 || !examples[last] {
			t.Errorf("%q is no example that is executed: %s", last, line)
		}
	}
	if rows < 40 {
		t.Errorf("there are %d rows", rows)
	}
}
