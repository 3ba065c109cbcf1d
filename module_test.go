package golgi_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The files of MODULE.md are programs: they are compiled as a folder of their own.
func TestModulePageCompiles(t *testing.T) {
	page, err := os.ReadFile("MODULE.md")
	if err != nil {
		t.Fatal(err)
	}
	replace := map[string]string{}
	for _, name := range []string{"main.go", "main_test.go"} {
		_, rest, there := strings.Cut(string(page), "cat > "+name+" <<'END'\n")
		source, _, ends := strings.Cut(rest, "\nEND\n")
		if !there || !ends {
			t.Fatalf("there is no %s in MODULE.md", name)
		}
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(source), 0o666); err != nil {
			t.Fatal(err)
		}
		replace[filepath.Join("experiments", "own", name)] = path
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "overlay.json")
	if err := os.WriteFile(path, overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("go", "list", "-export", "-test", "-overlay", path, "./experiments/own").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
