package main

import (
	"context"
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golgi/cli"
)

// The files of a new module, with the name mymodel, and .txt behind their names, so that they are no part of this one.
//
//go:embed scaffold
var scaffold embed.FS

const scaffoldName = "mymodel"

func newWord() cli.Word {
	checkout := ""
	return cli.Word{Name: "new", Operand: "NAME", Doc: "make a module of your own, with an experiment that runs at once, in a new folder NAME\n\n" +
		"It has a component, an analyser, a test, and a main. Its go.mod names the checkout of Golgi by a replace line.",
		Flags: func(f *flag.FlagSet) {
			f.StringVar(&checkout, "checkout", "", "`FOLDER` of the checkout of Golgi; else that from which this program was built")
		},
		Run: func(_ context.Context, args []string, out, _ io.Writer) error {
			name := args[0]
			if err := checkName(name); err != nil {
				return cli.Misuse(err)
			}
			from, err := findCheckout(checkout)
			if err != nil {
				return err
			}
			if err := makeModule(name, from); err != nil {
				return err
			}
			fmt.Fprintf(out, "%s is a module now, with the experiment %[1]s. Next:\n\n  cd %[1]s\n  go run . run --explore bias=0.8:1.2:0.1\n  go run . show\n  go test .\n", name)
			if work := workspace(); work != "" {
				fmt.Fprintf(out, "\nHere is a workspace, %s, outside of which Go builds nothing. Before that: go work use %s\n", work, name)
			}
			return nil
		}}
}

// workspace returns the go.work of the folder where the program runs, or of one around it; "" where there is none that counts.
func workspace() string {
	folder, err := os.Getwd()
	if named, set := os.LookupEnv("GOWORK"); set && named != "" || err != nil {
		return strings.TrimSuffix(named, "off")
	}
	for {
		file := filepath.Join(folder, "go.work")
		if _, err := os.Stat(file); err == nil {
			return file
		}
		if filepath.Dir(folder) == folder {
			return ""
		}
		folder = filepath.Dir(folder)
	}
}

// names matches names of modules that can also be names of trajectories and packages.
var names = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

func checkName(name string) error {
	switch {
	case !names.MatchString(name):
		return fmt.Errorf("golgi: %q is no name of a module: it has small letters, digits and _, begins with a letter, and has at most 63 of them", name)
	case name == "golgi":
		return errors.New("golgi: a module named golgi hides the one that it needs; choose another name")
	case slices.Contains(takenByGo, name) || devices.MatchString(name):
		return fmt.Errorf("golgi: Go cannot build a module named %s, for that name means something else to it; choose another name", name)
	}
	return nil
}

// takenByGo are names that mean something else in a command of Go's, or the first packages that come with it.
var takenByGo = strings.Fields(`all cmd go std tool toolchain work
	bufio bytes cmp context crypto embed encoding errors expvar flag fmt hash html image io iter log maps math mime net os path plugin reflect regexp
	runtime slices sort strconv strings structs sync syscall testing time unicode unique unsafe weak`)

// devices matches names that no module has, since no folder can have them everywhere.
var devices = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])$`)

// findCheckout returns the folder of the module golgi: the one that is named, or that of the source of this program.
func findCheckout(named string) (string, error) {
	folder := named
	if folder == "" {
		_, file, _, _ := runtime.Caller(0)
		if !filepath.IsAbs(file) { // that of a release is no place
			return "", errors.New("golgi: this program does not know where a checkout of Golgi is; name one: golgi new --checkout FOLDER NAME")
		}
		folder = filepath.Dir(filepath.Dir(filepath.Dir(file)))
	}
	folder, err := filepath.Abs(folder)
	if err == nil && !isCheckout(folder) {
		err = fmt.Errorf("%s is no checkout of Golgi: there is no go.mod of the module golgi", folder)
	}
	if err != nil {
		return "", fmt.Errorf("golgi: %w; name one: golgi new --checkout FOLDER NAME", err)
	}
	return folder, nil
}

func isCheckout(folder string) bool {
	text, err := os.ReadFile(filepath.Join(folder, "go.mod"))
	return err == nil && strings.HasPrefix(string(text), "module golgi\n")
}

// makeModule makes the folder of a module that needs Golgi, and all that Golgi needs.
func makeModule(name, checkout string) error {
	needs, err := os.ReadFile(filepath.Join(checkout, "go.mod"))
	if err != nil {
		return fmt.Errorf("golgi: %w", err)
	}
	sums, err := os.ReadFile(filepath.Join(checkout, "go.sum"))
	if err != nil {
		return fmt.Errorf("golgi: %w", err)
	}
	if err := os.Mkdir(name, 0o777); errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("golgi: there is a %s here already; choose another name, or another folder", name)
	} else if err != nil {
		return fmt.Errorf("golgi: cannot make the module: %w", err)
	}
	files := map[string]string{"go.mod": moduleFile(name, checkout, string(needs)), "go.sum": string(sums), ".gitignore": "/out/\n/" + name + "\n"}
	entries, err := scaffold.ReadDir("scaffold")
	for _, entry := range entries {
		text, failed := scaffold.ReadFile(path.Join("scaffold", entry.Name()))
		files[strings.TrimSuffix(entry.Name(), ".txt")], err = strings.ReplaceAll(string(text), scaffoldName, name), errors.Join(err, failed)
	}
	for file, text := range files {
		err = errors.Join(err, os.WriteFile(filepath.Join(name, file), []byte(text), 0o666))
	}
	if err != nil { // and what there is would be in the way of the next try
		return fmt.Errorf("golgi: cannot make the module: %w", errors.Join(err, os.RemoveAll(name)))
	}
	return nil
}

// ownNeeds begins what of Golgi's go.mod is for this program alone.
const ownNeeds = "\n// What follows is for cmd/golgi and its tests alone.\n"

// moduleFile returns a go.mod that needs golgi, and what golgi needs, so that nothing is to be looked up.
func moduleFile(name, checkout, golgi string) string {
	golgi, _, _ = strings.Cut(golgi, ownNeeds)
	_, needs, _ := strings.Cut(golgi, "\n")
	version, needs, _ := strings.Cut(strings.TrimSpace(needs), "\n")
	var indirect strings.Builder
	for line := range strings.Lines(needs) {
		line = strings.TrimRight(line, "\n")
		if strings.HasPrefix(line, "\t") && !strings.HasSuffix(line, "// indirect") {
			line += " // indirect"
		}
		indirect.WriteString(line + "\n")
	}
	return fmt.Sprintf("module %s\n\n%s\n\nrequire golgi v0.0.0\n\nreplace golgi => %s\n%s", name, version, quoted(checkout), indirect.String())
}

// quoted returns a path as go.mod has it.
func quoted(path string) string {
	if strings.ContainsAny(path, " \t\"'`()[]{},") || strings.Contains(path, "//") {
		return fmt.Sprintf("%q", path)
	}
	return path
}
