package manager

import (
	"slices"
	"time"
)

// tellEvery is how often progress within runs is told.
const tellEvery = 200 * time.Millisecond

// simulated counts the time that runs simulate, in seconds.
type simulated struct {
	lasting func(i int) float64 // how much a run simulates; nil: that is not known
	planned float64             // of all runs
	ready   float64             // of the runs that need no more work
	worked  float64             // of those that were executed here
	under   map[int]float64     // what each of those under way has simulated so far
	told    time.Time           // when that was reported last
}

func (s *simulated) begin(total int, lasting func(i int) float64) {
	*s = simulated{lasting: lasting, under: map[int]float64{}, told: time.Now()}
	s.plan(0, total)
}

// plan takes in that there are runs.
func (s *simulated) plan(from, to int) {
	for i := from; s.lasting != nil && i < to; i++ {
		s.planned += s.lasting(i)
	}
}

// ended counts a run that needs no more work.
func (s *simulated) ended(run int, here bool) {
	delete(s.under, run)
	if s.lasting == nil {
		return
	}
	s.ready += s.lasting(run)
	if here {
		s.worked += s.lasting(run)
	}
}

// advance takes in how much a run under way has simulated, and reports whether it is time to tell. Hooks may make it more than was planned.
func (s *simulated) advance(run int, so float64) (tell bool) {
	if s.lasting == nil {
		return false
	}
	s.under[run] = min(so, s.lasting(run))
	if time.Since(s.told) < tellEvery*9/10 {
		return false
	}
	s.told = time.Now()
	return true
}

// done returns how much needs no more work.
func (s *simulated) done() float64 { return min(s.ready+s.halfway(), s.planned) }

// here returns how much was simulated here.
func (s *simulated) here() float64 { return s.worked + s.halfway() }

// halfway returns what the runs under way have simulated.
func (s *simulated) halfway() (sum float64) {
	for _, time := range s.under {
		sum += time
	}
	return sum
}

// manyDurations is for how many runs that differ durations are looked up.
const manyDurations = 10_000

// lasting returns how much time each run simulates; nil where the runner does not tell.
func (e *exploration) lasting() func(i int) float64 {
	first, read, known := e.lasts(0)
	if !known {
		return nil
	}
	explored := e.traj.ExploredPaths()
	if !slices.ContainsFunc(read, func(path string) bool { return slices.Contains(explored, path) }) {
		return func(int) float64 { return first }
	}
	if e.traj.Len() > manyDurations {
		return nil
	}
	times := make([]float64, e.traj.Len())
	for i := range times {
		if times[i], _, known = e.lasts(i); !known {
			return nil
		}
	}
	return func(i int) float64 {
		for len(times) <= i { // of a search
			time, _, _ := e.lasts(len(times))
			times = append(times, time)
		}
		return times[i]
	}
}

// lasts returns how much time a run simulates, and what was read to tell that.
func (e *exploration) lasts(i int) (time float64, read []string, known bool) {
	run, err := e.traj.Run(i)
	if err != nil {
		return 0, nil, false
	}
	time, known = e.m.cycle.Lasts(run)
	return time, run.ReadPaths(), known
}
