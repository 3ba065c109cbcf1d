package sim_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// quotedWord matches a word of a page that stands in backticks.
var quotedWord = regexp.MustCompile("`[^`]+`")

// guideRows returns the rows of the page: words of Brian 2, verdict, words of Golgi.
func guideRows(t *testing.T) (rows [][3]string) {
	t.Helper()
	text, err := os.ReadFile("BRIAN2.md")
	check(t, err)
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		if len(cells) == 3 && strings.HasPrefix(line, "| ") && !strings.HasPrefix(line, "| Brian 2 |") {
			rows = append(rows, [3]string{strings.TrimPrefix(cells[0], "| "), cells[1], strings.TrimSuffix(cells[2], " |")})
		}
	}
	return rows
}

// Every word that Brian 2 has for models has one row, and a verdict.
func TestGuideHasEveryWord(t *testing.T) {
	text, err := os.ReadFile("testdata/guide_words.json")
	check(t, err)
	var brian struct{ Words []string }
	check(t, json.Unmarshal(text, &brian))
	said := map[string]int{}
	for _, row := range guideRows(t) {
		if !slices.Contains([]string{"works", "differs", "not there"}, row[1]) {
			t.Errorf("%s: %q is no verdict", row[0], row[1])
		}
		for _, word := range quotedWord.FindAllString(row[0], -1) {
			said[strings.Trim(word, "`")]++
		}
	}
	for _, word := range brian.Words {
		if said[word] != 1 {
			t.Errorf("%s has %d rows", word, said[word])
		}
	}
	if len(brian.Words) < 300 {
		t.Errorf("there are only %d words", len(brian.Words))
	}
}

// What the page says Golgi has is there: types, functions, fields and methods.
func TestGuideNamesWhatIsThere(t *testing.T) {
	there := exportedNames(t)
	name := regexp.MustCompile("^`([A-Z][A-Za-z0-9]*(\\.[A-Z][A-Za-z0-9]*)?)`$")
	n := 0
	for _, row := range guideRows(t) {
		for _, word := range quotedWord.FindAllString(row[2], -1) {
			if m := name.FindStringSubmatch(word); m != nil && m[1] != "OfAll" {
				if n++; !there[m[1]] {
					t.Errorf("%s: there is no %s", row[0], m[1])
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d names are looked at", n)
	}
}

// exportedNames returns the exported names of the package: T, T.Field, T.Method, Function.
func exportedNames(t *testing.T) map[string]bool {
	t.Helper()
	notTest := func(info fs.FileInfo) bool { return !strings.HasSuffix(info.Name(), "_test.go") }
	packages, err := parser.ParseDir(token.NewFileSet(), ".", notTest, parser.SkipObjectResolution)
	check(t, err)
	names := map[string]bool{}
	for _, file := range packages["sim"].Files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				names[receiverOf(decl)+decl.Name.Name] = true
			case *ast.GenDecl:
				for _, spec := range decl.Specs {
					if of, is := spec.(*ast.TypeSpec); is {
						addFields(names, of)
					}
				}
			}
		}
	}
	return names
}

func receiverOf(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return ""
	}
	of := f.Recv.List[0].Type
	if star, is := of.(*ast.StarExpr); is {
		of = star.X
	}
	if name, is := of.(*ast.Ident); is {
		return name.Name + "."
	}
	return ""
}

func addFields(names map[string]bool, of *ast.TypeSpec) {
	names[of.Name.Name] = true
	if s, is := of.Type.(*ast.StructType); is {
		for _, field := range s.Fields.List {
			for _, name := range field.Names {
				names[of.Name.Name+"."+name.Name] = true
			}
		}
	}
}
