package golgi_test

// This file is how the tests at the root read the module's own code: its folders, imports and types.

import (
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// inside is true for folder itself and all below it.
func inside(path, folder string) bool { return path == folder || strings.HasPrefix(path, folder+"/") }

// modulePath reads it from go.mod, so that a new name for the module needs no change here.
func modulePath(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`(?m)^module\s+(\S+)`).FindSubmatch(text)
	if found == nil {
		t.Fatal("go.mod names no module")
	}
	return string(found[1])
}

// goFolders returns the folders with Go files, from the root and with slashes. It leaves out what the go
// command leaves out, and modules within the module.
func goFolders(t *testing.T) []string {
	t.Helper()
	var folders []string
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if name != "." && ignored(name) {
			return filepath.SkipDir
		}
		if files, err := filepath.Glob(filepath.Join(name, "*.go")); err != nil {
			return err
		} else if len(files) > 0 {
			folders = append(folders, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return folders
}

func ignored(folder string) bool {
	base := filepath.Base(folder)
	if base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
		return true
	}
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

// arrowsOf returns the imports of all Go files in a folder, whatever system or build they are for.
func arrowsOf(t *testing.T, folder string) []arrow {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var arrows []arrow
	for _, name := range files {
		positions := token.NewFileSet()
		file, err := parser.ParseFile(positions, name, nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, spec := range file.Imports {
			quoted, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			arrows = append(arrows, arrow{filepath.ToSlash(name), positions.Position(spec.Pos()).Line, quoted})
		}
	}
	return arrows
}

// code holds the packages of the module with their types. They are read from source; what they import from
// outside comes from the build cache, where the compiler has put it.
type code struct {
	module    string
	positions *token.FileSet
	outside   types.Importer
	checked   map[string]*checkedPackage
}

type checkedPackage struct {
	files []*ast.File
	types *types.Package
	info  *types.Info
}

// newCode reads what is in these folders and below them.
func newCode(t *testing.T, folders ...string) *code {
	t.Helper()
	positions := token.NewFileSet()
	return &code{modulePath(t), positions, compiledPackages(t, positions, folders), map[string]*checkedPackage{}}
}

// Import makes code an importer for go/types.
func (c *code) Import(name string) (*types.Package, error) {
	folder, ours := strings.CutPrefix(name, c.module+"/")
	if !ours {
		return c.outside.Import(name)
	}
	checked, err := c.check(folder)
	if err != nil {
		return nil, err
	}
	return checked.types, nil
}

// check reads the package in a folder: the files that this machine builds, without its tests.
func (c *code) check(folder string) (*checkedPackage, error) {
	if checked := c.checked[folder]; checked != nil {
		return checked, nil
	}
	found, err := build.Default.ImportDir(folder, 0)
	if _, none := err.(*build.NoGoError); err != nil && !none {
		return nil, err
	}
	var files []*ast.File
	for _, name := range slices.Concat(found.GoFiles, found.CgoFiles) {
		file, err := parser.ParseFile(c.positions, filepath.Join(folder, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	checked, err := c.checkFiles(folder, files, len(found.CgoFiles) > 0)
	if err == nil {
		c.checked[folder] = checked
	}
	return checked, err
}

// checkFiles finds the types of a package. Values of C have none here, so that a package that uses C is taken with
// its faults.
func (c *code) checkFiles(folder string, files []*ast.File, usesC bool) (*checkedPackage, error) {
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config := types.Config{Importer: c, FakeImportC: true}
	if usesC {
		config.Error = func(error) {}
		checked, _ := config.Check(c.module+"/"+folder, c.positions, files, info)
		return &checkedPackage{files, checked, info}, nil
	}
	checked, err := config.Check(c.module+"/"+folder, c.positions, files, info)
	return &checkedPackage{files, checked, info}, err
}

// compiledPackages imports what the module imports from outside.
func compiledPackages(t *testing.T, positions *token.FileSet, folders []string) types.Importer {
	t.Helper()
	list := exec.Command("go", append([]string{"list", "-e", "-export", "-f", "{{.ImportPath}}={{.Export}}"},
		outsideImports(t, folders)...)...)
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), "=")
		exports[name] = file
	}
	return importer.ForCompiler(positions, "gc", func(name string) (io.ReadCloser, error) {
		return os.Open(exports[name])
	})
}

// outsideImports lists what is imported from outside in these folders, and by the helpers they use.
func outsideImports(t *testing.T, folders []string) []string {
	t.Helper()
	module, names := modulePath(t), []string{"math"}
	for _, folder := range goFolders(t) {
		if !slices.ContainsFunc(append(folders, "internal"), func(top string) bool { return inside(folder, top) }) {
			continue
		}
		for _, a := range arrowsOf(t, folder) {
			if !strings.HasSuffix(a.file, "_test.go") && !inside(a.path, module) && a.path != "C" {
				names = append(names, a.path)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
