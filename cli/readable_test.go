package cli_test

import (
	"strings"
	"testing"

	"golgi/cli"
)

// Whatever is typed, what is said of it can be read: no more than a screen, and nothing that a terminal obeys.
func TestErrorsAreReadable(t *testing.T) {
	t.Chdir(t.TempDir())
	long := strings.Repeat("a", 5000)
	cut := long[:60] + "… (50"
	for _, c := range []struct{ args, want string }{
		{long, "cli: lif cannot \"" + long[:59] + "… (50"},
		{"run --" + long, "cli: unknown option --" + long[:58] + "… (50"},
		{"run --out " + long, cut[:50]},
		{"show \x1b[31mred\a", "hdf5: there is no \\x1b[31mred\\x07: file does not exist\n"},
		{"run --\x1b[31mred\b", "cli: unknown option --\\x1b[31mred\\x08; "},
	} {
		code, out, errs := call(strings.Fields(c.args)...)
		if code == cli.Success || !strings.Contains(errs, c.want) || len(errs) > 1000 || strings.ContainsAny(errs, "\x1b\a\b") {
			t.Errorf("%.80q: code %d\n%s%.2000s\nwanted\n%s", c.args, code, out, errs, c.want)
		}
	}
}
