package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golgi/sim"
)

// A frontEnd talks to a server as a front end does.
type frontEnd struct {
	t      *testing.T
	in     *io.PipeWriter
	lines  *bufio.Scanner
	folder string
	ended  chan error
}

func newFrontEnd(t *testing.T) *frontEnd {
	requests, in := io.Pipe()
	answers, out := io.Pipe()
	f := &frontEnd{t, in, bufio.NewScanner(answers), t.TempDir(), make(chan error, 1)}
	go func() {
		err := serve(t.Context(), sim.Reference, f.folder, requests, out)
		out.Close()
		f.ended <- err
	}()
	f.want(`{"golgi":"…","formats":["golgi-model/1","golgi-results/1"],"engine":"reference","folder":"FOLDER"}`)
	return f
}

// model writes a model into the folder.
func (f *frontEnd) model(text string) {
	f.t.Helper()
	if err := os.WriteFile(filepath.Join(f.folder, modelName), []byte(text), 0o600); err != nil {
		f.t.Fatal(err)
	}
}

func (f *frontEnd) say(format string, args ...any) {
	f.t.Helper()
	if _, err := fmt.Fprintf(f.in, format+"\n", args...); err != nil {
		f.t.Fatal(err)
	}
}

var differing = regexp.MustCompile(`("golgi":)"[^"]*"|("seconds":)[^}]*|("at":)[0-9.]+(,"stopped":true)`)

// want compares the next line, but for what differs from run to run.
func (f *frontEnd) want(line string) {
	f.t.Helper()
	if !f.lines.Scan() {
		f.t.Fatalf("there is no answer: %v", f.lines.Err())
	}
	got := strings.ReplaceAll(differing.ReplaceAllString(f.lines.Text(), `$1$2$3"…"$4`), f.folder, "FOLDER")
	if got != line {
		f.t.Errorf("it says %s\nwant    %s", got, line)
	}
}

const served = `{"objects": [{"kind": "neurons", "name": "G", "n": 2, "model": "dv/dt = (2 - v)/(10*ms) : 1", "threshold": "v > 1", "reset": "v = 0",
 "method": "exact"}, {"kind": "spike_monitor", "name": "spikes", "of": "G"}], "schedule": [{"run": %v}]}`

// A front end has one model after another simulated, also after one that is wrong, and finds results beside each.
func TestServe(t *testing.T) {
	f := newFrontEnd(t)
	for range 2 {
		f.model(fmt.Sprintf(served, 0.02))
		f.say(`{"run": %q, "seed": 3, "trial": 4}`, f.folder)
		f.want(`{"done":{"at":0.02,"stopped":false,"seconds":"…"}}`)
		f.say(`{"run": %q, "profile": true}`, f.folder)
		if !f.lines.Scan() || !strings.Contains(f.lines.Text(), `"profile":[{"name":"`) || !strings.Contains(f.lines.Text(), `{"name":"G_stateupdater","slot":"groups","seconds":`) {
			t.Errorf("it says %s", f.lines.Text())
		}
		f.say(`{"run": %q, "seed": 3, "trial": 4}`, f.folder)
		f.want(`{"done":{"at":0.02,"stopped":false,"seconds":"…"}}`)
		text, err := os.ReadFile(filepath.Join(f.folder, resultsName))
		if err != nil || !strings.Contains(string(text), `"seed": 3, "trial": 4`) || !strings.Contains(string(text), `"count": [2, 2]`) {
			t.Errorf("%v\n%s", err, text)
		}
		f.model(`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "model": "dv/dt = -v/tau : 1"}]}`)
		f.say(`{"run": %q}`, f.folder)
		f.want(`{"error":{"kind":"model","text":"modelfile: FOLDER/model.json:1: sim: neuron group \"G\": equations: unknown name \"tau\"\n` +
			`  | dv/dt = -v/tau : 1\n  |            ^~~ it is no variable here, no constant of the namespace and no unit"}}`)
	}
	f.model(strings.NewReplacer("(2 - v)/(10*ms)", "v/(1e-9*ms)", "v > 1", "v < 0").Replace(fmt.Sprintf(served, 1)))
	f.say(`{"run": %q}`, f.folder)
	f.want(`{"error":{"kind":"run","text":"modelfile: FOLDER/model.json:2: schedule[0]: sim: neuron group \"G\": \"v\" of element 0 is NaN; it became so ` +
		`between 0 s and 100 ms. A smaller step size, or another method of integration, may help; a StateMonitor shows the step"}}`)
	f.in.Close()
	if err := <-f.ended; err != nil {
		t.Error(err)
	}
}

