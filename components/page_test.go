package components

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Each row of the page names a test that there is, and a part that there is, and each part says what it is and where it comes from.
func TestPageIsTrue(t *testing.T) {
	tests, parts := map[string]bool{}, map[string]bool{}
	for _, folder := range []string{".", "../analyser"} {
		files, err := filepath.Glob(folder + "/*_test.go")
		check(t, err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			check(t, err)
			for _, found := range regexp.MustCompile(`(?m)^func (Test\w+)`).FindAllSubmatch(text, -1) {
				tests[string(found[1])] = true
			}
		}
	}
	for _, p := range Parts() {
		parts[p.Name] = true
		if p.About == "" || p.Source == "" && p.Section != "space" && p.Name != "Exactly" {
			t.Errorf("%s does not say what it is, or where it comes from", p.Name)
		}
	}
	for _, name := range strings.Fields("Connection AlignPre Record Neurons runner.Subruns analyser.Measure conductances currents InParts(TraubMiles, that") {
		parts[name] = true
	}
	for _, p := range peers {
		for _, row := range p.rows {
			first := strings.TrimRight(strings.Fields(row.ours)[0], ",;")
			if !tests[row.test] || !parts[first] && !parts[first+","] {
				t.Errorf("%s, %s: there is no test %q, or no %q", p.system, row.theirs, row.test, first)
			}
		}
	}
}

// The parameters of all parts can be read.
func TestParametersCanBeRead(t *testing.T) {
	for _, m := range models {
		if _, err := m.Parameters.list(); err != nil {
			t.Error(m.Name, err)
		}
	}
	for _, c := range currents {
		if _, err := c.as("c", "amp").Parameters.list(); err != nil {
			t.Error(c.Name, err)
		}
	}
	for _, s := range synapses {
		if _, err := s.Parameters.list(); err != nil {
			t.Error(s.Name, err)
		}
	}
	for _, trace := range traces {
		if _, err := trace.Parameters.list(); err != nil {
			t.Error(trace.Name, err)
		}
	}
}
