package manager

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"reflect"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"golgi/component"
	"golgi/runner"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// A run that has been long under way notes between two subruns how far it has come, so that it goes on from there after the program has died: what it has
// given, the subruns to come, and a snapshot of the network. The hooks of the subruns before are not called again. So there must be nothing
// of them but that: no object that calls a function in Go, and nothing on the blackboard that was not there after Build, or that a hook could have changed.
// Where there is, the run begins anew, as without a checkpoint.

// checkpointEvery is how long a run is under way until it notes how far it has come, unless WithCheckpoints says otherwise.
const checkpointEvery = time.Minute

// costShare is how many times as long as the last checkpoint took a run is under way at least until the next.
const costShare = 10

// checkpoints are those of one run.
type checkpoints struct {
	store trajectory.Checkpointer
	every time.Duration
	last  time.Time
	took  time.Duration // by the last
	log   zerolog.Logger

	run     *trajectory.Run
	network *sim.Network
	objects *component.Objects
	built   []string // what the blackboard had after Build
	derived int      // parameters that were derived then
	silent  bool     // it was said why there is none
}

// checkpointsOf returns those of a run; nil where the store keeps none, or nobody wants them.
func (e *exploration) checkpointsOf(run *trajectory.Run) *checkpoints {
	store, keeps := e.store.(trajectory.Checkpointer)
	if !keeps || e.m.every <= 0 {
		return nil
	}
	return &checkpoints{store: store, every: e.m.every, last: time.Now(), log: e.m.logOf(run), run: run}
}

// begin takes note of a run that is built, and returns from where it goes on; nil: from the beginning.
func (c *checkpoints) begin(network *sim.Network, objects *component.Objects, before func() error) (*runner.Reached, error) {
	if c == nil {
		return nil, nil
	}
	c.network, c.objects, c.built, c.derived = network, objects, objects.Names(), len(c.run.Derived())
	from, _, err := c.store.LastCheckpoint(c.run.Trajectory(), c.run.Index())
	if errors.Is(err, trajectory.ErrNotFound) {
		return nil, nil
	}
	if err == nil {
		defer from.Close()
		buffered := bufio.NewReader(from)
		if err := before(); err != nil {
			return nil, err
		}
		var reached *runner.Reached
		if reached, err = c.restore(buffered); err == nil {
			c.log.Info().Int("subruns", reached.Subruns).Msg("run goes on from its checkpoint")
			return reached, nil
		}
	}
	c.log.Warn().Err(err).Msg("run begins anew: its checkpoint cannot be used")
	return nil, nil
}

// reachedMost is how long the part of a checkpoint may be that says which subruns there are to come.
const reachedMost = 1 << 24

// spanTo is a Span in a checkpoint.
type spanTo struct {
	Name, Path string
	Seconds    float64
	Text       string // of the duration, as it was written
}

// restore brings the run to where a checkpoint was made.
func (c *checkpoints) restore(from *bufio.Reader) (*runner.Reached, error) {
	head := make([]byte, 8)
	if _, err := io.ReadFull(from, head); err != nil {
		return nil, err
	}
	text := make([]byte, min(binary.LittleEndian.Uint32(head), reachedMost))
	if _, err := io.ReadFull(from, text); err != nil {
		return nil, err
	}
	if crc32.ChecksumIEEE(text) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, errors.New("its checksum is another one")
	}
	var note struct {
		Subruns int
		To      []spanTo
	}
	if err := json.Unmarshal(text, &note); err != nil {
		return nil, err
	}
	reached := &runner.Reached{Subruns: note.Subruns}
	for _, to := range note.To {
		span, err := c.span(to)
		if err != nil {
			return nil, err
		}
		reached.Remaining = append(reached.Remaining, span)
	}
	take, err := c.run.ReadProgress(from)
	if err != nil {
		return nil, err
	}
	if err := c.restoreNetwork(from); err != nil {
		return nil, err
	}
	take()
	return reached, nil
}

// span returns a span to come: that of the parameter of its path.
func (c *checkpoints) span(to spanTo) (component.Span, error) {
	span := component.Span{Name: to.Name, Path: to.Path, Duration: units.Second.Of(to.Seconds)}
	if q, err := units.Parse(to.Text); err == nil && q.SI() == to.Seconds {
		span.Duration = q
	}
	if to.Path == "" {
		return span, nil
	}
	p, err := c.run.Parameter(to.Path)
	if err == nil {
		span.Annotations = p.Annotations
	}
	return span, err
}

