package interval

// Group is called for some rows that follow each other, from ≤ i < to, with the spans of columns in which a value of theirs may be its
// largest, or no number of 0 or more.
type Group func(from, to int, spans []Span) error

// Highest goes through all rows in their order, in groups, where the kernel computes a value v(i, j) of 0 or more of which values
// above 1 count as 1. In each row of a group, every value outside the spans is a number of 0 or more that is smaller than the largest of the row.
func (t *Test) Highest(rows, columns Block, stopped func() error, visit Group) error {
	if rows.Size == 0 || columns.Size == 0 {
		return nil
	}
	h := &heights{search{test: t, rows: rows, columns: columns, stopped: stopped}, visit}
	return h.refine(0, rows.Size, []Span{{From: 0, To: columns.Size}})
}

// heights is a search for the largest values.
type heights struct {
	search
	group Group
}

// refine narrows the spans for rows, and halves these down to leaf.
func (h *heights) refine(from, to int, spans []Span) error {
	if err := h.stopped(); err != nil {
		return err
	}
	rows, width := h.rows.ends(from, to), max(leaf, to-from)
	for wide := true; wide; {
		spans = h.keep(rows, spans, 0)
		spans, wide = halved(spans, width)
	}
	if to-from <= leaf {
		if spans = h.keep(rows, spans, 0); len(spans) > 1 {
			spans = h.keep(rows, spans, h.least(from, to, spans))
		}
		var joined []Span
		for _, s := range spans {
			joined = join(joined, s)
		}
		return h.group(from, to, joined)
	}
	middle := from + (to-from)/2
	if err := h.refine(from, middle, spans); err != nil {
		return err
	}
	return h.refine(middle, to, spans)
}

// patience is how many spans are looked at for the largest value of a row.
const patience = 100

// least returns a number that is not above the largest value of any of some rows.
func (h *heights) least(from, to int, spans []Span) float64 {
	group, least := h.rows.ends(from, to), 1.0
	bounded := make([]peak, len(spans), len(spans)+patience)
	for k, s := range spans {
		bounded[k] = peak{s, h.test.bound(group, h.columns.ends(s.From, s.To)), false}
	}
	for i := from; i < to && least > 0; i++ {
		least = min(least, h.leastOf(h.rows.ends(i, i+1), append(bounded[len(bounded):], bounded...)))
	}
	return least
}

// peak is a span with bounds: those of a row, or of several.
type peak struct {
	Span
	bound Range
	own   bool
}

// leastOf returns a number that is not above the largest value of a row: it looks for that where the bounds are highest.
func (h *heights) leastOf(row Range, peaks []peak) float64 {
	for range patience {
		highest := 0
		for k, p := range peaks {
			if p.bound.Hi > peaks[highest].bound.Hi {
				highest = k
			}
		}
		switch p := &peaks[highest]; {
		case !p.bound.isProbability():
			return 0
		case !p.own:
			p.bound, p.own = h.test.bound(row, h.columns.ends(p.From, p.To)), true
		case p.To-p.From == 1:
			return p.bound.Lo
		default:
			middle, to, bound := p.From+(p.To-p.From)/2, p.To, p.bound
			p.To, p.own = middle, false
			peaks = append(peaks, peak{Span{From: middle, To: to}, bound, false})
		}
	}
	return 0
}

// keep leaves out the spans whose values are all smaller than least, or than some value that each of the rows has.
func (h *heights) keep(rows Range, spans []Span, least float64) []Span {
	bounds := make([]Range, len(spans))
	for k, s := range spans {
		bounds[k] = h.test.bound(rows, h.columns.ends(s.From, s.To))
		if b := bounds[k]; b.isProbability() {
			least = max(least, min(b.Lo, 1))
		}
	}
	var kept []Span
	for k, b := range bounds {
		if !b.isProbability() || b.Hi >= least {
			kept = append(kept, spans[k])
		}
	}
	return kept
}

// isProbability reports whether all values are numbers of 0 or more.
func (r Range) isProbability() bool { return !r.NaN && r.Lo >= 0 }

// halved cuts spans that are wider than a width in two, and reports whether there were such.
func halved(spans []Span, width int) (parts []Span, wide bool) {
	for _, s := range spans {
		if s.To-s.From <= width {
			parts = append(parts, s)
			continue
		}
		middle := s.From + (s.To-s.From)/2
		parts, wide = append(parts, Span{From: s.From, To: middle}, Span{From: middle, To: s.To}), true
	}
	return parts, wide
}
