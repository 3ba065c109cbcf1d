package caught

import (
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var errPlain = errors.New("plain")

// nested panics in a function that the one at hand calls.
func nested(list []int) int { return list[len(list)] }

func TestTry(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func() error
		want string
	}{
		{"nothing", func() error { return nil }, `^<nil>$`},
		{"an error", func() error { return errPlain }, `^plain$`},
		{"a text", func() error { panic("out of neurons") }, `^panicked at caught/caught_test\.go:\d+: out of neurons$`},
		{"an error thrown", func() error { panic(errPlain) }, `^panicked at caught/caught_test\.go:\d+: plain$`},
		{"nil", func() error { panic(nil) }, `^panicked at caught/caught_test\.go:\d+: panic called with nil argument.*$`},
		{"a nil map", func() error {
			var m map[string]int
			m["x"] = 1
			return nil
		}, `^panicked at caught/caught_test\.go:\d+: assignment to entry in nil map$`},
		{"a nil pointer", func() error {
			var p *struct{ x int }
			p.x = 1
			return nil
		}, `^panicked at caught/caught_test\.go:\d+: runtime error: invalid memory address or nil pointer dereference$`},
		{"an index in a function", func() error { _ = nested(nil); return nil },
			`^panicked at caught/caught_test\.go:15: runtime error: index out of range \[0\] with length 0$`},
		{"within the standard library", func() error {
			slices.SortFunc([]int{1, 2}, func(int, int) int { return 0 })
			_ = strings.Repeat("x", -1)
			return nil
		}, `^panicked at caught/caught_test\.go:\d+: strings: negative Repeat count$`},
	} {
		got := "<nil>"
		err := Try(c.f)
		if err != nil {
			got = err.Error()
		}
		if !regexp.MustCompile(c.want).MatchString(got) {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		var p *Panic
		if errors.As(err, &p) && !strings.Contains(p.Stack(), "caught_test.go:") {
			t.Errorf("%s: the stack is %s", c.name, p.Stack())
		}
	}
	if err := Try(func() error { panic(io.EOF) }); !errors.Is(err, io.EOF) {
		t.Errorf("%v does not wrap what was thrown", err)
	}
}
