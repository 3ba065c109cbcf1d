package search

import "math"

// A process is a Gaussian process that was seen at some places: what is known of a function there, and how well it is known elsewhere. Its
// correlation is Matern's with 5/2, over a length for each coordinate, and what is seen has some noise.
//
// Source: Rasmussen & Williams (2006), Gaussian Processes for Machine Learning, ch. 2, 4 and 5.
type process struct {
	places   [][]float64
	seen     []float64
	shape    shape
	root     [][]float64 // the lower triangle that times its transpose is the correlation of what is seen
	mean     float64
	variance float64
	weights  []float64 // the inverse of the correlation, times what is seen without its mean
}

// A shape is what is not known of a process, as logarithms: its lengths, and the noise as a part of the variance.
type shape struct {
	lengths []float64
	noise   float64
}

// The search for a shape begins with these, and goes on in steps from the first to the last.
var (
	firstLengths = []float64{0.15, 0.4, 1}
	firstNoises  = []float64{1e-6, 1e-2}
)

const firstStep, lastStep = 1.0, 0.2

// The shapes that are likely before anything is seen: half the interval within a factor of 3, and little noise.
const (
	likelyLength, spreadOfLength = 0.5, 1.1
	likelyNoise, spreadOfNoise   = 1e-5, 4.0
	leastNoise                   = 1e-8
)

// fitted returns the process whose shape is most likely by what was seen: it climbs from the best of some, one coordinate after the other.
func fitted(places [][]float64, seen []float64) process {
	p := process{places: places, seen: seen}
	best, top := shape{}, math.Inf(-1)
	try := func(s shape) bool {
		if found := p.take(s); found > top {
			best, top = s, found
			return true
		}
		return false
	}
	for _, length := range firstLengths {
		for _, noise := range firstNoises {
			s := shape{make([]float64, len(places[0])), log(noise)}
			for k := range s.lengths {
				s.lengths[k] = log(length)
			}
			try(s)
		}
	}
	for step := firstStep; step >= lastStep; {
		better := false
		for k := range len(best.lengths) + 1 {
			better = try(best.moved(k, step)) || try(best.moved(k, -step)) || better
		}
		if !better {
			step /= 2
		}
	}
	p.take(best)
	return p
}

// moved returns the shape with one of its logarithms changed; the last is the noise.
func (s shape) moved(k int, by float64) shape {
	to := shape{append([]float64{}, s.lengths...), s.noise}
	if k == len(s.lengths) {
		to.noise = max(log(leastNoise), s.noise+by)
	} else {
		to.lengths[k] += by
	}
	return to
}

// take gives the process a shape, and returns the logarithm of how likely that is, but for what is the same for all; it is lower than any if
// the correlation is no such to the precision of numbers.
func (p *process) take(s shape) float64 {
	p.shape, p.root = s, nil
	for i := range p.places {
		if !p.extend(i) {
			return math.Inf(-1)
		}
	}
	p.look()
	n, likely := float64(len(p.seen)), 0.0
	for i := range p.root {
		likely -= log(p.root[i][i])
	}
	likely -= float64(n * log(p.variance) / 2)
	for _, length := range s.lengths {
		likely -= square((length-log(likelyLength))/spreadOfLength) / 2
	}
	return likely - square((s.noise-log(likelyNoise))/spreadOfNoise)/2
}

// extend adds row i of the root, those before are there, and reports whether there is one.
func (p *process) extend(i int) bool {
	row := make([]float64, i+1)
	for j := range i {
		row[j] = p.correlation(p.places[i], p.places[j])
	}
	p.solve(row[:i])
	left := 1 + exp(p.shape.noise)
	for _, x := range row[:i] {
		left -= float64(x * x)
	}
	if !(left > leastNoise/16) {
		return false
	}
	row[i] = math.Sqrt(left)
	p.root = append(p.root, row)
	return true
}

// look computes mean, variance and weights. The mean is the one that is most likely by the correlation.
func (p *process) look() {
	ones, seen := make([]float64, len(p.seen)), append([]float64{}, p.seen...)
	for i := range ones {
		ones[i] = 1
	}
	p.solve(ones)
	p.solve(seen)
	p.mean = dot(ones, seen) / dot(ones, ones)
	for i := range seen {
		seen[i] -= float64(p.mean * ones[i])
	}
	p.variance = max(dot(seen, seen)/float64(len(seen)), math.SmallestNonzeroFloat64)
	for i := len(seen) - 1; i >= 0; i-- { // by the transpose
		seen[i] /= p.root[i][i]
		for j := range i {
			seen[j] -= float64(p.root[i][j] * seen[i])
		}
	}
	p.weights = seen
}

// solve replaces x by the inverse of the root times it, as far as x goes.
func (p *process) solve(x []float64) {
	for i := range x {
		row := p.root[i]
		x[i] = (x[i] - dot(row[:i], x[:i])) / row[i]
	}
}

// at returns the mean and the standard deviation of the function at a place.
func (p *process) at(place []float64) (mean, deviation float64) {
	row := make([]float64, len(p.places))
	for i := range row {
		row[i] = p.correlation(place, p.places[i])
	}
	mean = p.mean + dot(row, p.weights)
	p.solve(row)
	return mean, math.Sqrt(float64(p.variance * max(0, 1-dot(row, row))))
}

// least returns the lowest mean at a place that was seen, and that place.
func (p *process) least() (mean float64, place []float64) {
	mean, place = math.Inf(1), p.places[0]
	for i, seen := range p.seen {
		if m := seen - float64(exp(p.shape.noise)*p.weights[i]); m < mean {
			mean, place = m, p.places[i]
		}
	}
	return mean, place
}

// believe takes the mean at a place for what was seen there.
func (p *process) believe(place []float64) {
	mean, _ := p.at(place)
	p.places, p.seen = append(p.places[:len(p.places):len(p.places)], place), append(p.seen[:len(p.seen):len(p.seen)], mean)
	if variance := p.variance; p.extend(len(p.places) - 1) {
		p.look()
		p.variance = variance
		return
	}
	p.places, p.seen = p.places[:len(p.places)-1], p.seen[:len(p.seen)-1] // it is as good as seen
}

// correlation returns that of the function at two places.
func (p *process) correlation(a, b []float64) float64 {
	r2 := 0.0
	for k := range a {
		r2 += square((a[k] - b[k]) / exp(p.shape.lengths[k]))
	}
	r := math.Sqrt(float64(5 * r2))
	return float64((1 + r + float64(r*r)/3) * exp(-r))
}

func square(x float64) float64 { return float64(x * x) }

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}
