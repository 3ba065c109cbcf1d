package memory

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func write(t *testing.T, folder, name, text string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestUsed(t *testing.T) {
	if got := Used(); runtime.GOOS == "linux" && (got < 1<<20 || got > 1<<34) {
		t.Errorf("%d bytes are used", got)
	}
	if used, most := Used(), MostUsed(); most < used {
		t.Errorf("%d bytes are used, and %d at most", used, most)
	}
}

func TestAsk(t *testing.T) {
	if err := Ask("a little", enoughToAsk-1); err != nil {
		t.Error(err)
	}
	if err := Ask("all", 1<<60); runtime.GOOS == "linux" && (err == nil || !strings.HasPrefix(err.Error(), "all takes 1 EiB, and ")) {
		t.Error(err)
	}
}

func TestAvailable(t *testing.T) {
	if got := Available(); runtime.GOOS == "linux" && (got < 1<<20 || got == unknown) {
		t.Errorf("%d bytes are available", got)
	}
	folder := t.TempDir()
	if got := ofMachine(write(t, folder, "meminfo", "MemTotal: 100 kB\nMemAvailable:   40 kB\n")); got != 40<<10 {
		t.Errorf("the machine has %d", got)
	}
	if got := ofMachine(filepath.Join(folder, "none")); got != unknown {
		t.Errorf("a machine that says nothing has %d", got)
	}
	write(t, folder, "memory.current", "700\n")
	write(t, folder, "memory.stat", "anon 1\ninactive_file 50\n")
	for limit, want := range map[string]int64{"1000\n": 350, "max\n": unknown, "10\n": 0} {
		write(t, folder, "memory.max", limit)
		if got := ofGroup(folder); got != want {
			t.Errorf("a group of at most %q has %d, want %d", limit, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for bytes, want := range map[float64]string{0: "0 bytes", 1023: "1023 bytes", 1536: "1.5 KiB", 3 << 30: "3 GiB", 1e30: "8.67e+11 EiB"} {
		if got := Text(bytes); got != want {
			t.Errorf("%v bytes are %q, want %q", bytes, got, want)
		}
	}
}

// Errors of other rooms are known for what they are, in any text around them.
func TestLacked(t *testing.T) {
	for text, want := range map[string]bool{
		Ask("a copy", unknown).Error(): true,
		"sim: neurons: 5 neurons take 3 GiB at least, and 2 GiB of memory are available; make fewer": true,
		"component \"x\": cc: array v: there is no memory for 7 elements":                            true,
		"the membrane has burst":                false,
		"there is no parameter \"memory\"":      false,
		"manager: the run takes longer than 5s": false,
	} {
		if Lacked(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
