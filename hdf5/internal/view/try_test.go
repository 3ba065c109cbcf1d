package view

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file of five kilobytes that takes two gigabytes of memory is refused by the child, not tried by us.
func TestBombIsNotOpened(t *testing.T) {
	if os.Getenv("GOLGI_SLOW") == "" {
		t.Skip("takes 10 s; GOLGI_SLOW=1 runs it")
	}
	file, err := openTried(filepath.Join("..", "sandbox", "testdata", "bomb.h5"))
	if err == nil {
		t.Fatal(file.Close())
	}
	if text := err.Error(); !strings.HasPrefix(text, `hdf5: read dataset "bomb": `) || !strings.Contains(text, "memory") {
		t.Errorf("the error is %v", err)
	}
}
