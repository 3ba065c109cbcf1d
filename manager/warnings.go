package manager

import (
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/rs/zerolog"

	"golgi/sim"
	"golgi/trajectory"
)

// warnings are what hooks have warned of in the runs of an exploration, each text with how many runs have said it.
type warnings struct {
	mu   sync.Mutex // guards runs
	runs map[string]int
}

// silent is a log for which hooks may warn although nobody listens: warnings are stored with the run.
func silent() zerolog.Logger { return zerolog.New(io.Discard).Level(zerolog.Disabled) }

// noted is a log that nobody hears either, and that notes warnings in the record of the run.
func noted(run *trajectory.Run) zerolog.Logger {
	return zerolog.New(io.Discard).Level(zerolog.WarnLevel).Hook(listener{run})
}

// warnOf logs what a network has warned of, if there is one.
func warnOf(network *sim.Network, log zerolog.Logger) {
	for _, text := range network.Warnings() {
		log.Warn().Msg(text)
	}
}

// A listener notes what is warned of in the record of a run.
type listener struct{ run *trajectory.Run }

// Run implements [zerolog.Hook].
func (l listener) Run(_ *zerolog.Event, level zerolog.Level, text string) {
	if level >= zerolog.WarnLevel && level < zerolog.NoLevel {
		l.run.Warn(text)
	}
}

// add counts a warning, and reports whether it has come before.
func (w *warnings) add(text string) (repeated bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.runs == nil {
		w.runs = map[string]int{}
	}
	w.runs[text]++
	return w.runs[text] > 1
}

// tell logs which warnings came several times, and forgets all.
func (w *warnings) tell(log zerolog.Logger) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, text := range slices.Sorted(maps.Keys(w.runs)) {
		if n := w.runs[text]; n > 1 {
			log.Warn().Int("times", n).Msg(text)
		}
	}
	w.runs = nil
}
