package h5

import (
	"strings"
	"testing"
)

// A path of thousands of groups is shortened in the middle, and an ordinary one is not.
func TestShort(t *testing.T) {
	deep := "/first" + strings.Repeat("/d", 3000) + "/last"
	short := Short(deep)
	if len(short) > 410 || !strings.HasPrefix(short, "/first/d") || !strings.HasSuffix(short, "/d/last") || !strings.Contains(short, "…") {
		t.Errorf("it becomes %q", short)
	}
	if path := "/clustered/results/runs/run_00000000"; Short(path) != path {
		t.Errorf("%s becomes %s", path, Short(path))
	}
	if text := (&Error{Op: "open group", Object: deep, Reason: "x"}).Error(); len(text) > 450 {
		t.Errorf("an error of %d bytes: %s", len(text), text)
	}
}
