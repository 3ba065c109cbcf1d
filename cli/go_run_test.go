package cli

import "testing"

// What "go run ." has built is called so, for its name is nobody's command.
func TestCalledByGoRun(t *testing.T) {
	for path, want := range map[string]bool{
		"/tmp/go-build123/b001/exe/mymodel": true, "/home/me/.cache/go-build/36/36abcdef-d/mymodel": true,
		"./mymodel": false, "/usr/bin/mymodel": false, "mymodel": false, "": false,
	} {
		if got := byGoRun(path); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
	p := programOf(Experiment{Name: "mymodel"})
	if p.called() != "mymodel" {
		t.Error(p.called())
	}
	p.goRun = true
	if p.called() != "go run ." {
		t.Error(p.called())
	}
}
