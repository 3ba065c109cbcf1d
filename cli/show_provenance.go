package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// showProvenance says what made a file, and what has post-processed its runs.
func (p *program) showProvenance(path string) (err error) {
	store, err := hdf5.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	traj, err := store.LoadTrajectory(p.Name)
	if err != nil {
		return err
	}
	p.tellNotes(path, traj)
	text, err := sourcesOf(traj)
	fmt.Fprint(p.stdout, provenanceOf(traj)+text)
	return err
}

// sourcesOf writes out of which files a trajectory was merged, and what made these.
func sourcesOf(traj *trajectory.Trajectory) (string, error) {
	var b strings.Builder
	sources, of, _, err := hdf5.SourcesOf(traj)
	for k, s := range sources {
		runs := 0
		for _, from := range of {
			if from == k {
				runs++
			}
		}
		fmt.Fprintf(&b, "\nmerged from %s, %s\n", s.File, plain.Count(runs, "run"))
		writeMaker(&b, s.Provenance)
	}
	return b.String(), err
}

// provenanceOf writes out what made a trajectory.
func provenanceOf(traj *trajectory.Trajectory) string {
	var b strings.Builder
	v := traj.Provenance
	fmt.Fprintf(&b, "%s, %s\n", traj.Name(), plain.Count(traj.Len(), "run"))
	writeMaker(&b, v)
	if lines, err := trajectory.Value[[]string](traj.Config(), manager.Continued); err == nil {
		for _, line := range lines {
			writeFields(&b, "  ", [][2]string{{"continued", line}})
		}
	}
	for k, post := range v.Posts {
		fmt.Fprintf(&b, "\npost-processing %d\n", k+1)
		writeFields(&b, "  ", [][2]string{{"command", strings.Join(post.Command, " ")}, {"start", moment(post.Start)}, {"revision", post.Revision}, {"golgi", post.Golgi}, {"go", post.Go},
			{"program", post.Program}, {"platform", post.Platform}, {"processor", post.CPU}})
		writeBuild(&b, post.Environment)
	}
	return b.String()
}

// writeMaker writes what ran, by which command and where.
func writeMaker(b *strings.Builder, v trajectory.Provenance) {
	writeFields(b, "  ", [][2]string{{"command", strings.Join(v.Command, " ")}, {"start", moment(v.Start)}, {"seed", fmt.Sprint(v.Seed)}, {"revision", v.Revision},
		{"golgi", v.Golgi}, {"go", v.Go}, {"engine", v.Engine}, {"compiler", v.Compiler}, {"platform", v.Platform}, {"processor", v.CPU}})
	writeBuild(b, v.Environment)
}

// writeFields writes names with their values, but for those that have none.
func writeFields(b *strings.Builder, indent string, fields [][2]string) {
	for _, f := range fields {
		if f[1] != "" {
			fmt.Fprintf(b, "%s%-10s %s\n", indent, f[0], f[1])
		}
	}
}

// writeBuild writes of what a program was built.
func writeBuild(b *strings.Builder, e trajectory.Environment) {
	for k, m := range e.Modules {
		title := ""
		if k == 0 {
			title = "modules"
		}
		writeFields(b, "  ", [][2]string{{title, m}})
	}
	for _, s := range e.Sources {
		text := fmt.Sprintf("%s, revision %s", s.Module, s.Revision)
		if s.Diff == "" {
			text += ", as it is there"
		}
		writeFields(b, "  ", [][2]string{{"source", text}})
		if s.Diff != "" {
			fmt.Fprintf(b, "    %s\n", strings.ReplaceAll(strings.TrimRight(s.Diff, "\n"), "\n", "\n    "))
		}
	}
}

// moment is a time to be shown, "" where there is none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05 MST")
}
