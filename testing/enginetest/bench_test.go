package enginetest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// BenchmarkModels is what a step costs per neuron, with the events of its synapses, for the models of the
// table with a thousand neurons and without monitors.
func BenchmarkModels(b *testing.B) {
	const size, steps = 1000, 100
	for _, m := range Models() {
		for _, engine := range sim.Engines() {
			b.Run(m.Name+"/"+engine, func(b *testing.B) {
				d := m.Describe(size)
				d.Monitors = nil
				net := network(b, d, engine)
				stretch := units.FromSI(steps*net.DT().SI(), units.Second.Dim)
				must(b, net.Run(b.Context(), stretch))
				for b.Loop() {
					must(b, net.Run(b.Context(), stretch))
				}
				perStep := float64(b.Elapsed().Nanoseconds()) / float64(b.N) / steps
				b.ReportMetric(perStep/float64(d.size()), "ns/neuron-step")
			})
		}
	}
}

// BenchmarkFirstResult is how long a new process takes from the texts of CUBA with 4000 neurons to the first
// second of simulation: with an empty cache of kernels, and with one that has them.
func BenchmarkFirstResult(b *testing.B) {
	for _, engine := range sim.Engines() {
		b.Run(engine+"/cold", func(b *testing.B) {
			measure(b, engine, b.TempDir)
		})
		b.Run(engine+"/warm", func(b *testing.B) {
			folder := b.TempDir()
			firstResultIn(b, engine, folder)
			measure(b, engine, func() string { return folder })
		})
	}
}

// measure reports the time of processes with the given cache folders.
func measure(b *testing.B, engine string, cache func() string) {
	var total time.Duration
	for b.Loop() {
		total += firstResultIn(b, engine, cache())
	}
	b.ReportMetric(total.Seconds()/float64(b.N)*1000, "ms/result")
}

// firstResultOn names the engine in the environment of a child process.
const firstResultOn = "ENGINETEST_FIRST_RESULT"

// firstResultIn runs firstResult in a child process with a cache folder of its own.
func firstResultIn(b *testing.B, engine, cache string) time.Duration {
	b.Helper()
	self, err := os.Executable()
	must(b, err)
	child := exec.CommandContext(b.Context(), self)
	child.Env = append(os.Environ(), firstResultOn+"="+engine, "XDG_CACHE_HOME="+cache, "HOME="+cache)
	out, err := child.Output()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	ns, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	must(b, err)
	return time.Duration(ns)
}

// firstResult prints how many nanoseconds the first second takes.
func firstResult(engine string) error {
	start := time.Now()
	net, err := cuba(4000).Network(engine)
	if err != nil {
		return err
	}
	if err := net.Run(context.Background(), units.Second.Of(1)); err != nil {
		return err
	}
	fmt.Println(time.Since(start).Nanoseconds())
	return net.Close()
}
