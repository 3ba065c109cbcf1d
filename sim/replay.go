package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"sort"

	"golgi/sim/internal/bind"
	"golgi/units"
)

// A replay is what a network notes of going through the time of another one.
type replay struct{ lacks map[string]error }

func (r *replay) clone() *replay {
	if r == nil {
		return nil
	}
	return &replay{maps.Clone(r.lacks)}
}

// MakeReplay makes the network a draft that goes through the time of another one, of the same objects, which has simulated: [Network.Pass] is in the place
// of Run, and Refill gives monitors what they have recorded there. So whoever reads monitors cannot tell the two apart. All else that comes of
// simulating is not there: to Get variables once time has passed is an error, and so is whatever needs connections.
func (n *Network) MakeReplay() {
	if n == nil {
		return
	}
	n.MakeDraft()
	n.replay = &replay{map[string]error{}}
}

// Replays reports whether the network is a replay.
func (n *Network) Replays() bool { return n != nil && n.replay != nil }

// ErrReplay is what a replay is wrapped in when it is asked for what only a network has that simulates: see [Network.MakeReplay].
var ErrReplay = errors.New("sim: network: it replays what monitors have recorded, and simulates nothing")

// Pass has a duration pass in a replay as Run does, which simulates it.
func (n *Network) Pass(duration units.Quantity) error {
	if err := n.unused(); err != nil {
		return err
	}
	if !n.Replays() {
		return errors.New("sim: network: it simulates, and does not replay; call Run, or MakeReplay before")
	}
	if !isDuration(duration) {
		return fmt.Errorf("sim: network: %s cannot pass; a duration is a time of 0 or more%s", duration, inTime(duration))
	}
	start := n.memory.Time()
	if err := n.memory.SetTime(n.memory.Now().Plus(duration.SI())); err != nil {
		return err
	}
	return n.noteWindows(start, false)
}

// Refill gives a monitor of a replay what such a monitor has recorded, up to the present time. What is no list over time or events is only known of the
// end of the recording: before that, it is an error to ask for it.
func (n *Network) Refill(m Monitor, r Recorded) error {
	if err := n.unused(); err != nil {
		return err
	}
	if !n.Replays() {
		return fmt.Errorf("sim: %s: its network simulates, and is not to be given recordings; MakeReplay is for that", m)
	}
	n.Lack(m, nil)
	p, err := n.partOf(m)
	if err != nil {
		return err
	}
	err = m.refill(p, recording{r, n.memory.Time() - float64(bind.StepTolerance*p.DT()), endOf(r) > bind.StepAt(n.memory.Time(), p.DT())})
	if err != nil {
		n.Lack(m, fmt.Errorf("sim: %s: %w", m, err))
	}
	return nil
}

// Lack has whoever asks a monitor of a replay for what it has recorded get an error; nil takes that back.
func (n *Network) Lack(m Monitor, err error) {
	switch {
	case !n.Replays() || absent(m):
	case err == nil:
		delete(n.replay.lacks, m.Name())
	default:
		n.replay.lacks[m.Name()] = err
	}
}

// Agrees returns an error where a monitor of a replay was not in the network at just those times at which the recording was made: then the subruns were
// others.
func (n *Network) Agrees(m Monitor, r Recorded) error {
	windows, err := n.Windows(m)
	if err != nil {
		return err
	}
	p, err := n.partOf(m)
	if err != nil {
		return err
	}
	now := Recorded{Attributes: map[string]any{}}
	now.addWindows(windows, p.DT())
	for _, name := range []string{"dt", "start", "stop"} {
		was, is := r.Attributes[name], now.Attributes[name]
		if before, said := was.(float64); said && was != is && name != "dt" { // older files have what was asked for
			was = bind.StepAt(before, p.DT())
		}
		if was != is {
			return fmt.Errorf("sim: %s: its recording has %s = %v s, and the replay %v s: the network ran otherwise then", m, name, orNone(was), orNone(is))
		}
	}
	was, _ := floatsOf(r, windowsName)
	is, _ := floatsOf(now, windowsName)
	if !slices.Equal(was, is) {
		return fmt.Errorf("sim: %s: its recording was made from, until %v s, and the replay has %v s: the network ran otherwise then", m, was, is)
	}
	return nil
}

// orNone is a time to be shown.
func orNone(x any) any {
	if t, is := x.(float64); is {
		return units.Rounded(t)
	}
	return "no"
}

// endOf returns when a recording ends, in seconds.
func endOf(r Recorded) float64 {
	stop, _ := r.Attributes["stop"].(float64)
	return stop
}

// past returns an error where time has passed in a replay: what has become of an object is not known.
func (n *Network) past(o Object, what string) error {
	if !n.Replays() || n.memory.Time() == 0 {
		return nil
	}
	return fmt.Errorf("%w: what %s of %s was at %s is not known; have a monitor record it, and run again", ErrReplay, what, o, seconds(units.Rounded(n.memory.Time())))
}

// lacked returns why a monitor of a replay has nothing.
func (n *Network) lacked(o Object) error {
	if !n.Replays() {
		return nil
	}
	return n.replay.lacks[o.Name()]
}

// A recording is what a monitor is refilled with.
type recording struct {
	Recorded
	until  float64 // times from then on are to come
	partly bool    // the recording goes on beyond the present time
}

// whole returns an error where the recording goes on.
func (r recording) whole() error {
	if r.partly {
		return fmt.Errorf("what it had gathered by then was not stored, but what it had at %v s, when it left; keep times, or look at it then", endOf(r.Recorded))
	}
	return nil
}

// times returns the times of recording, up to the present.
func (r recording) times() ([]float64, error) {
	t, err := floatsOf(r.Recorded, "t")
	if err != nil {
		return nil, err
	}
	return t[:sort.SearchFloat64s(t, r.until)], nil
}

// number returns a whole number among the attributes, which is an int64 once it was stored.
func (r recording) number(name string) int64 {
	switch n := r.Attributes[name].(type) {
	case int:
		return int64(n)
	case int64:
		return n
	}
	return 0
}

// rows returns the rows of a list over n times, each of so many values, up to the present.
func (r recording) rows(name string, n, width int) ([]float64, error) {
	values, err := floatsOf(r.Recorded, name)
	if err == nil && len(values) < n*width {
		err = fmt.Errorf("its recording has %d values %q, and wants %d", len(values), name, n*width)
	}
	if err != nil {
		return nil, err
	}
	return values[:n*width], nil
}

// floatsOf returns the numbers of a series.
func floatsOf(r Recorded, name string) ([]float64, error) { return listOf[float64](r, name) }

func listOf[T float64 | int32 | int64](r Recorded, name string) ([]T, error) {
	for _, s := range r.Series {
		if s.Name != name {
			continue
		}
		if list, is := s.Values.([]T); is {
			return list, nil
		}
		return nil, fmt.Errorf("%q was recorded as a %T, and no list of %T", name, s.Values, *new(T))
	}
	return nil, fmt.Errorf("%q was not recorded", name)
}
