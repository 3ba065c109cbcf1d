package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"golgi/internal/pages"
)

func (r *reader) where(b pages.Block) string { return fmt.Sprintf("%s:%d", r.page, b.Line) }

func (r *reader) fault(b pages.Block, format string, args ...any) {
	r.t.Helper()
	r.t.Errorf("%s: %s", r.where(b), fmt.Sprintf(format, args...))
}

// want says where a block differs from what it should be, or has it mended.
func (r *reader) want(b pages.Block, text string) {
	r.t.Helper()
	switch {
	case agree(b.Text, text):
	case *updatePages:
		r.texts[b.Line] = text
	default:
		r.fault(b, "the block is\n%s\nand should be\n%s\n(go test ./cmd/golgi -run Pages -update writes it)", b.Text, text)
	}
}

// goCode checks that a block of Go stands in a file that is compiled.
func (r *reader) goCode(b pages.Block) {
	r.printed = nil
	if m := regexp.MustCompile(`^from (\S+), as main$`).FindStringSubmatch(b.Note); m != nil {
		program := asMain(m[1], r.source(b, m[1]))
		r.want(b, program)
		r.module(b, m[1], program)
		return
	}
	if m := regexp.MustCompile(`^from (\S+?)(?:: (\S+))?$`).FindStringSubmatch(b.Note); m != nil {
		text := r.source(b, m[1])
		if m[2] != "" {
			text = declaration(text, m[2], true)
		}
		r.want(b, text)
		return
	}
	if m := regexp.MustCompile(`^body of (\S+) in (\S+)$`).FindStringSubmatch(b.Note); m != nil {
		body, output, _ := strings.Cut(declaration(r.source(b, m[2]), m[1], false), "// Output:\n")
		r.want(b, strings.TrimSpace(body)+"\n")
		if output != "" {
			output = regexp.MustCompile(`(?m)^// ?`).ReplaceAllString(output, "")
			r.printed = &output
		}
		return
	}
	if m := regexp.MustCompile(`^in (\S+)$`).FindStringSubmatch(b.Note); m != nil {
		if !strings.Contains(plainly(r.source(b, m[1])), plainly(b.Text)) {
			r.fault(b, "these lines do not stand in %s", m[1])
		}
		return
	}
	r.fault(b, "its note %q does not say where its Go is compiled: from FILE, from FILE: NAME, from FILE, as main, body of NAME in FILE, in FILE", b.Note)
}

func (r *reader) source(b pages.Block, name string) string {
	text, err := os.ReadFile(filepath.Join(r.folder, name))
	if err != nil {
		r.fault(b, "%v", err)
	}
	return string(text)
}

// plainly is code without indentation and empty lines.
func plainly(code string) string {
	return regexp.MustCompile(`\s*\n\s*`).ReplaceAllString("\n"+code, "\n")
}

// data is a file that the commands behind it read.
func (r *reader) data(b pages.Block) {
	name, is := strings.CutPrefix(b.Note, "file: ")
	if !is {
		r.fault(b, "its note %q does not say what the file is called: file: NAME", b.Note)
		return
	}
	r.write(b, name, b.Text)
}

func (r *reader) write(b pages.Block, name, text string) {
	if err := os.WriteFile(filepath.Join(r.at, name), []byte(text), 0o666); err != nil {
		r.fault(b, "%v", err)
	}
}

// slow says that a block waits for tests that may take minutes.
func (r *reader) slow(b pages.Block) bool {
	reason, is := strings.CutPrefix(b.Note, "slow:")
	if is && strings.TrimSpace(reason) == "" {
		r.fault(b, "it is slow, and does not say why")
	}
	r.printed = nil
	return is && !takesMinutes()
}

func takesMinutes() bool { return os.Getenv("GOLGI_SLOW") != "" }

// python writes a script, or executes it where its packages are installed and tests may take minutes.
func (r *reader) python(b pages.Block) {
	if name, is := strings.CutPrefix(b.Note, "file: "); is {
		r.write(b, name, b.Text)
		return
	}
	if r.slow(b) || !takesMinutes() || !r.imports(b) {
		return
	}
	r.execute(b, exec.Command(interpreter, "-W", "ignore", "-c", b.Text))
}

const interpreter = "/usr/bin/python3"

// imports reports whether what a script imports is installed.
func (r *reader) imports(b pages.Block) bool {
	for _, m := range regexp.MustCompile(`(?m)^(?:import|from) ([\w, ]+)`).FindAllStringSubmatch(b.Text, -1) {
		for name := range strings.FieldsFuncSeq(m[1], func(c rune) bool { return c == ',' }) {
			name, _, _ = strings.Cut(strings.TrimSpace(name), " ")
			look := fmt.Sprintf("import importlib.util as u, sys; sys.exit(u.find_spec(%q) is None)", name)
			c := exec.Command(interpreter, "-c", look)
			c.Env = r.environment()
			if c.Run() != nil {
				r.t.Logf("%s: Python has no %s", r.where(b), name)
				return false
			}
		}
	}
	return true
}

// output is what the block before printed.
func (r *reader) output(b pages.Block) {
	if r.printed != nil {
		r.want(b, *r.printed)
		r.printed = nil
		return
	}
	if at := r.index(b); at == 0 || r.blocks[at-1].Lang == "json" || r.blocks[at-1].Lang == "text" {
		r.fault(b, "no block before it prints anything; not run: REASON, if it is no output")
	}
}

func (r *reader) index(b pages.Block) int {
	for k := range r.blocks {
		if r.blocks[k].Line == b.Line {
			return k
		}
	}
	return -1
}

// varying matches what differs from time to time.
var varying = regexp.MustCompile(`(finished in|before in|post-processed in|finished after|begun|simulated in) [0-9][0-9.:µnmsh -]*( s| min| h| UTC)?|(by engine) [a-z]+`)

// agree reports whether a text that a page has is what was printed: but for times that differ, and for what stands in place of a line that is "…".
func agree(page, printed string) bool {
	page, printed = varying.ReplaceAllString(page, "$1$3"), varying.ReplaceAllString(printed, "$1$3")
	var pattern strings.Builder
	for line := range strings.Lines(strings.TrimRight(page, "\n") + "\n") {
		if strings.TrimSpace(line) == "…" {
			pattern.WriteString(`(?:.*\n)*`)
			continue
		}
		pattern.WriteString(regexp.QuoteMeta(strings.TrimRight(line, " \n")) + ` *\n`)
	}
	return regexp.MustCompile(`^` + pattern.String() + `$`).MatchString(strings.TrimRight(printed, "\n") + "\n")
}
