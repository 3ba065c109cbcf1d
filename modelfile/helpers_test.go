package modelfile

import (
	"errors"
	"testing"

	"golgi/sim"
)

// run runs a model of some objects for a millisecond, and returns its results.
func run(t *testing.T, objects string, keys ...string) (results *Results, err error) {
	t.Helper()
	text := `{"objects":[` + objects + `],"schedule":[{"run":0.001}]`
	for _, key := range keys {
		text += "," + key
	}
	m, err := Parse(t.Context(), "", []byte(text+"}"), nil)
	if err != nil {
		return nil, err
	}
	return simulate(t, m)
}

// simulate executes a model on the reference engine.
func simulate(t *testing.T, m *Model) (results *Results, err error) {
	t.Helper()
	s, err := m.Start(t.Context(), Options{Engine: sim.Reference})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.Run(t.Context()); err != nil {
		return nil, err
	}
	return s.Results()
}

func resultsOf(t *testing.T, m *Model) *Results {
	t.Helper()
	results, err := simulate(t, m)
	if err != nil {
		t.Fatal(err)
	}
	return results
}

func mustRun(t *testing.T, objects string, keys ...string) *Results {
	t.Helper()
	results, err := run(t, objects, keys...)
	if err != nil {
		t.Fatal(err)
	}
	return results
}
