package given

import (
	"context"
	"fmt"
	"testing"
)

func TestAll(t *testing.T) {
	var pointer *int
	var ctx context.Context
	for _, c := range []struct {
		value any
		want  string
	}{{new(int), "<nil>"}, {0, "<nil>"}, {pointer, "f: the x is nil"}, {ctx, "f: the x is nil"}, {nil, "f: the x is nil"}} {
		if got := fmt.Sprint(All("f", Arg{"first", 1}, Arg{"x", c.value})); got != c.want {
			t.Errorf("%T: %s, want %s", c.value, got, c.want)
		}
	}
}
