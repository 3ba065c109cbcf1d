package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golgi/cli"
	"golgi/internal/quick"
)

// in executes a program in a folder, and returns what it says.
func in(t *testing.T, folder, program string, args ...string) string {
	t.Helper()
	c := exec.Command(program, args...)
	c.Dir, c.Env = folder, quick.ForGo()
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// wantTidy checks that go mod tidy would leave go.mod alone, and go.sum but for sums of what only the program golgi needs.
func wantTidy(t *testing.T, module string) {
	t.Helper()
	c := exec.Command("go", "mod", "tidy", "-diff")
	c.Dir, c.Env = module, quick.ForGo()
	text, _ := c.CombinedOutput() // it fails where there are differences
	if strings.Contains(string(text), "tidy/go.mod") {
		t.Errorf("%s", text)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "+") && !strings.HasPrefix(line, "+++") {
			t.Errorf("go.sum lacks %s", line)
		}
	}
}

// What new makes is a module of its own that compiles as it is, and that go mod tidy would leave alone. Where tests may take minutes, it does what is promised.
func TestNew(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	code, out, errs := call("new", "my_model")
	if code != cli.Success || errs != "" || !strings.HasPrefix(out, "my_model is a module now") {
		t.Fatalf("code %d\n%s%s", code, out, errs)
	}
	module := filepath.Join(folder, "my_model")
	if said := in(t, module, "gofmt", "-l", "."); said != "" {
		t.Errorf("gofmt would change %s", said)
	}
	in(t, module, "go", "list", "-export", "-test", ".")
	wantTidy(t, module)
	var mod struct {
		Replace []struct{ New struct{ Path string } }
	}
	if err := json.Unmarshal([]byte(in(t, module, "go", "mod", "edit", "-json")), &mod); err != nil || !isCheckout(mod.Replace[0].New.Path) {
		t.Errorf("%v, %v", mod, err)
	}
	if os.Getenv("GOLGI_SLOW") == "" {
		return // the rest compiles and links programs
	}
	in(t, module, "go", "build", "-o", os.DevNull, ".")
	begun := time.Now()
	out = in(t, module, "go", "run", ".", "run", "--explore", "bias=0.8:1.2:0.1")
	if !strings.Contains(out, "5 runs finished") || !strings.Contains(out, "rate/Hz") {
		t.Error(out)
	}
	if out = in(t, module, "go", "run", ".", "show"); !strings.Contains(out, "rate/Hz") {
		t.Error(out)
	}
	in(t, module, "go", "test", ".")
	in(t, module, "go", "vet", ".")
	if took := time.Since(begun); took > time.Minute {
		t.Errorf("it took %v", took)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.Mkdir("there", 0o777); err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ words, want string }{
		{"new", "cli: name one NAME; there is none\nsee: golgi help new\n"},
		{"new My-Model", "golgi: \"My-Model\" is no name of a module: it has small letters, digits and _, begins with a letter, and has at most 63 of them\nsee: golgi help new\n"},
		{"new golgi", "golgi: a module named golgi hides the one that it needs; choose another name\nsee: golgi help new\n"},
		{"new fmt", "golgi: Go cannot build a module named fmt, for that name means something else to it; choose another name\nsee: golgi help new\n"},
		{"new com1", "golgi: Go cannot build a module named com1, for that name means something else to it; choose another name\nsee: golgi help new\n"},
		{"new there", "golgi: there is a there here already; choose another name, or another folder\n"},
		{"new --checkout . model", "golgi: " + here + " is no checkout of Golgi: there is no go.mod of the module golgi; name one: golgi new --checkout FOLDER NAME\n"},
	} {
		if _, out, errs := call(strings.Fields(c.words)...); out != "" || errs != c.want {
			t.Errorf("%s:\n%s%swanted\n%s", c.words, out, errs, c.want)
		}
	}
}

// A module that has the name of a package of Go's is ambiguous.
func TestNamesOfGo(t *testing.T) {
	for name := range strings.FieldsSeq(in(t, ".", "go", "list", "std")) {
		if names.MatchString(name) && checkName(name) == nil {
			t.Errorf("a module may be called %s", name)
		}
	}
}

// In a workspace, Go builds no module that it does not have: new says so, and how to add one.
func TestNewInWorkspace(t *testing.T) {
	outer := t.TempDir()
	t.Chdir(outer)
	if err := os.WriteFile("go.work", []byte("go 1.26\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("inner", 0o777); err != nil {
		t.Fatal(err)
	}
	t.Chdir("inner")
	const hint = "go.work, outside of which Go builds nothing. Before that: go work use mine\n"
	for work, told := range map[string]bool{"": true, "off": false, "/other/go.work": true} {
		t.Setenv("GOWORK", work)
		code, out, errs := call("new", "mine")
		if code != cli.Success || strings.HasSuffix(out, hint) != told {
			t.Errorf("GOWORK=%s: code %d\n%s%s", work, code, out, errs)
		}
		if err := os.RemoveAll("mine"); err != nil {
			t.Fatal(err)
		}
	}
}
