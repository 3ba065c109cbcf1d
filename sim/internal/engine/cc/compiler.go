package cc

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"
)

//go:embed kernel.h ops.h mathlib/*.h random.h
var headers embed.FS

// preamble is the text that comes before the kernels of every unit: the headers, each behind those it needs.
var preamble = join(headers, "kernel.h", "ops.h", "mathlib/bits.h", "mathlib/exp.h", "mathlib/log.h",
	"mathlib/pow.h", "mathlib/trig.h", "mathlib/arc.h", "mathlib/hyperbolic.h", "random.h")

// join returns the text of embedded files, one behind the other.
func join(files embed.FS, names ...string) string {
	var b strings.Builder
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(fmt.Sprintf("cc: %v", err))
		}
		b.Write(text)
		b.WriteByte('\n')
	}
	return b.String()
}

// defaultFlags say how kernels are compiled. Short loops begin at a multiple of 32 bytes, for else it is chance whether one takes half
// as long again. Flags of the user's own stand behind those that say how fast the code
// is, and before those that decide its bits: contraction is off. What else is given up (errno, floating-point traps)
// nobody looks at, and it keeps loops from vectorising.
func defaultFlags(own ...string) []string {
	return slices.Concat([]string{"-O3", "-march=native", "-falign-loops=32"}, own,
		[]string{"-fno-math-errno", "-fno-trapping-math", "-ffp-contract=off"})
}

// linkFlags make a shared object.
var linkFlags = []string{"-fPIC", "-shared"}

// patience is how long the compiler may take.
const patience = 10 * time.Minute

// compiler is a C compiler that compiles for this machine.
type compiler struct {
	path     string
	flags    []string
	identity string // the hash of all that its output depends on
	says     string // what it is, with its version
	edit     func(text string) string
}

// findCompiler looks for a compiler by name, with words that come before and flags ("ccache gcc -O2"), and asks it for
// its version and the instruction set that it compiles for.
func findCompiler(name string, flags []string) (*compiler, error) {
	if name == "" {
		name = os.Getenv("CC")
	}
	words := strings.Fields(name)
	if len(words) == 0 {
		words = []string{"cc"}
	}
	own := slices.IndexFunc(words, func(word string) bool { return strings.HasPrefix(word, "-") })
	if own < 0 {
		own = len(words)
	}
	if flags == nil {
		flags = defaultFlags(words[own:]...)
	}
	name, flags = words[0], slices.Concat(words[1:own], flags)
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, fmt.Errorf("cc: there is no C compiler %q: %s, or choose the engine \"reference\"",
			name, installation(runtime.GOOS))
	}
	if path, err = filepath.Abs(path); err != nil {
		return nil, fmt.Errorf("cc: %w", err)
	}
	c := &compiler{path: path, flags: flags}
	return c, c.identify()
}

// installation says how to get a compiler.
func installation(system string) string {
	if system == "darwin" {
		return "install one with \"xcode-select --install\""
	}
	return "install gcc or clang (Debian, Ubuntu: apt install gcc libc6-dev; Fedora: dnf install gcc)"
}

// identify finds out what the compiler's output depends on: its predefined macros name its version and every
// feature of the processor that -march=native found.
func (c *compiler) identify() error {
	macros, err := c.run(append(slices.Clone(c.flags), "-dM", "-E", "-x", "c", "-"), "")
	if err != nil {
		return err
	}
	lines := strings.Split(string(macros), "\n")
	slices.Sort(lines)
	c.says = called(lines)
	h := sha256.New()
	for _, part := range []string{
		version, c.path, strings.Join(c.flags, " "), strings.Join(lines, "\n"), preamble,
	} {
		fmt.Fprintf(h, "%d\n%s", len(part), part)
	}
	c.identity = hex.EncodeToString(h.Sum(nil)[:16])
	return nil
}

// called returns what a compiler calls itself in its macros: gcc 12.2.0.
func called(macros []string) string {
	name, version := "cc", ""
	for _, line := range macros {
		macro, value, _ := strings.Cut(strings.TrimPrefix(line, "#define "), " ")
		switch {
		case macro == "__GNUC__" && name == "cc":
			name = "gcc"
		case macro == "__clang__":
			name = "clang"
		case macro == "__VERSION__":
			version = strings.Trim(value, `"`)
		}
	}
	if _, behind, is := strings.Cut(version, "Clang "); is { // which has its name in it
		version = behind
	}
	return strings.TrimSpace(name + " " + version)
}

// run runs the compiler with text as its input and returns what it says.
func (c *compiler) run(args []string, input string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.path, args...)
	var out, faults bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &faults
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for this program, which decides what becomes of its runs
	if err := cmd.Run(); err != nil {
		return nil, c.failure(err, ctx.Err(), faults.String())
	}
	return out.Bytes(), nil
}

// failure says why the compiler failed, with the first lines of what it said.
func (c *compiler) failure(err, timeout error, said string) error {
	if timeout != nil {
		err = fmt.Errorf("it took more than %v", patience)
	}
	lines := strings.SplitN(strings.TrimSpace(said), "\n", 6)
	if len(lines) > 5 {
		lines[5] = "..."
	}
	if said == "" {
		return fmt.Errorf("cc: the C compiler %s: %w", c.path, err)
	}
	return fmt.Errorf("cc: the C compiler %s: %w:\n%s", c.path, err, strings.Join(lines, "\n"))
}

// compile compiles a unit into a shared object.
func (c *compiler) compile(text, out string) error {
	if c.edit != nil {
		text = c.edit(text)
	}
	args := append(slices.Clone(c.flags), linkFlags...)
	_, err := c.run(append(args, "-x", "c", "-", "-o", out, "-lm"), text)
	if err != nil {
		return err
	}
	if info, err := os.Stat(out); err != nil || info.Size() == 0 {
		return errors.Join(fmt.Errorf("cc: the C compiler %s made nothing", c.path), err)
	}
	return nil
}

// key names a compiled kernel in the cache and in the shared object.
type key [16]byte

// key returns the key of a variant: the hash of its C text and of all else that the compiler's output depends
// on. The text says no less than the canonical kernel and its form, and it changes with the emitter.
func (c *compiler) key(v variant) key {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n%s", c.identity, emitPacked("kernel", v.kernel, v.form, v.packed))
	return key(h.Sum(nil)[:16])
}

// String returns the key in hexadecimal digits.
func (k key) String() string { return hex.EncodeToString(k[:]) }

// symbol returns the name of the function.
func (k key) symbol() string { return "golgi_" + k.String() }

// unit returns the C text of kernels, in the order of their keys.
func unit(kernels map[key]variant) string { return preamble + bodies(kernels) }

// bodies returns it without the headers.
func bodies(kernels map[key]variant) string {
	var b strings.Builder
	byKey := func(a, b key) int { return bytes.Compare(a[:], b[:]) }
	for _, k := range slices.SortedFunc(maps.Keys(kernels), byKey) {
		v := kernels[k]
		fmt.Fprintf(&b, "/* %s */\n", strings.ReplaceAll(v.kernel.Role, "*/", ""))
		b.WriteString(emitPacked(k.symbol(), v.kernel, v.form, v.packed))
		b.WriteByte('\n')
	}
	return b.String()
}
