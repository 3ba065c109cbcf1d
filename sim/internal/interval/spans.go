package interval

// Span is a part of a row: columns From ≤ j < To. Certain says that the condition holds for all of them.
type Span struct {
	From, To int
	Certain  bool
}

// leaf is the side of a block that is not halved any more: to judge it costs about as much as to examine a few tens of pairs.
const leaf = 32

// Block is the neurons of one side: At is what a kernel calls number k of them. It ascends.
type Block struct {
	Size int
	At   func(k int) int32
}

// ends returns the range of numbers from ≤ k < to.
func (b Block) ends(from, to int) Range {
	return Range{Lo: float64(b.At(from)), Hi: float64(b.At(to - 1))}
}

// Spans calls visit for rows in ascending order, with the parts of columns in which the condition may hold, in ascending order; most
// rows without any are left out. The spans are valid during the call. It asks stopped now and then, and ends at an error.
func (t *Test) Spans(rows, columns Block, stopped func() error, visit func(i int, spans []Span) error) error {
	if rows.Size == 0 || columns.Size == 0 {
		return nil
	}
	s := &search{t, rows, columns, stopped, visit}
	return s.refine(0, rows.Size, []Span{{From: 0, To: columns.Size}})
}

// search goes down from all pairs to single rows.
type search struct {
	test          *Test
	rows, columns Block
	stopped       func() error
	visit         func(i int, spans []Span) error
}

// refine goes through rows from ≤ i < to, of which the spans say where the condition may hold.
func (s *search) refine(from, to int, spans []Span) error {
	if err := s.stopped(); err != nil {
		return err
	}
	rows := s.rows.ends(from, to)
	var parts []Span
	for _, span := range spans {
		if span.Certain {
			parts = join(parts, span)
		} else {
			parts = s.split(rows, max(leaf, to-from), span, parts)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	if to-from > leaf {
		middle := from + (to-from)/2
		if err := s.refine(from, middle, parts); err != nil {
			return err
		}
		return s.refine(middle, to, parts)
	}
	parts = s.whole(parts)
	for i := from; i < to; i++ {
		if err := s.visit(i, parts); err != nil {
			return err
		}
	}
	return nil
}

// worthwhile is up to which part of a row is examined in pieces: a whole row is examined three times as fast.
const worthwhile = 1.0 / 3

// whole returns one span for the row instead of spans where most of it has to be examined.
func (s *search) whole(spans []Span) []Span {
	perhaps := 0
	for _, x := range spans {
		if !x.Certain {
			perhaps += x.To - x.From
		}
	}
	if float64(perhaps) <= worthwhile*float64(s.columns.Size) {
		return spans
	}
	return []Span{{From: 0, To: s.columns.Size}}
}

// split appends the parts of a span, of about a width, in which the condition may hold for some of the rows.
func (s *search) split(rows Range, width int, span Span, parts []Span) []Span {
	switch s.test.Judge(rows, s.columns.ends(span.From, span.To)) {
	case Never:
		return parts
	case Always:
		span.Certain = true
		return join(parts, span)
	}
	if span.To-span.From <= width {
		return join(parts, span)
	}
	middle := span.From + (span.To-span.From)/2
	parts = s.split(rows, width, Span{From: span.From, To: middle}, parts)
	return s.split(rows, width, Span{From: middle, To: span.To}, parts)
}

// join appends a span, or prolongs the last one where they are one.
func join(spans []Span, next Span) []Span {
	if n := len(spans); n > 0 && spans[n-1].To == next.From && spans[n-1].Certain == next.Certain {
		spans[n-1].To = next.To
		return spans
	}
	return append(spans, next)
}
