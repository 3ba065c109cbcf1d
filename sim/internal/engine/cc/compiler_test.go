package cc

import (
	"strings"
	"testing"
)

// TestCompilerByName has the user's flags overrule those that say how fast code is, and none on which bits depend.
func TestCompilerByName(t *testing.T) {
	const bits = "-fno-math-errno -fno-trapping-math -ffp-contract=off"
	for _, c := range []struct{ name, program, words string }{
		{"", "/cc", "-O3 -march=native -falign-loops=32 " + bits},
		{"cc", "/cc", "-O3 -march=native -falign-loops=32 " + bits},
		{"cc -O1 -ffp-contract=fast", "/cc", "-O3 -march=native -falign-loops=32 -O1 -ffp-contract=fast " + bits},
		{"env A=b cc -O2", "/env", "A=b cc -O3 -march=native -falign-loops=32 -O2 " + bits},
	} {
		t.Setenv("CC", "")
		found, err := findCompiler(c.name, nil)
		must(err)
		if words := strings.Join(found.flags, " "); !strings.HasSuffix(found.path, c.program) || words != c.words {
			t.Errorf("%q: %s %s, want %s %s", c.name, found.path, words, c.program, c.words)
		}
	}
}
