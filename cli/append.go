package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golgi/trajectory"
)

// A command that has added points to a file is stored behind the one that began it, and this word between them.
const appendWord = "--append"

// studiesOf returns the commands that have made a file, the first of which began it.
func studiesOf(command []string) [][]string {
	studies := [][]string{nil}
	for _, word := range command {
		if word == appendWord {
			studies = append(studies, nil)
			continue
		}
		last := len(studies) - 1
		studies[last] = append(studies[last], word)
	}
	return studies
}

// append executes the word run for a file that is there.
func (p *program) append(ctx context.Context, s *study, x *execution, overwrite bool, settings []string) error {
	err := errors.Join(s.check(), appendable(s, settings))
	if overwrite {
		err = errors.Join(err, errors.New("cli: --append adds to the file, and --overwrite replaces it; leave out one"))
	}
	if err != nil {
		return p.wrong("run", err)
	}
	return p.resume(ctx, x, false, s)
}

// appendable refuses a command that says more than what to explore: everything else is as the file was begun.
func appendable(s *study, settings []string) error {
	for _, word := range slices.Concat(s.command, settings) {
		name, _, _ := strings.Cut(word, "=")
		if !slices.Contains([]string{"--explore", "--zip", "--trials"}, name) {
			return fmt.Errorf("cli: --append cannot take %s: what is not explored is as the file was begun; "+
				"say only what to explore, by --explore, --zip and --trials", word)
		}
	}
	return nil
}

// expand adds the points of a study that are not there yet. Where it does not say how often to repeat them, that is as often as before.
func (p *program) expand(a assembled, s, before *study) (added int, err error) {
	if s.trials == 0 {
		s.trials = before.trials
	}
	e, err := s.exploration(a.traj, p.Experiment, a.set)
	switch {
	case err != nil:
		return 0, err
	case e == nil:
		return 0, errors.New("there is nothing to append; say what to explore by --explore")
	case len(a.traj.ExploredPaths()) == 0:
		return 0, errors.New("the file has one run, at the defaults, and nothing is explored; begin another file for an exploration")
	}
	return a.traj.Expand(e)
}

// again adds the points that were appended by commands after the first.
func (p *program) again(a assembled, first *study, appended [][]string) error {
	for _, command := range appended {
		s := &study{}
		rest, err := parseAgain(command, s.options())
		if err == nil && len(rest) > 0 {
			err = fmt.Errorf("the stored command appends %q", rest)
		}
		if err == nil {
			_, err = p.expand(a, s, first)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// more adds points to those that a file has, and notes the command, if there are new ones.
func (p *program) more(a assembled, stored *trajectory.Trajectory, s *study) error {
	if a.search != nil {
		return Misuse(errors.New("a search has found its points, and what is appended would be none of them: that cannot be yet; explore into another file"))
	}
	first := &study{}
	if _, err := parseAgain(studiesOf(stored.Provenance.Command)[0], append(first.options(), first.own(p)...)); err != nil {
		return err
	}
	command := s.command
	added, err := p.expand(a, s, first)
	if err == nil && added > 0 && stored.Provenance.Command != nil {
		a.traj.Provenance.Command = slices.Concat(stored.Provenance.Command, []string{appendWord}, command)
	}
	return Misuse(err)
}
