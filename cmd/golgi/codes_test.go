package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/cli"
)

// said executes a command, of which | stands between words.
func said(line string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = cli.ExecuteTool(golgi(), strings.Fields(line), &o, &e)
	return code, o.String(), e.String()
}

// The exit code is 2 where the command is wrong, by itself or for the file that it names, and 1 where what it asks for cannot be done.
func TestExitCodes(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := makeSample("x.hdf5", false, ""); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := said("tiny run --quiet --engine reference N=2 initial=0s measure=1ms --explore bias=1,2"); code != 0 {
		t.Fatal(errs)
	}
	whole, err := os.ReadFile("x.hdf5")
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"text.hdf5": []byte("text"), "cut.hdf5": whole[:3000]} {
		if err := os.WriteFile(name, content, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		code  int
		lines string
	}{
		{cli.Success, `
			help | help tiny run | tiny run --help | tiny params | tiny show | tiny show 1 | tiny show --where bias>1 | tiny explain | list | version
			tiny run --dry-run --out new.hdf5 | runs x.hdf5 --where R_ee>1 | ls x.hdf5 | completion bash | tiny resume --quiet out/tiny.hdf5`},
		{cli.Usage, `
			nosuch | tiny nosuch | help nosuch | help tiny nosuch | help run extra | help tiny run extra | tiny | list x | version x | completion | completion csh
			tiny run --nosuch | tiny run -q | tiny run --out= | tiny resume --out= | tiny run --workers | tiny run --workers x | tiny run --workers -1 | tiny run --workers=1 --workers=2
			tiny run --trials 0 | tiny run --seed x | tiny run --share 3/2 | tiny run --share x | tiny run --checkpoint x | tiny run --time-limit -1s | tiny run --memory-cap x
			tiny run --log x | tiny run --quiet=x | tiny run --keep-segments=x | tiny run --engine x | tiny run --figure x.foo | tiny run --config nosuch.yaml
			tiny run nosuch=1 | tiny run bias | tiny run =1 | tiny run bias=x | tiny run tau=5mV | tiny run initial=-1s | tiny run N=0 | tiny run bias=1 bias=2
			tiny run --explore bias | tiny run --explore nosuch=1 | tiny run --explore bias=1:2 | tiny run --explore bias=1,1 | tiny run --explore N=0,1 | tiny run --zip
			tiny run bias=1 --explore bias=1,2 | tiny run --append --overwrite | tiny run --append tau=5ms | tiny run --append --explore nosuch=1 | tiny run --append --explore tau=5ms
			tiny run --dry-run --append | tiny explain x | tiny explain --trials x | tiny params x | tiny profile --engine x | tiny profile --explore bias=1:2
			tiny resume x y | tiny resume bias=1 | tiny resume x.hdf5 --out y.hdf5 | tiny resume --trials 2
			tiny verify | tiny verify x y z | tiny verify x | tiny verify 99 | tiny verify pre_run | tiny verify 0 --engine x
			tiny show x y z | tiny show 99 | tiny show out/tiny.hdf5 x | tiny show --where bias> | tiny show --where nosuch>1 | tiny show --where tau>5 | tiny show --where bias
			tiny show --provenance --figure x.png | tiny show --provenance 1 | tiny show --where bias>1 1
			tiny post | tiny post out/tiny.hdf5 nosuch | tiny post out/tiny.hdf5 nosuch=1 | tiny post out/tiny.hdf5 bias=3 | tiny post --existing x out/tiny.hdf5
			runs | runs a b | runs x.hdf5 --where ( | runs x.hdf5 --where nosuch>1 | runs x.hdf5 --sort nosuch | runs x.hdf5 --columns nosuch | runs x.hdf5 --trajectory nosuch
			runs x.hdf5 --json --csv | show x.hdf5 | show x.hdf5 99 | show x.hdf5 x | diff x.hdf5 | diff x.hdf5 0 99 | diff x.hdf5 0 x | export xml x.hdf5 | export csv
			merge a.hdf5 | delete x.hdf5 | delete x.hdf5 --runs x | delete x.hdf5 --where nosuch>1 | rename x.hdf5 | backup | ls | new | new 3x | doctor x | run | check`},
		{cli.Failure, `
			tiny show nosuch.hdf5 | tiny show x.hdf5 | tiny verify nosuch.hdf5 0 | tiny resume nosuch.hdf5 | tiny post nosuch.hdf5 | tiny run | tiny run bias=nan --out new.hdf5
			tiny run --append --out nosuch.hdf5 | ls nosuch.hdf5 | runs nosuch.hdf5 | backup nosuch.hdf5 | run nosuch.json | check nosuch.json | merge a.hdf5 x.hdf5 nosuch.hdf5
			tiny show cut.hdf5 | tiny verify cut.hdf5 0 | tiny resume cut.hdf5 | tiny post cut.hdf5 | tiny run --append --out cut.hdf5 | tiny run --overwrite --out text.hdf5
			ls cut.hdf5 | runs cut.hdf5 | show cut.hdf5 0 | diff x.hdf5 cut.hdf5 | export csv cut.hdf5 | merge a.hdf5 x.hdf5 cut.hdf5 | delete cut.hdf5 --runs 0
			rename cut.hdf5 new | backup cut.hdf5 | tiny show text.hdf5 | backup text.hdf5 | merge a.hdf5 text.hdf5 x.hdf5 | rename nosuch.hdf5 new | delete nosuch.hdf5 --runs 0`},
	} {
		for line := range strings.FieldsFuncSeq(c.lines, func(r rune) bool { return r == '|' || r == '\n' }) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			code, _, errs := said(line)
			if code != c.code || (code != 0) != (errs != "") || (code == cli.Usage) != strings.Contains(errs, "\nsee: golgi ") {
				t.Errorf("golgi %s: code %d, wanted %d\n%s", line, code, c.code, errs)
			}
			for said := range strings.Lines(errs) {
				pkg, rest, _ := strings.Cut(said, ": ")
				if strings.HasPrefix(rest, pkg+": ") || strings.Contains(rest, " "+pkg+": ") {
					t.Errorf("golgi %s: it says %q twice in %s", line, pkg, said)
				}
			}
		}
	}
	if left, err := filepath.Glob("*"); err != nil || strings.Join(left, " ") != "cut.hdf5 out text.hdf5 x.hdf5" {
		t.Errorf("mistakes have left %v, %v", left, err)
	}
}

