package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"

	"golgi/sim"
	"golgi/units"
)

// A result is what one run of a workload gave. Brian 2's side has the same names.
type result struct {
	Workload   string             `json:"workload"`
	Simulator  string             `json:"simulator"`
	Simulation float64            `json:"simulation_s"` // of the processor
	Build      float64            `json:"build_s"`      // the same, before it: texts, kernels, connecting
	Memory     int64              `json:"memory_mb"`    // at most, of the process
	Synapses   int                `json:"synapses"`
	Events     int64              `json:"synaptic_events"`
	Spikes     int                `json:"spikes"`
	Rates      map[string]float64 `json:"rates_hz"` // of each population
}

// build makes the network of a workload: its texts are compiled, and its synapses are connected.
func build(ctx context.Context, w workload, o sim.Options) (net *sim.Network, described network, err error) {
	if described, err = w.describe(); err != nil {
		return nil, described, err
	}
	if net, err = sim.NewNetwork(o); err != nil {
		return nil, described, err
	}
	if err = net.Add(described.objects...); err == nil {
		err = net.Run(ctx, units.Second.Of(0))
	}
	if err != nil {
		return nil, described, errors.Join(err, net.Close())
	}
	return net, described, nil
}

// perform builds the network of a workload and runs it.
func perform(ctx context.Context, w workload, o sim.Options) (r result, summary sim.ProfilingSummary, err error) {
	start := processorTime()
	net, described, err := build(ctx, w, o)
	if err != nil {
		return r, summary, err
	}
	defer func() { err = errors.Join(err, net.Close()) }()
	built := processorTime()
	if err := net.Run(ctx, units.Second.Of(w.seconds)); err != nil {
		return r, summary, err
	}
	ended := processorTime()
	r = result{Workload: w.name, Simulator: "golgi, engine " + net.Engine(), Simulation: (ended - built).Seconds(), Build: (built - start).Seconds()}
	if err := r.count(net, described, w.seconds); err != nil {
		return r, summary, err
	}
	r.Memory, err = mostMemory()
	return r, net.ProfilingSummary(), err
}

// count counts spikes and what synapses made of them.
func (r *result) count(net *sim.Network, described network, seconds float64) error {
	counts := map[*sim.SpikeMonitor][]int{}
	r.Rates = map[string]float64{}
	for _, p := range described.populations {
		spikes, err := net.Spikes(p.monitor)
		if err != nil {
			return err
		}
		counts[p.monitor] = spikes.Counts()
		n := 0
		for _, c := range counts[p.monitor][p.start:p.stop] {
			n += c
		}
		r.Spikes += n
		r.Rates[p.name] = float64(n) / float64(p.stop-p.start) / seconds
	}
	for _, p := range described.pathways {
		sent, received, err := net.Degrees(p.synapses)
		if err != nil {
			return err
		}
		degrees := sent
		if p.incoming {
			degrees = received
		}
		for k, d := range degrees {
			r.Events += int64(d) * int64(counts[p.monitor][p.first+k])
			if !p.incoming {
				r.Synapses += d
			}
		}
	}
	return nil
}

// processorTime is what all threads of the process have had until now.
func processorTime() time.Duration {
	var used unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &used); err != nil {
		panic(fmt.Sprintf("bench: getrusage: %v", err)) // it has no reason to fail
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// mostMemory is the largest resident size of the process, in megabytes.
func mostMemory() (int64, error) {
	var used unix.Rusage
	err := unix.Getrusage(unix.RUSAGE_SELF, &used)
	return used.Maxrss / 1024, err
}
