package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golgi/internal/memory"
	"golgi/sim"
)

// A visit is a front end that sends some text and a farewell, which is no request, listens until that is answered, and goes away.
type visit struct {
	text     io.Reader
	answered chan struct{}

	mutex sync.Mutex
	lines bytes.Buffer
}

const (
	farewell = "that was all"
	patience = 100 * time.Millisecond // with a run that takes long
)

func newVisit(text string) *visit {
	return &visit{text: strings.NewReader(text + "\n{\"" + farewell + "\": 0}\n"), answered: make(chan struct{}, 1)}
}

// Read gives the text, and ends when all has been answered, or patience has.
func (v *visit) Read(b []byte) (int, error) {
	if n, err := v.text.Read(b); n > 0 || err != io.EOF {
		return n, err
	}
	select {
	case <-v.answered:
	case <-time.After(patience):
	}
	return 0, io.EOF
}

func (v *visit) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(farewell)) {
		select {
		case v.answered <- struct{}{}:
		default:
		}
	}
	v.mutex.Lock()
	defer v.mutex.Unlock()
	return v.lines.Write(b)
}

// within has the process refuse to take more than some memory, where it fuzzes: the limit of a test would be that of all that come later.
func within(f *testing.F, bytes int64) {
	for _, name := range []string{"test.fuzz", "test.fuzzworker"} {
		if set := flag.Lookup(name).Value.String(); set != "" && set != "false" {
			var limit syscall.Rlimit
			err := syscall.Getrlimit(syscall.RLIMIT_DATA, &limit)
			limit.Cur = min(uint64(memory.Used()+bytes), limit.Max)
			if err := errors.Join(err, syscall.Setrlimit(syscall.RLIMIT_DATA, &limit)); err != nil {
				f.Fatal(err)
			}
			return
		}
	}
}

// FuzzServe shows that neither requests nor what stands in a folder make the server panic, hang or take memory that there is not, that each of its
// lines is an answer, and that it leaves nothing but results.
func FuzzServe(f *testing.F) {
	within(f, 3<<30)
	const run = `{"run": "FOLDER", "seed": 1}`
	arrays := make([]byte, 256)
	for k := range arrays {
		arrays[k] = byte(k / 64)
	}
	for _, requests := range []string{run, run + "\n" + run, `{"run": "FOLDER", "profile": true, "report": 1e-3}` + "\n" + `{"stop": true}`, "hello\n\n{}\n" + run,
		`{"run": "FOLDER/x"}`, `{"end": true}`} {
		f.Add([]byte(requests), []byte(fmt.Sprintf(served, 0.02)), arrays)
	}
	f.Add([]byte(run), []byte(`{"streams": "positions", "start": 0.1, "allow_nan": true, "objects": [{"kind": "neurons", "name": "G", "n": 4, "model": "v : 1", "threshold": "v > 1",
 "init": [{"variable": "v", "values": {"array": {"file": "run.bin", "type": "float64", "offset": 0, "shape": [4]}}}]},
 {"kind": "synapses", "name": "S", "source": "G", "target": "G", "on_pre": "v += 1", "connect": [{"i": {"array": {"file": "run.bin", "type": "int32", "offset": 0, "shape": [4]}}, "j": [0, 1, 2, 3]}],
 "delay": [{"pathway": "pre", "values": [0, 0.001, 0.002, 0.1]}], "under_way": [{"pathway": "pre", "steps": [0, 3], "synapses": [1, 2]}]},
 {"kind": "state_monitor", "name": "M", "of": "G", "variables": ["v"], "record": true}], "final": {"S": ["pre.under_way"], "G": ["v"]}, "schedule": [{"run": 0.01}]}`), arrays)
	cases, err := filepath.Glob("../../testing/conformance/testdata/cases/*.json")
	if err != nil || len(cases) == 0 {
		f.Fatal("no models: ", err)
	}
	for k := 0; k < len(cases); k += 40 {
		model, err := os.ReadFile(cases[k])
		if err != nil {
			f.Fatal(err)
		}
		f.Add([]byte(run), model, arrays)
	}
	f.Fuzz(func(t *testing.T, requests, model, arrays []byte) {
		folder := t.TempDir()
		for name, content := range map[string][]byte{modelName: model, "run.bin": arrays} {
			if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if bytes.Contains(requests, []byte("/..")) || bytes.Contains(bytes.ReplaceAll(requests, []byte("FOLDER"), nil), []byte(`"/`)) || bytes.Contains(requests, []byte(`\`)) {
			t.Skip("another folder")
		}
		text := strings.ReplaceAll(string(requests), "FOLDER", folder)
		v, begun := newVisit(text), time.Now()
		if err := serve(t.Context(), sim.Reference, folder, v, v); err != nil {
			t.Error(err)
		}
		if took := time.Since(begun); took > 30*time.Second {
			t.Errorf("it took %v", took)
		}
		checkVisit(t, v, folder)
	})
}

// checkVisit checks what a front end has been told, and what is left in its folder.
func checkVisit(t *testing.T, v *visit, folder string) {
	t.Helper()
	known := []string{"golgi", "at", "warning", "error", "done"}
	for line := range strings.Lines(v.lines.String()) {
		var answer map[string]any
		err := json.Unmarshal([]byte(line), &answer)
		if err != nil || !slices.ContainsFunc(known, func(key string) bool { _, there := answer[key]; return there }) {
			t.Errorf("it says %q: %v", line, err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains([]string{modelName, "run.bin", resultsName, "results.bin"}, e.Name()) {
			t.Errorf("it has left %s", e.Name())
		}
	}
}
