package cc

import (
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golgi/sim/internal/engine/plantest"
	"golgi/sim/internal/engine/reference"
)

// TestCompilers checks that the bits depend neither on the compiler nor on how hard it works nor on the
// processor that it works for: with and without vectors of any width, and without fused operations in
// hardware. Nor do kernels do anything that C leaves undefined.
func TestCompilers(t *testing.T) {
	c := randomCase(5, 99)
	addFunctions(c, arguments(6000, 5), arguments(6000, 6))
	for _, compiler := range []string{"gcc", "clang"} {
		for _, changed := range []string{"-O1", "-O3", "-O3 -march=x86-64-v3", "-O2 -march=x86-64", undefined} {
			words := strings.Fields(changed)
			t.Run(compiler+" "+changed, func(t *testing.T) {
				t.Parallel()
				if _, err := exec.LookPath(compiler); err != nil {
					t.Skip(err)
				}
				if changed != undefined && len(words) == 2 && (runtime.GOARCH != "amd64" || !runs(words[1])) {
					t.Skip("this processor has no such instructions")
				}
				if !slow && changed != "-O1" && changed != undefined {
					t.Skip("only with GOLGI_SLOW")
				}
				flags := slices.Concat(defaultFlags, words) // the last -O and -march count
				diff, err := plantest.NoDiff(c, reference.New(), openTest(t, options{compiler: compiler, flags: flags}))
				if err != nil || diff != "" {
					t.Error(err, diff)
				}
			})
		}
	}
}

// undefined makes kernels crash where they do what C leaves undefined.
const undefined = "-O1 -fsanitize=undefined -fsanitize-undefined-trap-on-error"

// runs reports whether this machine runs code that gcc makes for an architecture.
func runs(march string) bool {
	feature := map[string]string{"-march=x86-64": "__SSE2__", "-march=x86-64-v3": "__AVX2__"}[march]
	out, err := exec.Command("cc", "-march=native", "-dM", "-E", "-x", "c", "/dev/null").Output()
	return err == nil && strings.Contains(string(out), feature)
}
