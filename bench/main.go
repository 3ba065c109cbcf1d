package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"golgi/sim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := command(ctx, os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// words are what the program does.
var words = map[string]func(ctx context.Context, out io.Writer, o settings) error{"run": run, "profile": profile, "peers": meetPeers}

// settings are what flags say.
type settings struct {
	engine    string
	seed      int64
	seconds   float64
	rounds    int
	python    string
	targets   string
	folder    string
	workloads []workload
}

func command(ctx context.Context, out io.Writer, args []string) error {
	if len(args) == 0 {
		for _, w := range workloads {
			fmt.Fprintf(out, "%-5s %4g s  %s\n", w.name, w.seconds, w.text)
		}
		return nil
	}
	do, known := words[args[0]]
	if !known {
		return fmt.Errorf("bench: there is no word %q; there are run, profile and peers", args[0])
	}
	var o settings
	flags := flag.NewFlagSet("bench "+args[0], flag.ContinueOnError)
	flags.StringVar(&o.engine, "engine", "cc", "`name` of an engine")
	flags.Int64Var(&o.seed, "seed", 1, "of random numbers")
	flags.Float64Var(&o.seconds, "seconds", 0, "to simulate; 0: as many as the workload has")
	flags.IntVar(&o.rounds, "rounds", 5, "of peers: how often each runs")
	flags.StringVar(&o.python, "python", "/usr/bin/python3", "of peers: a Python that has Brian 2")
	flags.StringVar(&o.targets, "targets", "cpp,cython", "of peers: those of Brian 2, with commas")
	flags.StringVar(&o.folder, "folder", "out/bench", "of peers: for Brian's programs")
	if err := flags.Parse(args[1:]); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	var err error
	if o.workloads, err = choose(flags.Args()); err != nil {
		return err
	}
	if o.rounds < 1 || o.seconds < 0 {
		return fmt.Errorf("bench: -rounds %d, -seconds %g: rounds is at least 1, seconds at least 0", o.rounds, o.seconds)
	}
	for k := range o.workloads {
		if o.seconds > 0 {
			o.workloads[k].seconds = o.seconds
		}
	}
	return do(ctx, out, o)
}

// run prints what each workload took.
func run(ctx context.Context, out io.Writer, o settings) error {
	for _, w := range o.workloads {
		r, _, err := perform(ctx, w, sim.Options{Engine: o.engine, Seed: o.seed})
		if err != nil {
			return fmt.Errorf("bench: %s: %w", w.name, err)
		}
		if err := json.NewEncoder(out).Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// profile prints where the time of each workload goes.
func profile(ctx context.Context, out io.Writer, o settings) error {
	for _, w := range o.workloads {
		r, summary, err := perform(ctx, w, sim.Options{Engine: o.engine, Seed: o.seed, Profile: true})
		if err != nil {
			return fmt.Errorf("bench: %s: %w", w.name, err)
		}
		fmt.Fprintf(out, "%s: %s; %d spikes, %d synaptic events\n%v\n", w.name, w.text, r.Spikes, r.Events, summary)
	}
	return nil
}

func meetPeers(ctx context.Context, out io.Writer, o settings) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return contest{[]string{self}, o.python, strings.Split(o.targets, ","), o.rounds, o.folder}.run(ctx, out, o.workloads)
}

// choose returns the workloads of these names; all, if there is none.
func choose(names []string) (chosen []workload, err error) {
	for _, name := range names {
		w, err := workloadNamed(name)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, w)
	}
	if len(names) == 0 {
		chosen = append(chosen, workloads...)
	}
	return chosen, nil
}
