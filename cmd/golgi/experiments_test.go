package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golgi/cli"
	"golgi/component"
	"golgi/manager"
	"golgi/testing/componenttest"
	"golgi/trajectory"
)

// small are the words of run that make each experiment a matter of a moment: a few neurons, a few steps. (A line each, which stays as it is when others come.)
var small = [][2]string{
	{"adaptive", "traces=5ms measure=50ms"},
	{"barrels", "array=1 M4=6 M23exc=4 M23inh=2 P_exc=1 radius=1 spikes=5 EPSP=10mV learn=30ms"},
	{"brunel", "N_E=20 N_I=5 C_E=10 C_I=3 initial=1ms measure=260ms"},
	{"brunelhakim", "neurons.N=50 initial=10ms measure=200ms"},
	{"clustered", "--scale 0.02 --explore R_ee=1,2.5 initial_run=10ms measurement_run=200ms"},
	{"coba", "neurons.N=50 measure=20ms"},
	{"cobahh", "neurons.N=50 measure=20ms"},
	{"cuba", "neurons.N=50 measure=20ms"},
	{"digits", "--explore white=30mV pixels.size=8 frame=10ms show=20ms"},
	{"einet", "measure=2ms"},
	{"handson1", "run=10ms"},
	{"handson2", "--trials 2 early=10ms learning=10ms late=10ms"},
	{"hhfi", "inj_A=0.7nA measure=50ms"},
	{"izhikevich", "exc.N=20 inh.N=5 measure=20ms"},
	{"lif", "measure=50ms"},
	{"microcircuit", "scale=0.005 J_sd=1 initial=1ms measure=60ms"},
	{"notingenn", "--explore case=timed_array,clocks,linked"},
	{"pairing", "run=10ms"},
	{"patterns", "start=5ms measure=60ms"},
	{"shared", "exc.N=10 inh.N=10 settle=10ms response=20ms"},
	{"stdp", "input.N=20 learn=10ms measure=20ms"},
	{"stock", "neurons.N=10 input_neurons.weight=200pA measure=50ms"},
	{"stopping", "--explore exc_exc.weight=0pA,40pA input.N=40 exc.N=40 inh.N=10 input_exc.weight=600pA stop_exc.above=0.9Hz stop_exc.below=0.8Hz look=30ms measure=10ms"},
	{"synfire", "chain.N=20 size=10 weight=50mV a=10 time=3ms window=0.4ms least=5 measure=10ms"},
	{"threshold", "run=101ms"},
	{"tiny", "neurons.N=10 initial=10ms measure=50ms"},
	{"topographic", "layer1.N=20 layer2.N=20 rate=300Hz lateral.weight_peak=2mV measure=100ms"},
	{"transient", "ring.N=20 weight=2mV measure=50ms"},
	{"twolifs", "--explore weight=-1mV,1mV --explore delay=2ms settle=30ms measure=150ms"},
	{"vogels", "exc.N=40 inh.N=10 inh_exc.weight=1nS learn=50ms"},
}

// smallOf returns those of an experiment.
func smallOf(t *testing.T, name string) string {
	t.Helper()
	k := slices.IndexFunc(small, func(line [2]string) bool { return line[0] == name })
	if k < 0 {
		t.Fatal("the test has no words that make it short")
	}
	return small[k][1]
}

// Every experiment runs, small, from its command line.
func TestExperimentsShort(t *testing.T) {
	for _, e := range gallery() {
		t.Run(e.Name, func(t *testing.T) {
			words := smallOf(t, e.Name)
			var out, errs bytes.Buffer
			args := append([]string{"run", "--quiet", "--engine", "reference", "--out", filepath.Join(t.TempDir(), "short.hdf5")}, strings.Fields(words)...)
			if code := cli.Execute(e, args, &out, &errs); code != cli.Success {
				t.Errorf("code %d\n%s%s", code, out.String(), errs.String())
			}
		})
	}
}

// The parts of every experiment keep the contract of components. (What depends on options has a test of its own.)
func TestExperimentsContract(t *testing.T) {
	for _, e := range gallery() {
		if e.Choose != nil {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			componenttest.Suite{Parts: e.Parts, Set: settings(t, e.Parts, smallOf(t, e.Name))}.Run(t)
		})
	}
}

