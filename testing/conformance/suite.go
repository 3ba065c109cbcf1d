package conformance

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"golgi/modelfile"
)

// Suite is a folder of models, and what it takes to judge them.
type Suite struct {
	Models  fs.FS    // the files *.json in it are the models
	Pending []string // names of the models that are still pending; nil: the table of needs decides alone
	Engine  string   // name of the simulator's engine; empty: the default
}

// Run judges every model in a subtest of its own, named like the model, and logs the score.
func (s Suite) Run(t *testing.T) {
	files, err := fs.Glob(s.Models, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("conformance: there is no model (*.json) in the folder")
	}
	for _, name := range s.Pending {
		if !slices.Contains(files, name+".json") {
			t.Errorf("conformance: %q is on the list of pending models, but there is no such model", name)
		}
	}
	var sc score
	for _, file := range files {
		t.Run(nameOf(file), func(t *testing.T) {
			v := s.judgeFile(t.Context(), file)
			sc.add(v)
			v.report(t)
		})
	}
	t.Logf("\n%s", &sc)
}

// nameOf returns the name that the model of a file has.
func nameOf(file string) string { return strings.TrimSuffix(path.Base(file), ".json") }

func (s Suite) judgeFile(ctx context.Context, file string) verdict {
	text, err := fs.ReadFile(s.Models, file)
	if err != nil {
		return verdict{outcome: failed, err: err}
	}
	m, err := read(nameOf(file), text)
	if err != nil {
		return verdict{outcome: failed, err: err}
	}
	return s.judge(ctx, m)
}

// judge applies the law of the list.
func (s Suite) judge(ctx context.Context, m *model) verdict {
	needs := m.needs()
	switch {
	case s.Pending == nil && len(needs) > 0:
		return verdict{outcome: pending, needs: needs}
	case slices.Contains(s.Pending, m.name):
		return s.judgeListed(ctx, m, needs)
	case len(needs) > 0:
		return verdict{outcome: failed, needs: needs, err: fmt.Errorf("conformance: the model needs what is not "+
			"built: %s; it is not on the list of pending models, which only shrinks", features(needs))}
	}
	return s.try(ctx, m)
}

// judgeListed judges a model on the list of pending ones. It is tried where it can be, since the list is to
// shrink.
func (s Suite) judgeListed(ctx context.Context, m *model, needs []*need) verdict {
	if slices.ContainsFunc(needs, func(n *need) bool { return n.unsayable }) {
		return verdict{outcome: pending, needs: needs}
	}
	v := s.try(ctx, m)
	if v.outcome != failed {
		err := errors.New("conformance: the model passes: take it off the list of pending models")
		if len(needs) > 0 {
			err = fmt.Errorf("%w, and out of the table of needs: %s", err, features(needs))
		}
		return verdict{outcome: failed, err: err}
	}
	return verdict{outcome: pending, needs: needs, err: v.err}
}

// try runs a model and compares what it gives.
func (s Suite) try(ctx context.Context, m *model) verdict {
	if m.twin == nil {
		err := perform(ctx, m.Model, modelfile.Options{Engine: s.Engine}, m.compare)
		return verdict{outcome: outcomeOf(passed, err), err: err}
	}
	err := m.mustBeRefused(ctx, s.Engine)
	return verdict{outcome: outcomeOf(refused, err), err: err}
}

// mustBeRefused checks that the simulator refuses a model and runs its twin.
func (m *model) mustBeRefused(ctx context.Context, engine string) error {
	ignore, with := func(*modelfile.Simulation) error { return nil }, modelfile.Options{Engine: engine}
	if err := perform(ctx, m.Model, with, ignore); err == nil {
		return fmt.Errorf("conformance: the model is accepted, but it must be refused: %s", m.ExpectError.About)
	} else if !refuses(err) {
		return err
	}
	if err := perform(ctx, m.twin, with, ignore); err != nil {
		return fmt.Errorf("conformance: the valid twin does not run: %w", err)
	}
	return nil
}

func outcomeOf(good outcome, err error) outcome {
	if err != nil {
		return failed
	}
	return good
}

// ParsePending reads a list of pending models: one name a line; # begins a comment. It is an error for a name
// to stand there twice.
func ParsePending(text string) ([]string, error) {
	names := []string{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		name := strings.TrimSpace(line)
		switch {
		case name == "":
		case slices.Contains(names, name):
			return nil, fmt.Errorf("conformance: %q is twice on the list of pending models", name)
		default:
			names = append(names, name)
		}
	}
	return names, nil
}
