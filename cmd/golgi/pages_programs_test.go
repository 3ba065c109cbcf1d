package main

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"golgi/internal/pages"
)

// asMain makes the program of a tutorial of its package: the same code, with a function main behind it.
func asMain(file, source string) string {
	_, source, _ = strings.Cut("\n"+source, "\npackage ")
	_, source, _ = strings.Cut(source, "\n")
	source = "package main\n" + source
	if strings.HasSuffix(file, "_test.go") {
		return source
	}
	if strings.Contains(source, "var Experiment = cli.Experiment") {
		return source + "\nfunc main() { cli.Main(Experiment) }\n"
	}
	source = strings.Replace(source, "import (\n", "import (\n\t\"os\"\n", 1)
	source += "\nfunc main() {\n\tif err := Run(os.Stdout); err != nil {\n\t\tpanic(err)\n\t}\n}\n"
	formatted, err := format.Source([]byte(source))
	if err != nil {
		return err.Error()
	}
	return string(formatted)
}

// declaration returns that of a name in a Go file: with its comment, or of a function the body alone.
func declaration(source, name string, whole bool) string {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, "", source, parser.ParseComments)
	if err != nil {
		return err.Error()
	}
	for _, decl := range file.Decls {
		from := decl.Pos()
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Name.Name != name {
				continue
			}
			if !whole {
				return dedented(source[files.Position(d.Body.Lbrace).Offset+1 : files.Position(d.Body.Rbrace).Offset])
			}
			if d.Doc != nil {
				from = d.Doc.Pos()
			}
		case *ast.GenDecl:
			if !declares(d, name) {
				continue
			}
			if d.Doc != nil {
				from = d.Doc.Pos()
			}
		}
		return source[files.Position(from).Offset:files.Position(decl.End()).Offset] + "\n"
	}
	return "there is no " + name + "\n"
}

func declares(d *ast.GenDecl, name string) bool {
	for _, spec := range d.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			if s.Name.Name == name {
				return true
			}
		case *ast.ValueSpec:
			if s.Names[0].Name == name {
				return true
			}
		}
	}
	return false
}

func dedented(code string) string { return regexp.MustCompile(`(?m)^\t`).ReplaceAllString(code, "") }

// module makes a program of a file the one that "go run ." is: a module of its own where tests may take minutes, else that of golgi.
func (r *reader) module(b pages.Block, file, program string) {
	if strings.HasSuffix(file, "_test.go") {
		r.write(b, "main_test.go", program)
		return
	}
	r.program = "tutorial " + strings.TrimSuffix(filepath.Base(file), ".go")
	if takesMinutes() && r.at == r.scratch { // a page that goes on in the folder of an earlier one
		r.execute(b, r.bash("golgi new mymodel && cd mymodel && rm neurons.go rates.go main_test.go"))
	}
	r.write(b, "main.go", program)
}

// shell executes the commands of a block.
func (r *reader) shell(b pages.Block) {
	if !r.slow(b) {
		r.execute(b, r.bash(b.Text))
	}
}

// bash is a shell that goes on in the folder where the one before has ended.
func (r *reader) bash(commands string) *exec.Cmd {
	return exec.Command("bash", "-e", "-c", commands+"\npwd >\"$SCRATCH/.at\"\n")
}

// execute executes a command, and keeps what it prints.
func (r *reader) execute(b pages.Block, c *exec.Cmd) {
	r.t.Helper()
	var out, errs bytes.Buffer
	c.Dir, c.Env, c.Stdout, c.Stderr = r.at, r.environment(), &out, &errs
	if err := c.Run(); err != nil {
		if fails := b.Note == "fails"; !fails {
			r.fault(b, "%v\n%s%s", err, out.String(), errs.String())
		}
	} else if b.Note == "fails" {
		r.fault(b, "it does not fail")
	}
	printed := out.String()
	if b.Note == "fails" {
		printed += regexp.MustCompile(`.*a faster engine does not work here.*\n|exit status \d+\n`).ReplaceAllString(errs.String(), "") // of quick tests, and of go run
	}
	r.printed = &printed
	if at, err := os.ReadFile(filepath.Join(r.scratch, ".at")); err == nil {
		r.at = strings.TrimSpace(string(at))
	}
}

// quickGo stands for the command go where programs are not compiled: "go run ." is a program that golgi has.
const quickGo = `#!/bin/sh
case "$1 $2" in
"run .") shift 2; exec golgi $PROGRAM "$@" ;;
esac
echo "this go only runs programs, and does not $*" >&2
exit 1
`

// checkout is the root of the repository.
func (r *reader) checkout() string {
	path, err := filepath.Abs(root)
	if err != nil {
		r.t.Fatal(err)
	}
	return path
}

// python3 is where Python finds the package golgi, and pypet, if a folder is named that has it.
func (r *reader) python3() string {
	path := filepath.Join(r.checkout(), "python")
	if pypet := os.Getenv("GOLGI_PYTHONPATH"); pypet != "" {
		path += string(filepath.ListSeparator) + pypet
	}
	return path
}

// environment is that of the commands of a page. Where they may not take minutes, kernels are not compiled, and git is not asked.
func (r *reader) environment() []string {
	bin := filepath.Join(r.scratch, ".bin")
	env := append(os.Environ(), "SCRATCH="+r.scratch, "PROGRAM="+r.program, "CHECKOUT="+r.checkout(), "PYTHONPATH="+r.python3(), "TZ=UTC", "TERM=dumb")
	if takesMinutes() {
		return env
	}
	if err := os.MkdirAll(bin, 0o777); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(bin, "go"), []byte(quickGo), 0o777); err != nil {
		r.t.Fatal(err)
	}
	return append(env, "CC=none", "GIT_DIR="+filepath.Join(bin, "none"), "PATH="+bin+string(filepath.ListSeparator)+os.Getenv("PATH"))
}
