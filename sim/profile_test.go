package sim_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"golgi/sim"
	"golgi/units"
)

// A profile has each step that Explain lists in the schedule, functions in Go among them, and the sum of runs; numbers are the same with it and
// without, on every engine.
func TestProfiles(t *testing.T) {
	for _, engine := range sim.Engines() {
		var all []string
		for _, on := range []bool{false, true} {
			m := newStoredModel(t, sim.Options{Seed: 4, Engine: engine, Profile: on})
			nap := must[*sim.NetworkOperation](t)(sim.NewNetworkOperation(sim.Operation{Name: "nap", When: "before_resets", Every: millisecondsOf(1),
				Do: func(*sim.Network) error { time.Sleep(time.Millisecond); return nil }}))
			check(t, m.net.Add(nap))
			run(t, m.net, "5 ms")
			m.alter(t)
			run(t, m.net, "5 ms")
			all = append(all, m.all(t))
			s := m.net.ProfilingSummary()
			if !on {
				if len(s.Rows) != 0 || s.Total != 0 {
					t.Errorf("%s: it was not measured, and says %v", engine, s)
				}
				continue
			}
			sum, slots := time.Duration(0), map[string]string{}
			for _, row := range s.Rows {
				sum += row.Time
				slots[row.Name] = row.Slot
			}
			if first := s.Rows[0]; first.Name != "nap" || first.Slot != "before_resets" || first.Time < 10*time.Millisecond || sum > s.Total {
				t.Errorf("%s: %v first, %v of %v", engine, first, sum, s.Total)
			}
			for name, slot := range map[string]string{"S_pre": "synapses", "states": "start", "isi": "thresholds", "regular": "start"} {
				if slots[name] != slot {
					t.Errorf("%s: %s is in slot %q, want %q: %v", engine, name, slots[name], slot, slots)
				}
			}
			_, listed, _ := strings.Cut(m.net.Explain(), "schedule of a time step")
			listed, _, _ = strings.Cut(listed, "\n\n")
			for _, step := range regexp.MustCompile(`(?m)^  (\w+)[: ]`).FindAllStringSubmatch(listed, -1) {
				if slots[step[1]] == "" {
					t.Errorf("%s: %s is not measured", engine, step[1])
				}
			}
		}
		if all[0] != all[1] {
			t.Errorf("%s: other numbers while it is measured", engine)
		}
	}
}

// A profile begins anew when it is turned on, stays when it is turned off, and is printed as a table.
func TestProfilesAreTurnedOnAndOff(t *testing.T) {
	g := neurons(t, sim.Neurons{Name: "G", Size: 1000, Equations: "dv/dt = -v/(5*ms) : 1"})
	net := network(t, sim.Options{}, g)
	run(t, net, "1 ms")
	check(t, net.Profile(true))
	run(t, net, "1 ms")
	first := net.ProfilingSummary()
	check(t, net.Profile(false))
	run(t, net, "1 ms")
	if again := net.ProfilingSummary(); fmt.Sprint(again) != fmt.Sprint(first) || first.Total == 0 {
		t.Errorf("%v, and then %v", first, again)
	}
	check(t, net.Profile(true))
	if again := net.ProfilingSummary(); again.Total != 0 || len(again.Rows) != 0 {
		t.Errorf("anew it has %v", again)
	}
	row := func(name, slot string, ms int) sim.Profiled {
		return sim.Profiled{Name: name, Slot: slot, Time: time.Duration(ms) * time.Millisecond}
	}
	sum := sim.ProfilingSummary{Rows: []sim.Profiled{row("S_pre", "synapses", 500), row("G", "groups", 100)}, Total: time.Second}.
		Plus(sim.ProfilingSummary{Rows: []sim.Profiled{row("G", "groups", 800), row("G", "end", 1)}, Total: time.Second})
	want := "G         groups    900.000 ms   45.0 %\nS_pre     synapses  500.000 ms   25.0 %\nG         end       1.000 ms     0.1 %\n" +
		"all else            599.000 ms   29.9 %\nruns                2000.000 ms  100.0 %\n"
	if got := sum.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	check(t, net.Run(t.Context(), units.Second.Of(0)))
}
