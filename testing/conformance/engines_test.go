package conformance

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"testing"

	"golgi/modelfile"
	"golgi/sim"
	"golgi/testing/enginetest"
)

// TestEnginesAgree compares engines on every model that passes: in the end, all state and all that was recorded has the
// same bits. Where tests may not take minutes it compares every fourth, since each is compiled.
func TestEnginesAgree(t *testing.T) {
	step := 4
	if slow {
		step = 1
	}
	models := os.DirFS(kept)
	files, err := fs.Glob(models, "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for k := 0; k < len(files); k += step {
		t.Run(nameOf(files[k]), func(t *testing.T) {
			text, err := fs.ReadFile(models, files[k])
			if err != nil {
				t.Fatal(err)
			}
			m, err := read(nameOf(files[k]), text)
			if err != nil || m.twin != nil || len(m.needs()) > 0 {
				t.SkipNow() // TestSuite says why
			}
			for _, engine := range sim.Engines()[1:] {
				if err := m.agree(t.Context(), sim.Engines()[0], engine); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// agree performs a model on two engines, and returns the first difference.
func (m *model) agree(ctx context.Context, first, second string) error {
	return perform(ctx, m.Model, modelfile.Options{Engine: first}, func(a *modelfile.Simulation) error {
		return perform(ctx, m.Model, modelfile.Options{Engine: second}, func(b *modelfile.Simulation) error {
			difference, err := enginetest.Compare(a.Network(), b.Network())
			if difference != nil {
				return errors.New(difference.String())
			}
			return err
		})
	})
}
