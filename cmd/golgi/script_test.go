package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The program as users of a shell meet it: scripts in testdata/script, with what it must say.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script"})
}
