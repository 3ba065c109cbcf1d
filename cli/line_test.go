package cli_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/trajectory"
)

// bits are what lines are made of, right and wrong ones.
var bits = [][]string{
	{"I=", "I=", "tau=", "neurons.I=", "neurons.tau=", "fail=", "trial=", "J=", "=", "", "main=", "sobol(2, ", "latin("},
	{"1,2", "5ms,6ms", "1:3:1", "5ms:9ms:1ms", "lin(1,3,3)", "log(5ms,9ms,2)", "[5, 6] ms", "-1ms", "x", "1:2", "I=1:2", "tau=log(1ms,2ms)", "2,,1", "(", "é", "1e9:1:1"},
	{"", "", "", ")", "]", ",", ",3", ", seed=3)", ":0.5", "'"},
	{"", "", "; ", " with ", ";I=1,2", " with tau=5ms,6ms", "; trial=0,1"}}

// The same line means the same in Go, in the shell and in a file: the same points, or the same faults.
func TestLineIsTheSameEverywhere(t *testing.T) {
	t.Chdir(t.TempDir())
	random := rand.New(rand.NewPCG(1, 2))
	execute := func(e cli.Experiment, args ...string) (out, errs string) {
		var o, x bytes.Buffer
		cli.Execute(e, append([]string{"run", "--dry-run", "--untried"}, args...), &o, &x)
		return o.String(), x.String()
	}
	right := 0
	for range 150 {
		var line string
		for _, some := range bits {
			line += some[random.IntN(len(some))]
		}
		written := program()
		written.Explore = trajectory.Line(line)
		grid, faults := execute(written)
		if faults == "" {
			right++
		}
		if out, errs := execute(program(), "--explore="+line); out != grid || errs != faults {
			t.Errorf("%q: in Go\n%s%sin the shell\n%s%s", line, grid, faults, out, errs)
		}
		if err := os.WriteFile("x.yaml", []byte(fmt.Sprintf("# a file\nexplore: '%s'\n", strings.ReplaceAll(line, "'", "''"))), 0o666); err != nil {
			t.Fatal(err)
		}
		out, errs := execute(program(), "--config", "x.yaml")
		if out != grid || strings.ReplaceAll(errs, "x.yaml:2: ", "") != faults || 2*strings.Count(errs, "x.yaml:2: ") != strings.Count(faults, "\n  | ") {
			t.Errorf("%q: in Go\n%s%sin a file\n%s%s", line, grid, faults, out, errs)
		}
	}
	if right < 10 {
		t.Errorf("only %d lines are right", right)
	}
}
