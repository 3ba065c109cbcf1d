package cli_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"golgi/cli"
)

// What follows in a line, as the scripts of shells ask for it.
func TestCompletion(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"re", "resume"},
		{"help s", "show shout"},
		{"run --over", "--overwrite"},
		{"run --explore ta", "tau="},
		{"run --explore I=1,2 neurons.t", "neurons.tau="},
		{"parameters simulation.tr", "simulation.trial="},
		{"run --log ", "trace debug info warn off"},
		{"run --sc", "--scale"},
		{"run --trials ", ""},
		{"completion ", "bash zsh fish"},
		{"dance ", ""},
		{"post --existing ", "refuse keep replace"},
		{"post ", ""}, // files, by the shell
		{"post x.hdf5 ta", "tau="},
	} {
		code, out, errs := call(append([]string{"__completeNoDesc"}, strings.Split(c.line, " ")...)...)
		words, _, _ := strings.Cut(out, ":")
		if got := strings.Join(strings.Fields(words), " "); code != cli.Success || got != c.want {
			t.Errorf("%q: code %d, %q, wanted %q\n%s", c.line, code, got, c.want, errs)
		}
	}
}

// A command of nothing but mistakes is refused soon.
func TestManyMistakes(t *testing.T) {
	for _, word := range []string{"--nothing", "-n", "--=", "tau", "--explore=tau"} {
		args := append([]string{"run"}, slices.Repeat([]string{word}, 10_000)...)
		if code, _, errs := call(args...); code != cli.Usage || len(errs) > 10<<20 {
			t.Errorf("%s: code %d, %d bytes", word, code, len(errs))
		}
	}
}

// The scripts are such that the shells read them.
func TestCompletionScripts(t *testing.T) {
	for _, shell := range []string{"bash", "zsh", "fish"} {
		code, out, errs := call("completion", shell)
		if code != cli.Success || errs != "" || !strings.Contains(out, "lif") {
			t.Errorf("%s: code %d\n%s", shell, code, errs)
		}
		path, err := exec.LookPath(shell)
		if err != nil {
			continue
		}
		check := exec.Command(path, "-n")
		check.Stdin = strings.NewReader(out)
		if said, err := check.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", shell, err, said)
		}
	}
}
