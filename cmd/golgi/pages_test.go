package main

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golgi/internal/pages"
)

var updatePages = flag.Bool("update", false, "write blocks of Go and outputs into the pages")

// root is the folder of the module.
const root = "../.."

// languages are those of blocks in pages, with what the test does with them; a note above a block (see package pages) says more. CONTRIBUTING.md has the list.
var languages = map[string]func(*reader, pages.Block){
	"go":     (*reader).goCode,
	"sh":     (*reader).shell,
	"python": (*reader).python,
	"text":   (*reader).output,
	"json":   (*reader).data,
	"yaml":   (*reader).data,
}

// notExecuted is how many blocks say that they are not run; each says why.
const notExecuted = 18

// TestPages reads every page of the repository as a new user would: its programs are those that the tests have, its commands are executed one after the other in an
// empty folder, and print what it says they do. Where tests may take minutes, programs are built as modules of their own, and Python runs what is Python's.
func TestPages(t *testing.T) {
	type tally struct {
		pages   int
		skipped []string
	}
	sum := make(chan tally, 1)
	sum <- tally{}
	every := allPages(t)
	t.Run("all", func(t *testing.T) {
		for _, page := range every {
			t.Run(page, func(t *testing.T) {
				t.Parallel()
				r := newReader(t, page)
				r.read()
				all := <-sum
				sum <- tally{all.pages + 1, append(all.skipped, r.skipped...)}
			})
		}
	})
	if all := <-sum; all.pages == len(every) && len(all.skipped) != notExecuted {
		slices.Sort(all.skipped)
		t.Errorf("%d blocks are not executed, and the test says %d:\n%s", len(all.skipped), notExecuted, strings.Join(all.skipped, "\n"))
	}
}

// allPages returns the pages of the repository, from its root.
func allPages(t *testing.T) (found []string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		name := filepath.Base(path)
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "out" || name == "testdata"):
			return filepath.SkipDir
		case filepath.Ext(name) == ".md":
			relative, err := filepath.Rel(root, path)
			found = append(found, filepath.ToSlash(relative))
			return err
		}
		return nil
	})
	if err != nil || len(found) < 10 {
		t.Fatal(found, err)
	}
	return found
}

// A reader goes through a page, block by block.
type reader struct {
	t       *testing.T
	page    string // from the root
	folder  string // of the page, absolute
	texts   map[int]string
	skipped []string

	scratch, at string  // where commands are executed, and the folder in which they are by now
	program     string  // what "go run ." is, as words of golgi; "" before there is one
	printed     *string // by the block before; nil: nothing is known
	blocks      []pages.Block
}

func newReader(t *testing.T, page string) *reader {
	t.Helper()
	path, err := filepath.Abs(filepath.Join(root, page))
	if err != nil {
		t.Fatal(err)
	}
	scratch := t.TempDir()
	return &reader{t: t, page: page, folder: filepath.Dir(path), texts: map[int]string{}, scratch: scratch, at: scratch}
}

func (r *reader) read() {
	path := filepath.Join(r.folder, filepath.Base(r.page))
	text, err := os.ReadFile(path)
	if err == nil {
		r.blocks, err = pages.Blocks(string(text))
	}
	if err != nil {
		r.t.Fatal(err)
	}
	r.links(string(text))
	r.indented(string(text))
	for _, b := range r.blocks {
		do, known := languages[b.Lang]
		reason, not := strings.CutPrefix(b.Note, "not run:")
		switch {
		case !known:
			r.fault(b, "its language is %q; there are go, sh, python, text, json, yaml", b.Lang)
		case not && strings.TrimSpace(reason) == "":
			r.fault(b, "it is not run, and does not say why")
		case not:
			r.skipped = append(r.skipped, r.where(b)+":"+reason)
			r.printed = nil
		default:
			do(r, b)
		}
	}
	if fresh := pages.Replace(string(text), r.blocks, r.texts); *updatePages && fresh != string(text) {
		if err := os.WriteFile(path, []byte(fresh), 0o666); err != nil {
			r.t.Error(err)
		}
	}
}

// link matches a link to a file of the repository.
var link = regexp.MustCompile(`\]\(([^)#:\s]+)(#[^)\s]*)?\)`)

// links finds links that lead nowhere.
func (r *reader) links(text string) {
	for _, m := range link.FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat(filepath.Join(r.folder, m[1])); err != nil {
			r.t.Errorf("%s: there is no %s", r.page, m[1])
		}
	}
}

// madeOfCode are pages that other tests compare with the code they are made of: the help of all words, and the comments of components.
var madeOfCode = []string{"docs/commands.md", "docs/components.md", "docs/gallery.md"}

// indented finds lines that a reader of the page shows as code, and that this test would not see.
func (r *reader) indented(text string) {
	if slices.Contains(madeOfCode, r.page) {
		return
	}
	code := map[int]bool{} // lines of blocks
	lines := strings.Split(text, "\n")
	for _, b := range r.blocks {
		for k := range strings.Count(b.Text, "\n") {
			code[b.Line+k] = true
		}
	}
	list := regexp.MustCompile(`^\s*([*-]|\d+\.) `) // what is indented behind it belongs to its item
	within := false
	for k, line := range lines {
		switch {
		case code[k] || strings.TrimSpace(line) == "":
		case list.MatchString(line):
			within = true
		case !strings.HasPrefix(line, "  "):
			within = false
		case !within && strings.HasPrefix(line, "    "):
			r.t.Errorf("%s:%d: code stands in a block: ```sh, ```python, …", r.page, k+1)
		}
	}
}
