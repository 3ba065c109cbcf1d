package sim

import (
	"encoding/binary"

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
	skipper := topology.NewSkipper(d.connect.fixed)
	var js []int32
	return test.Spans(rows, columns, d.memory.Stopped, func(i int, spans []interval.Span) error {
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

// within takes those members of a row that lie in spans; both ascend.
func (d *drawing) within(i int32, js []int32, spans []interval.Span) {
	for _, j := range js {
		for len(spans) > 0 && spans[0].To <= int(j) {
			spans = spans[1:]
		}
		if len(spans) == 0 {
			return
		}
		if spans[0].From <= int(j) {
			d.take(i, j)
		}
	}
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
	pre := d.source.at(int(i))
	for j := s.From; j < s.To; j++ {
		d.pre, d.post = append(d.pre, pre), append(d.post, d.target.at(j))
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