// What cannot be is refused before anything runs, with the name of the parameter.
func TestExperimentsLimits(t *testing.T) {
	for _, c := range [][3]string{
		{"barrels", "tau_e=0ms", "cortex.tau_e: 0 ms is not 0.001 ms or more"}, {"brunel", "J=0mV", "network.J: 0 mV is not 0.0001 mV or more"},
		{"brunel", "tau=-20ms", "network.tau: -20 ms"}, {"brunelhakim", "tau=0ms", "tau = 0 ms; wanted more than 0 ms"}, {"coba", "exc_neurons.weight=-1nS", "exc_neurons.weight: -1 nS is not 0 nS or more"},
		{"cuba", "tau_m=-20ms", "neurons.tau_m: -20 ms"}, {"cuba", "V_r=-40mV", "V_r = -40 mV; wanted V_t = -50 mV or less"}, {"handson2", "inh_out.weight=-10mV", "inh_out.weight: -10 mV is not 0 mV or more"},
		{"microcircuit", "delay_e=-1ms", "circuit.delay_e: -1 ms is not 0 ms or more"}, {"topographic", "place=5", "layer1.place: 5 is not 1 or less"},
		{"threshold", "--explore pulse_stop=200ms", "neuron.pulse_stop = 200 ms, after the run, of durations.run = 150 ms"}, {"barrels", "P_ff=0 array=1 M4=2 M23exc=2 M23inh=2 learn=1ms", "no neuron of layer 2/3 has a synapse from layer 4"},
		{"synfire", "chain.N=150", "chain.N = 150 neurons are no whole groups of links.size = 100"}, {"synfire", "least=150", "links.least = 150 spikes are wanted of the last group, which has links.size = 100"},
		{"twolifs", "phase=2", "neurons.phase: 2 is not 1 or less"}, {"vogels", "eta=-1", "inh_exc.eta: -1 is not 0 or more"},
	} {
		e := gallery()[slices.IndexFunc(gallery(), func(e cli.Experiment) bool { return e.Name == c[0] })]
		words := append(strings.Fields(c[1]), "--quiet", "--engine", "reference", "--out", filepath.Join(t.TempDir(), "x.hdf5"))
		var out, errs bytes.Buffer
		if code := cli.Execute(e, append([]string{"run"}, words...), &out, &errs); code == cli.Success || !strings.Contains(errs.String(), c[2]) {
			t.Errorf("golgi %s run %s: code %d\n%s", c[0], c[1], code, errs.String())
		}
	}
}

// settings returns the values of NAME=VALUE among words.
func settings(t *testing.T, parts []component.Component, words string) map[string]any {
	t.Helper()
	traj, err := trajectory.New("settings")
	if err != nil {
		t.Fatal(err)
	}
	if err := manager.New(parts).AddParameters(traj); err != nil {
		t.Fatal(err)
	}
	set := map[string]any{}
	for k, word := range strings.Fields(words) {
		name, text, is := strings.Cut(word, "=")
		if !is || strings.HasPrefix(name, "-") || k > 0 && strings.Fields(words)[k-1] == "--explore" {
			continue
		}
		if err := traj.SetText(name, text); err != nil {
			t.Fatal(err)
		}
		p, err := traj.Parameter(name)
		if err != nil {
			t.Fatal(err)
		}
		set[p.Path] = p.Value
	}
	return set
}

// Every experiment has a page with a figure, and says where it is from; the median one has less than 60 lines of code.
func TestExperimentsLines(t *testing.T) {
	var lines []int
	for _, e := range gallery() {
		text, err := os.ReadFile(filepath.Join(root, "experiments", e.Name, "README.md"))
		if err != nil || !bytes.Contains(text, []byte("](figures/")) {
			t.Errorf("%s: its page has no figure (%v)", e.Name, err)
		}
		if len(e.Campaigns) > 0 && (e.Source == "" || !bytes.Contains(text, []byte("golgi "+e.Name+" reproduce"))) {
			t.Errorf("%s: it has no Source, or its page does not have what golgi %[1]s reproduce prints", e.Name)
		}
		lines = append(lines, linesOfCode(t, filepath.Join(root, "experiments", e.Name)))
	}
	slices.Sort(lines)
	if median := lines[len(lines)/2]; median >= 60 {
		t.Errorf("the median experiment has %d lines: %v", median, lines)
	}
}

// linesOfCode counts the lines of a folder's declarations, without imports, comments, blank lines and tests.
func linesOfCode(t *testing.T, folder string) int {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseDir(files, folder, func(info fs.FileInfo) bool { return !strings.HasSuffix(info.Name(), "_test.go") }, 0)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, pack := range parsed {
		for _, file := range pack.Files {
			used := map[int]bool{}
			for _, d := range file.Decls {
				if g, is := d.(*ast.GenDecl); is && g.Tok == token.IMPORT {
					continue
				}
				source, err := os.ReadFile(files.Position(d.Pos()).Filename)
				if err != nil {
					t.Fatal(err)
				}
				all := strings.Split(string(source), "\n")
				for k := files.Position(d.Pos()).Line; k <= files.Position(d.End()).Line; k++ {
					if line := strings.TrimSpace(all[k-1]); line != "" && !strings.HasPrefix(line, "//") {
						used[k] = true
					}
				}
			}
			n += len(used)
		}
	}
	return n
}