func isExperiment(name string) bool {
	return slices.ContainsFunc(gallery(), func(e cli.Experiment) bool { return e.Name == name })
}

// Help on a word is the same whichever way it is asked for, of every word that the help of a program lists. The words of experiments are
// the same code: where tests may not take minutes, one of them stands for all.
func TestHelpIsAlike(t *testing.T) {
	var words, programs []string
	var list func(program string)
	list = func(program string) {
		_, help, _ := said(strings.TrimSpace(program + " help"))
		for line := range strings.Lines(help) {
			listed, is := strings.CutPrefix(line, "  ")
			if !is {
				continue
			}
			name, rest, _ := strings.Cut(listed, " ")
			word := strings.TrimSpace(program + " " + name)
			if words = append(words, word); name != "help" && strings.HasPrefix(rest, "WORD ") {
				programs = append(programs, word)
				if word != "tiny" && isExperiment(word) && !takesMinutes() {
					continue
				}
				list(word)
			}
		}
	}
	list("")
	if len(words) < 30 || !slices.Contains(words, "tiny params") {
		t.Errorf("words are %q", words)
	}
	for _, word := range append(words, "tiny parameters") {
		code, want, errs := said("help " + word)
		if code != 0 || errs != "" || want == "" {
			t.Errorf("help %s: code %d\n%s%s", word, code, want, errs)
		}
		parts := strings.Fields(word)
		last := parts[len(parts)-1]
		lines := []string{word + " --help", word + " -h", word + " --nosuch=3 --help", word + " x --help"}
		switch {
		case last == "help":
			lines = lines[:2]
		case slices.Contains(programs, word):
			lines = append(lines[:2], word+" help")
		}
		lines = append(lines, strings.Join(slices.Insert(parts, len(parts)-1, "help"), " "))
		for _, line := range lines {
			if code, out, errs := said(line); code != 0 || errs != "" || out != want {
				t.Errorf("%s: code %d\n%s%s", line, code, out, errs)
			}
		}
	}
}
