package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golgi/hdf5"
	"golgi/internal/plain"
	"golgi/manager"
	"golgi/trajectory"
)

// Here is what show says of one run: how it ended, what it gave, and what its hooks logged.

// runNumber reads the name of a run, or its number.
func runNumber(text string) (int, error) {
	if text == trajectory.RunName(trajectory.PreRun) {
		return trajectory.PreRun, nil
	}
	i, err := strconv.Atoi(strings.TrimPrefix(text, "run_"))
	if err != nil || i < 0 {
		return 0, fmt.Errorf("cli: %q is no run; say run_00000003, or 3", text)
	}
	return i, nil
}

// checkRun refuses a command that names a run which a file has not.
func checkRun(path string, traj *trajectory.Trajectory, i int) error {
	if i < traj.Len() {
		return nil
	}
	return Misuse(fmt.Errorf("cli: there is no run %d in %s; it has %d, from 0 to %d", i, path, traj.Len(), traj.Len()-1))
}

// showRun says all that a file has of one run, but values.
func (p *program) showRun(path, name string) (err error) {
	i, err := runNumber(name)
	if err != nil {
		return p.wrong("show", err)
	}
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
	if err := checkRun(path, traj, i); err != nil {
		return err
	}
	run, err := store.LoadThinRun(traj, i)
	if err != nil {
		return err
	}
	fmt.Fprint(p.stdout, storyOf(run, nameOf(traj, i)))
	return nil
}

// storyOf tells of a run, which messages call by a name.
func storyOf(run *trajectory.Run, name string) string {
	var b strings.Builder
	r := run.Record()
	fmt.Fprintf(&b, "%s: %s\n", name, r.Status)
	if !r.Start.IsZero() {
		fmt.Fprintf(&b, "start: %s, for %s\n", moment(r.Start), plain.Took(r.Duration))
	}
	for _, part := range []struct{ title, text string }{
		{"error", r.Error}, {"stack", r.Stack}, {"warnings", r.Warnings}, {"results", resultsOf(run)}, {"log", r.Log},
	} {
		if part.text != "" {
			fmt.Fprintf(&b, "%s:\n  %s\n", part.title, strings.ReplaceAll(strings.TrimRight(plain.Text(part.text), "\n"), "\n", "\n  "))
		}
	}
	return b.String()
}

// resultsOf lists what a run gave, and which post-processing has given it.
func resultsOf(run *trajectory.Run) string {
	var lines []string
	for _, res := range run.Heads() {
		for _, item := range res.Items {
			line := res.Path + "." + item.Name
			if item.Post > 0 {
				line += fmt.Sprintf(" (by post-processing %d)", item.Post)
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// tellLogs says where the log of a run is that has failed now.
func (p *program) tellLogs(err error, path string) {
	var failed *manager.RunsError
	if errors.As(err, &failed) && len(failed.Runs) > 0 {
		fmt.Fprintf(p.stdout, "to see what the first that failed has logged: %s show %s %s\n", p.called(), path, trajectory.RunName(failed.Runs[0].Run))
	}
}
