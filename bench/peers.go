package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"gonum.org/v1/gonum/stat"
)

// peerScript runs a workload with Brian 2.
//
//go:embed peer_brian2.py
var peerScript []byte

// A contest runs Golgi and Brian 2 in turns, each in a process of its own.
type contest struct {
	golgi   []string // the command of this program
	python  string
	targets []string // of Brian 2
	rounds  int
	folder  string // of the script, and of Brian's programs, which are compiled again only where they have changed
}

// A contestant is a way to run a workload.
type contestant struct {
	name    string
	command func(ctx context.Context, w workload) *exec.Cmd
}

// run runs the workloads, and prints for each what all took, and how often as long as Golgi.
func (c contest) run(ctx context.Context, out io.Writer, chosen []workload) error {
	folder, err := filepath.Abs(c.folder)
	if err != nil {
		return err
	}
	c.folder = folder
	if err := c.writeScript(); err != nil {
		return err
	}
	for _, w := range chosen {
		if err := c.runOne(ctx, out, w); err != nil {
			return err
		}
	}
	return nil
}

func (c contest) writeScript() error {
	if err := os.MkdirAll(c.folder, 0o755); err != nil {
		return err
	}
	return os.WriteFile(c.script(), peerScript, 0o644)
}

func (c contest) script() string { return filepath.Join(c.folder, "peer_brian2.py") }

// contestants are Golgi, and Brian 2 with each target; with workload B, also with the flag that makes its exp fast.
func (c contest) contestants(w workload) []contestant {
	list := []contestant{
		{"golgi", func(ctx context.Context, w workload) *exec.Cmd {
			words := append(slices.Clone(c.golgi), "run", "-engine", "cc", "-seconds", length(w), w.name)
			return exec.CommandContext(ctx, words[0], words[1:]...)
		}},
	}
	for _, target := range c.targets {
		list = append(list, c.brian(w, target, ""))
	}
	if w.name == "B" && slices.Contains(c.targets, "cpp") {
		list = append(list, c.brian(w, "cpp", "-w -O3 -ffast-math -march=native -std=c++11"))
	}
	return list
}

// length is how many seconds of a workload are simulated, as flags have it.
func length(w workload) string { return strconv.FormatFloat(w.seconds, 'g', -1, 64) }

// brian runs Brian 2 with one of its targets; flags replace its own of the C++ compiler.
func (c contest) brian(w workload, target, flags string) contestant {
	name := "brian2 " + target
	if flags != "" {
		name += " -ffast-math"
	}
	folder := filepath.Join(c.folder, w.name+strings.ReplaceAll(name, " ", "_"))
	return contestant{name, func(ctx context.Context, w workload) *exec.Cmd {
		return exec.CommandContext(ctx, c.python, c.script(), w.name, "--target", target, "--seconds", length(w),
			"--flags="+flags, "--directory", folder)
	}}
}

// runOne runs a workload rounds times, all contestants in turn, after a first time in which they compile.
func (c contest) runOne(ctx context.Context, out io.Writer, w workload) error {
	contestants := c.contestants(w)
	results := make([][]result, len(contestants))
	for round := -1; round < c.rounds; round++ {
		for k, who := range contestants {
			r, err := ask(who.command(ctx, w))
			if err != nil {
				return fmt.Errorf("bench: %s with %s: %w", w.name, who.name, err)
			}
			if round >= 0 {
				results[k] = append(results[k], r)
			}
		}
	}
	fmt.Fprintf(out, "%s: %s; %s s, median of %d\n", w.name, w.text, length(w), c.rounds)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\tsimulation s\tas long as golgi\tMB\tsynapses\tspikes\trates Hz\t")
	for k, who := range contestants {
		last := results[k][c.rounds-1]
		fmt.Fprintf(table, "%s\t%.3f\t%.2f\t%d\t%d\t%d\t%s\t\n", who.name, median(results[k], func(i int) float64 { return results[k][i].Simulation }),
			median(results[k], func(i int) float64 { return results[k][i].Simulation / results[0][i].Simulation }),
			last.Memory, last.Synapses, last.Spikes, rates(last.Rates))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out)
	return err
}

// ask runs a command that prints a result in its last line.
func ask(cmd *exec.Cmd) (r result, err error) {
	var said bytes.Buffer
	cmd.Stderr = &said
	answer, err := cmd.Output()
	if err != nil {
		return r, fmt.Errorf("%w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	lines := bytes.Split(bytes.TrimSpace(answer), []byte("\n"))
	return r, json.Unmarshal(lines[len(lines)-1], &r)
}

func median(list []result, of func(i int) float64) float64 {
	numbers := make([]float64, len(list))
	for i := range list {
		numbers[i] = of(i)
	}
	slices.Sort(numbers)
	return stat.Quantile(0.5, stat.LinInterp, numbers, nil)
}

func rates(of map[string]float64) string {
	var parts []string
	for name, rate := range of {
		parts = append(parts, fmt.Sprintf("%s %.2f", name, rate))
	}
	slices.Sort(parts)
	return strings.Join(parts, ", ")
}
