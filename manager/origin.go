package manager

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"time"

	"golgi/trajectory"
)

// Continued is the setting that says which other programs have gone on with a trajectory.
const Continued = "provenance.continued"

// keepOrigin has a trajectory that goes on with a stored one say what began that, which has made the runs that are there. A program that differs is noted in the settings.
func keepOrigin(traj *trajectory.Trajectory, store trajectory.Store) error {
	stored, err := store.LoadTrajectory(traj.Name())
	if errors.Is(err, trajectory.ErrNotFound) {
		return nil
	}
	if err != nil {
		return storeFailed(err)
	}
	began, now := stored.Provenance, traj.Provenance
	if began.Go == "" && began.Start.IsZero() { // nobody has said anything
		return nil
	}
	traj.Provenance = began
	traj.Provenance.Command, traj.Provenance.Posts = now.Command, now.Posts
	line := programIn(now)
	if line == programIn(began) {
		return nil
	}
	lines, err := trajectory.Value[[]string](stored.Config(), Continued)
	if err != nil && !errors.Is(err, trajectory.ErrNotFound) {
		return err
	}
	if n := len(lines); n == 0 || !strings.HasSuffix(lines[n-1], ": "+line) {
		lines = append(lines, time.Now().UTC().Format(time.RFC3339)+": "+line)
	}
	return traj.AddConfig(trajectory.Parameter{Path: Continued, Value: lines, Comment: "other programs that have gone on with what the provenance says"})
}

// programIn says in a line which program, and engine, a provenance names, without where it ran.
func programIn(p trajectory.Provenance) string {
	text := fmt.Sprintf("revision %q, golgi %q, %s, engine %s", p.Revision, p.Golgi, p.Go, p.Engine)
	for _, s := range p.Sources {
		text += fmt.Sprintf(", source %s %s", s.Module, s.Revision)
		if s.Diff != "" {
			text += fmt.Sprintf(" with a difference of SHA-256 %x", sha256.Sum256([]byte(s.Diff)))
		}
	}
	return text
}
