package modelfile

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"golgi/internal/memory"
	"golgi/sim"
)

// odd are values that stand where others are wanted: of other types, absurd sizes, cut off.
var odd = []string{`0`, `-1`, `1`, `3`, `0.5`, `1e9`, `2147483647`, `2147483648`, `4e9`, `9007199254740993`, `1e308`, `-1e-308`, `1e999`, `"nan"`, `"inf"`, `""`, `" "`, `"v"`, `"G"`,
	`"rand()"`, `"1/0"`, `"v : 1"`, `"dv/dt = v/second : 1"`, `"10 ms"`, `"\u0000"`, `null`, `true`, `[]`, `[[]]`, `[1, 2]`, `[1e9, -1]`, `{}`, `{"v": 1}`, `{"array": {"file": "x", "type": "float64", "shape": [4294967296, 4294967296]}}`,
	`"` + strings.Repeat("(", 1000) + `"`, `"` + strings.Repeat("x+", 20_000) + `x"`, `"` + strings.Repeat("-", 5000) + `1"`}

// token matches the values of a text in JSON that have no parts, and what is in texts.
var token = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null`)

// spoiled returns a model in which some values are odd, or others of it, and which may be cut off.
func spoiled(text []byte, random *rand.Rand) []byte {
	for range 1 + random.IntN(3) {
		places := token.FindAllIndex(text, -1)
		if len(places) == 0 {
			return text
		}
		at, from := places[random.IntN(len(places))], places[random.IntN(len(places))]
		with := []byte(odd[random.IntN(len(odd))])
		if random.IntN(4) == 0 {
			with = text[from[0]:from[1]]
		}
		text = bytes.Join([][]byte{text[:at[0]], with, text[at[1]:]}, nil)
	}
	if random.IntN(20) == 0 {
		text = text[:random.IntN(len(text))]
	}
	return text
}

// tried does with a text what golgi run does, for a second at most.
func tried(t *testing.T, text []byte) (err error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	begun, before := time.Now(), memory.Used()
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("it panics: %v\n%s", p, text)
		}
		if took, grown := time.Since(begun), memory.Used()-before; took > 20*time.Second || grown > 2<<30 {
			t.Errorf("it took %v and %d bytes\n%s", took, grown, text)
		}
	}()
	m, err := Parse(ctx, "m.json", text, nil)
	if err != nil {
		return err
	}
	err = m.Check(ctx)
	s, failed := m.Start(ctx, Options{Engine: sim.Reference, Warn: func(string) {}})
	if failed != nil {
		return failed
	}
	defer s.Close()
	if err != nil {
		return err
	}
	if err = s.Run(ctx); err == nil {
		_, err = s.Results()
	}
	return err
}

// bounded lets the program have so much memory, so that what takes all there is is found out before it takes that of others.
func bounded(t testing.TB, bytes uint64) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
		t.Skip(err)
	}
	before := limit
	limit.Cur = min(limit.Max, bytes)
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &limit); err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { _ = syscall.Setrlimit(syscall.RLIMIT_DATA, &before) })
}

// What is wrong with a model is said, whatever it is: reading, checking and simulating it is no panic, and ends soon, and in memory. GOLGI_SLOW tries more.
func TestBrokenModels(t *testing.T) {
	bounded(t, 4<<30)
	files, n, said := casesOf(t), 100, 0
	seed := uint64(20)
	if os.Getenv("GOLGI_SLOW") != "" {
		n, seed = 10_000, uint64(time.Now().UnixNano())
	}
	random := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d", seed)
	for range n {
		text, err := os.ReadFile(files[random.IntN(len(files))])
		if err != nil {
			t.Fatal(err)
		}
		if err := tried(t, spoiled(text, random)); err != nil {
			if text := err.Error(); !strings.Contains(text, "modelfile: ") && !strings.Contains(text, "sim: ") && !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("an error says: %s", text)
			}
			said++
		}
	}
	if said < n/3 || said == n {
		t.Errorf("of %d models %d are refused", n, said)
	}
}

// FuzzRun does the same with what is found by trying.
func FuzzRun(f *testing.F) {
	bounded(f, 4<<30)
	files := casesOf(f)
	for k := range files {
		f.Add(k, uint64(k))
	}
	f.Fuzz(func(t *testing.T, k int, seed uint64) {
		text, err := os.ReadFile(files[uint(k)%uint(len(files))])
		if err == nil {
			err = tried(t, spoiled(text, rand.New(rand.NewPCG(seed, 2))))
		}
		if err != nil && err.Error() == "" {
			t.Error("an error says nothing")
		}
	})
}
