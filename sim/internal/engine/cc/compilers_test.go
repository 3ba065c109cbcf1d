package cc

import (
	"os/exec"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
)

// levels are flags that change how hard a compiler works, and for which processor: with vectors of any width
// and none, and without fused operations in hardware. What follows the usual flags counts.
var levels = []struct {
	flags string
	needs string // what the compiler defines where this processor runs the code
	quick bool   // always tested
}{
	{"-O1", "", true},
	{"-O3", "", false},
	{"-O2 -march=x86-64", "__x86_64__", false},
	{"-O3 -march=x86-64-v3", "__AVX2__", false},
	{"-O3 -march=x86-64-v4 -mprefer-vector-width=512", "__AVX512VL__", false},
	{undefined, "", true},
}

// undefined makes kernels crash where they do what C leaves undefined.
const undefined = "-O1 -fsanitize=undefined -fsanitize-undefined-trap-on-error"

// TestCompilers checks that the bits depend neither on the compiler nor on its flags, nor do kernels do
// anything that C leaves undefined.
func TestCompilers(t *testing.T) {
	c := randomCase(5, 99)
	addFunctions(c, arguments(6000, 5), arguments(6000, 6))
	for _, compiler := range []string{"gcc", "clang"} {
		for _, level := range levels {
			t.Run(compiler+" "+level.flags, func(t *testing.T) {
				t.Parallel()
				if _, err := exec.LookPath(compiler); err != nil {
					t.Skip(err)
				}
				if !level.quick && !slow {
					t.Skip("only with GOLGI_SLOW")
				}
				if !strings.Contains(nativeMacros(), level.needs) {
					t.Skip("this processor has no such instructions: ", level.needs)
				}
				o := options{compiler: compiler, flags: defaultFlags(strings.Fields(level.flags)...)}
				diff, err := plantest.NoDiff(c, reference.New(), openTest(t, o))
				if err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// nativeMacros returns what the compiler defines for this processor.
func nativeMacros() string {
	out, err := exec.Command("cc", "-march=native", "-dM", "-E", "-x", "c", "/dev/null").Output()
	must(err)
	return string(out)
}
