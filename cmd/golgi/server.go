package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"golgi/internal/memory"
	"golgi/manager"
	"golgi/modelfile"
	"golgi/sim"
)

// longestLine is how many bytes a request has at most.
const longestLine = 1 << 16

// pollEvery is how often a run looks whether it is to stop.
const pollEvery = 20 * time.Millisecond

// inText is how many numbers of an array results have in their text.
const inText = 64

// Names of the files in the folder of a request.
const (
	modelName   = "model.json"
	resultsName = "results.json"
)

// A request is a line of the input. It has one of run, stop and end.
type request struct {
	Run    string  `json:"run"`    // a folder with a model, where the results go as well
	Seed   int64   `json:"seed"`   // of the random numbers
	Trial  int64   `json:"trial"`  //
	Report float64 `json:"report"` // how often to say how far the run is, in seconds; 0: never
	// Profile has done say how long each object takes.
	Profile bool `json:"profile"`
	Stop    bool `json:"stop"` // end the run that is under way after its present step
	End     bool `json:"end"`  // end the process

	number int64 // of those for runs
	fault  error // why it is none
}

// mostWaiting is how many requests wait for a run that is under way.
const mostWaiting = 1000

// Answers are lines of the output.
type (
	greeting struct {
		Golgi   string   `json:"golgi"`
		Formats []string `json:"formats"`
		Engine  string   `json:"engine"`
		Folder  string   `json:"folder"` // for what is exchanged; it goes with the process
	}
	reached struct {
		At float64 `json:"at"` // seconds of simulated time
	}
	warning struct {
		Warning string `json:"warning"`
	}
	failed struct {
		Error failure `json:"error"`
	}
	failure struct {
		Kind string `json:"kind"` // request, model, or run
		Text string `json:"text"`
	}
	finished struct {
		Done outcome `json:"done"`
	}
	outcome struct {
		At      float64 `json:"at"`
		Stopped bool    `json:"stopped"`
		Seconds float64 `json:"seconds"` // that the steps took
		Profile []spent `json:"profile,omitempty"`
	}
	spent struct {
		Name    string  `json:"name"` // of an object, or of a part of one
		Slot    string  `json:"slot"`
		Seconds float64 `json:"seconds"`
	}
)

// A server answers requests.
type server struct {
	engine  string
	waiting chan request
	stop    atomic.Int64 // runs up to this number are to end

	writing sync.Mutex
	out     io.Writer
}

// serve answers the requests of a front end until its input ends, or ctx is done. Kernels that were compiled stay for all of them. The front end
// is told of a folder that it may use.
func serve(ctx context.Context, engine, folder string, in io.Reader, out io.Writer) error {
	s := &server{engine: engine, waiting: make(chan request, mostWaiting), out: out}
	version, revision := manager.Versions()
	if err := s.say(greeting{version + " " + revision, []string{modelfile.Format, modelfile.ResultsFormat}, engine, folder}); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go s.listen(in, cancel)
	for {
		select {
		case <-ctx.Done():
			return nil
		case r := <-s.waiting:
			if err := s.answer(ctx, r); err != nil {
				return err
			}
		}
	}
}

// listen reads requests. It never waits for anything else, so that it hears of a stop, and cancels whatever goes on when the input ends.
func (s *server) listen(in io.Reader, cancel func()) {
	defer cancel()
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 4096), longestLine)
	var runs int64
	for lines.Scan() {
		r, err := read(lines.Bytes())
		switch {
		case err != nil:
			r = request{fault: err}
		case r.End:
			return
		case r.Stop:
			s.stop.Store(runs)
			continue
		default:
			runs++
			r.number = runs
		}
		select {
		case s.waiting <- r:
		default:
			_ = s.fail("request", fmt.Errorf("golgi: %d requests wait already; wait for their answers", mostWaiting))
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		_ = s.fail("request", fmt.Errorf("golgi: a request has more than %d bytes; put the model into a folder, and name that", longestLine))
	}
}

// read reads a request.
func read(line []byte) (r request, err error) {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	if err := d.Decode(&r); err != nil {
		return r, fmt.Errorf("golgi: a request is a line such as {\"run\": \"/tmp/folder\"}, {\"stop\": true} or {\"end\": true}: %w", err)
	}
	n := 0
	for _, there := range []bool{r.Run != "", r.Stop, r.End} {
		if there {
			n++
		}
	}
	switch {
	case n != 1:
		return r, fmt.Errorf("golgi: a request has %d of run, stop and end; wanted one of these", n)
	case r.Run != "" && !filepath.IsAbs(r.Run):
		return r, fmt.Errorf("golgi: the folder %q is not named from the root on, and so depends on where this process runs", r.Run)
	case !(r.Report >= 0) || r.Report > 1e9:
		return r, fmt.Errorf("golgi: cannot report every %v s", r.Report)
	}
	return r, nil
}

// answer simulates what a request names. An error is one of the output.
func (s *server) answer(ctx context.Context, r request) error {
	if r.fault != nil {
		return s.fail("request", r.fault)
	}
	collectSeldom()
	model, err := modelfile.Read(ctx, filepath.Join(r.Run, modelName))
	if err != nil {
		return s.fail("model", err)
	}
	sim, err := model.Start(ctx, modelfile.Options{Engine: s.engine, Seed: r.Seed, Trial: r.Trial, Warn: func(text string) { _ = s.say(warning{text}) }})
	if err != nil {
		if fault := model.Check(ctx); fault != nil { // which says all, and where
			err = fault
		}
		return s.fail("model", err)
	}
	done, err := s.simulate(ctx, sim, r)
	if err == nil {
		err = store(sim, r)
	}
	if err = errors.Join(err, sim.Close()); err != nil {
		return s.fail("run", err)
	}
	return s.say(finished{done})
}

// simulate executes the schedule, and says how far it is.
func (s *server) simulate(ctx context.Context, of *modelfile.Simulation, r request) (outcome, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	before, begun := memory.Used(), time.Now()
	looked, said, stopped := begun, begun, false
	net := of.Network()
	err := net.Report(pollEvery, func(p sim.Progress) {
		if r.number <= s.stop.Load() {
			stopped = true
			net.Stop()
		}
		if time.Since(looked) > lookEvery {
			if looked = time.Now(); full(before) {
				cancel(errMemory)
			}
			collectSeldom()
		}
		if r.Report > 0 && time.Since(said).Seconds() >= r.Report {
			said = time.Now()
			_ = s.say(reached{p.Now.SI()})
		}
	})
	if err == nil && r.Profile {
		err = net.Profile(true)
	}
	if err == nil {
		err = of.Run(ctx)
	}
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	done := outcome{At: net.Time().SI(), Stopped: stopped, Seconds: time.Since(begun).Seconds()}
	if err != nil || !r.Profile {
		return done, err
	}
	for _, row := range net.ProfilingSummary().Rows {
		done.Profile = append(done.Profile, spent{row.Name, row.Slot, row.Time.Seconds()})
	}
	return done, nil
}

// store stores results beside the model.
func store(of *modelfile.Simulation, r request) error {
	results, err := of.Results()
	if err != nil {
		return err
	}
	return results.WriteFile(filepath.Join(r.Run, resultsName), modelfile.Header{Seed: r.Seed, Trial: r.Trial, InText: inText})
}

func (s *server) fail(kind string, err error) error { return s.say(failed{failure{kind, err.Error()}}) }

// say writes a line.
func (s *server) say(answer any) error {
	line, err := json.Marshal(answer)
	if err != nil {
		return fmt.Errorf("golgi: %w", err)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	_, err = s.out.Write(append(line, '\n'))
	return err
}
