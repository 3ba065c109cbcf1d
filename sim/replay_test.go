package sim_test

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"

	"golgi/sim"
	"golgi/units"
)

// busier is busy with monitors that keep no rows.
func busier(t *testing.T) (*sim.Network, []sim.Monitor) {
	net, list := busy(t, sim.Options{Seed: 5})
	g := list[0].Of()
	picked := list[1].Of()
	list = append(list,
		must[*sim.SpikeCounter](t)(sim.NewSpikeCounter(sim.Recording{Name: "counts", Of: picked})),
		must[*sim.MeanMonitor](t)(sim.NewMeanMonitor(sim.Recording{Name: "means", Of: g, Variables: []string{"v"}, Record: []int{9, 2}})),
		must[*sim.ISIHistogramMonitor](t)(sim.NewISIHistogramMonitor(sim.Recording{Name: "intervals", Of: g, Bins: millisecondsOfAll(0, 5, 10)})))
	for _, m := range list[len(list)-3:] {
		check(t, net.Add(m))
	}
	return net, list
}

func millisecondsOfAll(ms ...float64) units.Array { return units.Millisecond.OfAll(ms...) }

// A replay has at the end of each run, and bit by bit, what monitors had recorded by then, also those that were away for some time. What keeps
// no rows is only there at the end of its recording.
func TestReplay(t *testing.T) {
	net, list := busier(t)
	spans := []float64{3.25, 4, 0, 2.05} // ms; the second of the monitors is away in the second
	var seen [][]sim.Recorded
	goThrough := func(net *sim.Network, run func(d units.Quantity) error, look func(span int)) {
		for k, ms := range spans {
			if k == 1 {
				check(t, net.Remove(list[1]))
			}
			check(t, run(millisecondsOf(ms)))
			if look(k); k == 1 {
				check(t, net.Add(list[1]))
			}
		}
	}
	goThrough(net, func(d units.Quantity) error { return net.Run(context.Background(), d) }, func(int) {
		var now []sim.Recorded
		for _, m := range list {
			now = append(now, must[sim.Recorded](t)(net.Recorded(m)))
		}
		seen = append(seen, now)
	})
	again := network(t, sim.Options{Seed: 77})
	again.MakeReplay()
	for _, m := range list {
		check(t, again.Add(m))
	}
	last := seen[len(spans)-1]
	goThrough(again, again.Pass, func(span int) {
		for k, m := range list {
			check(t, again.Refill(m, last[k]))
			got, err := again.Recorded(m)
			if keeps := k < 6; !keeps && span < len(spans)-1 {
				if err == nil || !strings.Contains(err.Error(), "what it had gathered by then was not stored, but what it had at 0.0093") {
					t.Errorf("span %d, %s: %v", span, m, err)
				}
				continue
			}
			check(t, err)
			if want := seen[span][k]; !reflect.DeepEqual(got, want) {
				t.Errorf("span %d, %s: it has\n%v\nand had\n%v", span, m, got, want)
			}
		}
	})
	for k, m := range list {
		check(t, again.Agrees(m, last[k]))
	}
}

func TestReplayErrors(t *testing.T) {
	net, list := busier(t)
	check(t, net.Run(context.Background(), millisecondsOf(5)))
	spikes, states := must[sim.Recorded](t)(net.Recorded(list[0])), must[sim.Recorded](t)(net.Recorded(list[3]))
	again := network(t, sim.Options{})
	expectError(t, "it simulates", again.Pass(millisecondsOf(1)), "sim: network: it simulates, and does not replay; call Run, or MakeReplay before")
	again.MakeReplay()
	for _, m := range list {
		check(t, again.Add(m))
	}
	if _, err := again.Get(list[0].Of(), "v"); err != nil {
		t.Errorf("initial values: %v", err)
	}
	check(t, again.Pass(millisecondsOf(2)))
	expectError(t, "Run", again.Run(context.Background(), millisecondsOf(1)), sim.ErrReplay.Error())
	_, err := again.Get(list[0].Of(), "v")
	expectError(t, "Get", err, `sim: network: it replays what monitors have recorded, and simulates nothing: what v of neuron group "G" was at 2 ms is not known; `+
		`have a monitor record it, and run again`)
	if !errors.Is(err, sim.ErrReplay) {
		t.Error("it is no ErrReplay")
	}
	check(t, again.Refill(list[0], states))
	_, err = again.Spikes(list[0].(*sim.SpikeMonitor))
	expectError(t, "another recording", err, `sim: spike monitor "spikes": "i" was recorded as a []float64, and no list of int32`)
	check(t, again.Refill(list[0], spikes))
	if _, err := again.Spikes(list[0].(*sim.SpikeMonitor)); err != nil {
		t.Error(err)
	}
	expectError(t, "other times", again.Agrees(list[0], spikes), `sim: spike monitor "spikes": its recording has stop = 0.005 s, and the replay 0.002 s: the network ran otherwise then`)
	again.Lack(list[0], errors.New("it was not stored"))
	_, err = clone(t, again).Spikes(list[0].(*sim.SpikeMonitor))
	expectError(t, "lacking", err, "it was not stored")
}
