package sim

import (
	"encoding/binary"
	"slices"

	"golgi/sim/internal/interval"
	"golgi/sim/internal/lower"
	"golgi/sim/internal/rng"
	"golgi/sim/internal/topology"
)

// random reports whether what is computed of pairs draws random numbers; these depend on how many pairs are computed at once, and on
// how often something was.
func (c *connect) random() bool {
	for _, t := range []*lower.Template{c.condition, c.probability, c.count} {
		if t != nil && t.Kernel.Draws() {
			return true
		}
	}
	return false
}

// bounded reports whether pairs may be left out for which the condition cannot hold. Probabilities that differ between pairs are all
// needed: their largest decides how a row is drawn.
func (c *connect) bounded() bool {
	return c.condition != nil && c.probability == nil && !c.random()
}

// long is how many pairs of a row are worth a kernel of their own.
const long = 1024

// spans goes through the parts of rows in which the condition may hold.
func (d *drawing) spans() error {
	test, rows, columns, err := d.bounds(d.connect.test)
	if err != nil {
		return err
	}
	d.spanned = true
	skipper := topology.NewSkipper(d.connect.fixed)
	var js []int32
	return test.Spans(rows, columns, d.memory.Stopped, func(i int, spans []interval.Span) error {
		d.begin(i)
		if d.connect.fixed < 1 {
			stream := rng.NewStream(d.site.Key(), uint32(i), 0)
			js = skipper.Row(js[:0], d.target.size, &stream)
			d.within(int32(i), js, spans)
			return d.full()
		}
		for _, s := range spans {
			if err := d.span(int32(i), s); err != nil {
				return err
			}
		}
		return d.full()
	})
}

// bounds returns what finds bounds of a kernel for rows of pairs, and the blocks of these. The state of neurons does not change while
// they are connected.
func (d *drawing) bounds(t *lower.Template) (test *interval.Test, rows, columns interval.Block, err error) {
	rows = interval.Block{Size: d.source.size, At: d.source.at}
	columns = interval.Block{Size: d.target.size, At: d.target.at}
	d.at(0, 0)
	values, err := d.site.Contents(t)
	contents := make([]*interval.Content, len(values))
	for k := range values {
		if values[k] != nil {
			contents[k] = interval.NewContent(values[k])
		}
	}
	return interval.NewTest(t.Kernel, d.site.Consts(t), lower.Row, lower.First, contents), rows, columns, err
}

// within takes those members of a row that lie in spans, or notes them as candidates; both ascend. It may change the list.
func (d *drawing) within(i int32, js []int32, spans []interval.Span) {
	kept := js[:0]
	certain := !slices.ContainsFunc(spans, func(s interval.Span) bool { return !s.Certain })
	for _, s := range spans {
		from, _ := slices.BinarySearch(js, int32(s.From))
		to, _ := slices.BinarySearch(js, int32(s.To))
		if certain {
			kept = append(kept, js[from:to]...) // of js itself, in which they stand no earlier
			continue
		}
		for _, j := range js[from:to] {
			d.candidate(i, j, s.Certain)
		}
	}
	if certain {
		d.takeRow(i, kept)
	}
}

// candidate notes a candidate pair, of which it may be certain that it meets the condition.
func (d *drawing) candidate(i, j int32, certain bool) {
	if !certain {
		d.doubtful = append(d.doubtful, int32(len(d.pre)))
	}
	d.take(i, j)
}

// examineDoubtful keeps the candidates that meet the condition, of which all that are not doubtful do.
func (d *drawing) examineDoubtful() error {
	if len(d.doubtful) == 0 {
		return nil
	}
	pre, post := make([]int32, len(d.doubtful)), make([]int32, len(d.doubtful))
	for k, at := range d.doubtful {
		pre[k], post[k] = d.pre[at], d.post[at]
	}
	keep, err := d.probe(d.connect.condition, pre, post)
	if err != nil {
		return err
	}
	n, next := 0, 0 // of the candidates that are kept, and of those that are doubtful
	for k := range d.pre {
		if next < len(d.doubtful) && int(d.doubtful[next]) == k {
			if next++; keep[next-1] == 0 {
				continue
			}
		}
		d.pre[n], d.post[n] = d.pre[k], d.post[k]
		n++
	}
	d.pre, d.post, d.doubtful = d.pre[:n], d.post[:n], d.doubtful[:0]
	return nil
}

// span takes or examines the pairs of a span.
func (d *drawing) span(i int32, s interval.Span) error {
	alone := s.To-s.From >= long && (s.Certain || d.target.list == nil)
	if alone {
		if err := d.flush(); err != nil {
			return err
		}
	}
	if alone && !s.Certain {
		return d.test(i, s)
	}
	for j := s.From; j < s.To; j++ {
		d.candidate(i, int32(j), s.Certain)
	}
	if alone {
		return d.finish()
	}
	return nil
}

// at says of which pairs a kernel for rows is.
func (d *drawing) at(i int32, first int) {
	d.site.Number(lower.Row, float64(d.source.at(int(i))))
	d.site.Number(lower.First, float64(d.target.at(first)))
}

// test examines the pairs of a span, whose targets follow each other.
func (d *drawing) test(i int32, s interval.Span) error {
	d.at(i, s.From)
	answers, err := d.site.Test(d.connect.test, s.To-s.From)
	if err != nil {
		return err
	}
	pre, first := d.source.at(int(i)), d.target.at(s.From)
	for k := 0; k < len(answers); k++ {
		for len(answers)-k >= 8 && binary.LittleEndian.Uint64(answers[k:]) == 0 {
			k += 8
		}
		if k < len(answers) && answers[k] != 0 {
			d.pre, d.post = append(d.pre, pre), append(d.post, first+int32(k))
		}
	}
	return d.finish()
}