// restoreNetwork restores the snapshot in a network that has had what is on the blackboard. Where that is an error, the network is as it was.
func (c *checkpoints) restoreNetwork(from *bufio.Reader) error {
	had, err := c.network.Clone()
	if err != nil {
		return err
	}
	defer c.free(had)
	for _, name := range c.objects.Names() {
		value, err := component.Get[any](c.objects, name)
		if err != nil {
			return err
		}
		if object, is := value.(sim.Object); is {
			if err := had.Add(object); err != nil {
				return err
			}
		}
	}
	snapshot, err := had.ReadSnapshot(from)
	if err != nil {
		return err
	}
	defer c.free(snapshot)
	if err := c.network.Restore(snapshot); err != nil {
		return err
	}
	seed, trial := c.network.Seeds()
	if s, t := snapshot.Seeds(); s != seed || t != trial { // a hook has called Reseed; where none has, what was drawn and fixed stays
		c.network.Reseed(s, t)
	}
	c.network.BuildWith(snapshot.BuildSeeds())
	c.network.Touched() // by nobody who is not built
	return nil
}

// free closes what was needed to restore the network, which is no worse where that fails.
func (c *checkpoints) free(needed io.Closer) {
	if err := needed.Close(); err != nil {
		c.log.Warn().Err(err).Msg("memory that was needed to restore the run is not given back")
	}
}

// reached notes how far the run has come, if it is time. That it cannot be noted is no fault of the run.
func (c *checkpoints) reached(at runner.Reached) error {
	if time.Since(c.last) < max(c.every, costShare*c.took) {
		return nil
	}
	begun := time.Now()
	why := c.unfit()
	if why == nil {
		why = c.store.Checkpoint(c.run.Trajectory(), c.run.Index(), func(w io.Writer) error { return c.write(w, at) })
	}
	c.last = time.Now()
	c.took = c.last.Sub(begun)
	if why != nil && !c.silent {
		c.silent = true
		c.log.Info().Err(why).Msg("the run has no checkpoint, and begins anew where the program dies")
	}
	return nil
}

// unfit says what of the run a checkpoint would not have.
func (c *checkpoints) unfit() error {
	names := c.objects.Names()
	if !slices.Equal(names, c.built) {
		return errors.New("a hook of a subrun has added to the blackboard")
	}
	if len(c.run.Derived()) != c.derived {
		return errors.New("a hook of a subrun has derived a parameter")
	}
	for _, name := range names {
		value, err := component.Get[any](c.objects, name)
		if err != nil {
			return err
		}
		object, is := value.(sim.Object)
		switch {
		case is && sim.CallsGo(object):
			return fmt.Errorf("%s calls a function in Go, which may keep something", object)
		case !is && !fixed(value):
			return fmt.Errorf("%q on the blackboard is a %T, which a hook may have changed", name, value)
		}
	}
	for _, object := range c.network.Objects() {
		if sim.CallsGo(object) {
			return fmt.Errorf("%s calls a function in Go, which may keep something", object)
		}
		if monitor, is := object.(sim.Monitor); is && c.network.Sink(monitor) != nil {
			return fmt.Errorf("%s is streamed to a sink, which a run that goes on would not have", object)
		}
	}
	return nil
}

// fixed reports whether nobody can change what a value refers to.
func fixed(value any) bool {
	switch value.(type) {
	case nil, units.Quantity, units.Array:
		return true
	}
	kind := reflect.TypeOf(value).Kind()
	return kind == reflect.Bool || kind == reflect.String || kind >= reflect.Int && kind <= reflect.Complex128
}

// write writes a checkpoint.
func (c *checkpoints) write(w io.Writer, at runner.Reached) error {
	note := struct {
		Subruns int
		To      []spanTo
	}{Subruns: at.Subruns}
	for _, span := range at.Remaining {
		note.To = append(note.To, spanTo{span.Name, span.Path, span.Duration.SI(), span.Duration.String()})
		if span.Path == "" && len(span.Annotations) > 0 {
			return errors.New("a hook has made a subrun with annotations")
		}
	}
	text, err := json.Marshal(note)
	if err != nil {
		return err
	}
	if len(text) >= reachedMost {
		return errors.New("there are too many subruns to come")
	}
	if err := noteDraws(c.network.Drawn(), c.run); err != nil {
		return err
	}
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(text)))
	head = binary.LittleEndian.AppendUint32(head, crc32.ChecksumIEEE(text))
	if _, err := w.Write(append(head, text...)); err != nil {
		return err
	}
	if err := c.run.SaveProgress(w); err != nil {
		return err
	}
	snapshot, err := c.network.Snapshot()
	if err != nil {
		return err
	}
	_, err = snapshot.WriteTo(w)
	return errors.Join(err, snapshot.Close())
}
