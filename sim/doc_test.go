package sim_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golgi/sim"
)

// The page of the language names every function that there is.
func TestPageOfTheLanguage(t *testing.T) {
	page, err := os.ReadFile("doc.go")
	check(t, err)
	text := strings.Join(strings.Fields(strings.ReplaceAll(string(page), "//", " ")), " ")
	_, err = sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 1, Equations: "x = nosuchfunction(1) : 1"})
	_, list, found := strings.Cut(fmt.Sprint(err), "there are: ")
	if !found || !strings.Contains(text, "functions are "+list+". ") {
		t.Errorf("the page does not list the functions %s", list)
	}
	for _, flag := range []string{"unless refractory", "constant", "shared", "constant over dt"} {
		if !strings.Contains(text, " "+flag+" of ") {
			t.Errorf("the page does not say what (%s) is for", flag)
		}
	}
}