// What is no request is said, and the next one is answered.
func TestServeRefuses(t *testing.T) {
	f := newFrontEnd(t)
	const form = `golgi: a request is a line such as {\"run\": \"/tmp/folder\"}, {\"stop\": true} or {\"end\": true}: `
	for _, c := range []struct{ request, want string }{
		{`hello`, form + `invalid character 'h' looking for beginning of value`},
		{`{"runs": "/x"}`, form + `json: unknown field \"runs\"`},
		{`{"run": "/x", "end": true}`, `golgi: a request has 2 of run, stop and end; wanted one of these`},
		{`{}`, `golgi: a request has 0 of run, stop and end; wanted one of these`},
		{`{"run": "x"}`, `golgi: the folder \"x\" is not named from the root on, and so depends on where this process runs`},
		{`{"run": "/x", "report": -1}`, `golgi: cannot report every -1 s`},
	} {
		f.say("%s", c.request)
		f.want(`{"error":{"kind":"request","text":"` + c.want + `"}}`)
	}
	f.say(`{"run": %q}`, f.folder)
	f.want(`{"error":{"kind":"model","text":"modelfile: stat FOLDER/model.json: no such file or directory"}}`)
	f.say(`{"stop": true}`) // outside of a run it does nothing
	f.say(`{"end": true}`)
	if err := <-f.ended; err != nil {
		t.Error(err)
	}
}

// A run tells how far it is, and ends where it is told to, with results up to there; where the input ends, it ends at once.
func TestServeStops(t *testing.T) {
	f := newFrontEnd(t)
	f.model(fmt.Sprintf(served, 1e6))
	f.say(`{"run": %q, "report": 0.01}`, f.folder)
	if !f.lines.Scan() || !strings.HasPrefix(f.lines.Text(), `{"at":`) {
		t.Errorf("it says %s", f.lines.Text())
	}
	f.say(`{"stop": true}`)
	for f.lines.Scan() && strings.HasPrefix(f.lines.Text(), `{"at":`) {
	}
	if text := f.lines.Text(); !strings.HasPrefix(text, `{"done":`) || !strings.Contains(text, `"stopped":true`) {
		t.Errorf("it says %s", text)
	}
	if _, err := os.Stat(filepath.Join(f.folder, resultsName)); err != nil {
		t.Error(err)
	}
	f.say(`{"run": %q}`, f.folder)
	f.in.Close()
	for f.lines.Scan() {
	}
	if err := <-f.ended; err != nil {
		t.Error(err)
	}
}

// Requests that come while a run is under way wait for it; a stop is for all that came before it; and where the input ends, all ends.
func TestServeRequestsThatWait(t *testing.T) {
	f := newFrontEnd(t)
	f.model(fmt.Sprintf(served, 1e6))
	f.say("{\"run\": %[1]q}\n{\"run\": %[1]q}\nhello\n{\"stop\": true}", f.folder)
	for _, want := range []string{`{"done":`, `{"done":`, `{"error":{"kind":"request"`} {
		if !f.lines.Scan() || !strings.HasPrefix(f.lines.Text(), want) {
			t.Errorf("it says %s, want %s", f.lines.Text(), want)
		}
	}
	f.say("{\"run\": %[1]q}\n{\"run\": %[1]q}", f.folder)
	f.in.Close()
	for f.lines.Scan() {
	}
	if err := <-f.ended; err != nil {
		t.Error(err)
	}
}
