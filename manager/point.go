package manager

import (
	"fmt"
	"strings"

	"github.com/rs/zerolog"

	"golgi/trajectory"
)

// pointOf returns the explored parameters of a run with their values, in the order of exploration. It reads
// them through another run of that index, so that they do not count as read.
func pointOf(run *trajectory.Run) []trajectory.Parameter {
	again, err := run.Trajectory().Run(run.Index())
	if err != nil || run.Index() == trajectory.PreRun {
		return nil
	}
	var point []trajectory.Parameter
	for _, path := range again.Trajectory().ExploredPaths() {
		if p, err := again.Parameter(path); err == nil {
			point = append(point, *p)
		}
	}
	return point
}

// describe returns the name of a run with its point: run_00000001 (connections.R_ee = 1.6).
func describe(run *trajectory.Run) string {
	var texts []string
	for _, p := range pointOf(run) {
		texts = append(texts, fmt.Sprintf("%s = %v", p.Path, p.Value))
	}
	if texts == nil {
		return run.Name()
	}
	return run.Name() + " (" + strings.Join(texts, ", ") + ")"
}

// logOf returns the log of a run, which says its index and its point; that of the pre-run, and of what is built before, its name.
func (m *NetworkManager) logOf(run *trajectory.Run) zerolog.Logger { return of(m.log, run) }

// of returns a log that says so of a run.
func of(log zerolog.Logger, run *trajectory.Run) zerolog.Logger {
	if run.Index() == trajectory.PreRun {
		return log.With().Str("run", run.Name()).Logger()
	}
	values := zerolog.Dict()
	for _, p := range pointOf(run) {
		switch v := p.Value.(type) {
		case int64, float64, bool, string:
			values.Interface(p.Path, v)
		default:
			values.Str(p.Path, fmt.Sprint(v))
		}
	}
	return log.With().Int("run", run.Index()).Dict("point", values).Logger()
}
