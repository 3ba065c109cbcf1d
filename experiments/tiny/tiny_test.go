package tiny

import (
	"bytes"
	"go/format"
	"os"
	"strings"
	"testing"

	"golgi/cli"
)

// A second parameter is a line each, in rows of its own; a seed is no trial.
func TestTwoParameters(t *testing.T) {
	t.Chdir(t.TempDir())
	var out, errs bytes.Buffer
	if code := cli.Execute(Experiment, strings.Fields("run --quiet --explore tau=5ms,10ms --explore bias=1.2,1.3 --explore simulation.seed=1,2 "+
		"initial=0s measure=50ms --figure tiny.svg"), &out, &errs); code != cli.Success {
		t.Fatalf("code %d\n%s", code, errs.String())
	}
	_, table, _ := strings.Cut(out.String(), "\n\n")
	if lines := strings.Split(table, "\n"); len(lines) != 1+8+2 || strings.Join(strings.Fields(lines[0]), " ") != "tau bias seed runs rate/Hz" ||
		!strings.HasPrefix(strings.Join(strings.Fields(lines[1]), " "), "5 ms 1.2 1 1 ") {
		t.Errorf("the table\n%s", table)
	}
	if figure, err := os.ReadFile("tiny.svg"); err != nil || !bytes.Contains(figure, []byte("bias = 1.3, seed = 2")) || !bytes.Contains(figure, []byte("tau (ms)")) {
		t.Errorf("the figure: %v", err)
	}
}

// The experiment has 28 lines, without imports, comments and blank lines.
func TestLines(t *testing.T) {
	source, err := os.ReadFile("tiny.go")
	if err != nil {
		t.Fatal(err)
	}
	if formatted, err := format.Source(source); err != nil || !bytes.Equal(formatted, source) {
		t.Error("gofmt would change it", err)
	}
	head, rest, _ := strings.Cut(string(source), "import (")
	_, rest, _ = strings.Cut(rest, "\n)\n")
	lines := 0
	for line := range strings.Lines(head + rest) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			lines++
		}
	}
	if lines > 28 {
		t.Errorf("%d lines", lines)
	}
}
