package reference

import "golgi/sim/internal/engine"

// propagation is a bound step that delivers spikes.
type propagation struct {
	queue    *queue
	spikes   *list
	from, to int32
	rows     *array
	order    *array // nil: the synapses of a row have consecutive numbers
	delays   *array // nil: all have the same
	delay    int64
	byRange  *frame // the kernel over consecutive synapses
	byList   *frame // the kernel over synapses by number
	merge    bool   // batches may be merged
}

// checkDelays makes room in the queue for the longest delay; it reports a negative or too long one.
func (p *propagation) checkDelays() error {
	longest := p.delay
	if p.delays != nil {
		for s, d := range p.delays.narrows {
			if d < 0 {
				return engine.NegativeDelay(int64(s), int64(d))
			}
			longest = max(longest, int64(d))
		}
	}
	if longest > engine.MaxDelay {
		return engine.LongDelay(longest)
	}
	p.queue.reserve(int(longest))
	return nil
}

// run puts the spikes of this step on their way and runs the kernel over the synapses that are due.
func (p *propagation) run(t moment) error {
	d := delivery{propagation: p, tick: t.tick}
	spikes := p.spikes.between(p.from, p.to)
	if p.delays == nil && p.delay == 0 && len(p.queue.at(0).batches) == 0 {
		if err := p.deliverNow(&d, spikes); err != nil {
			return err
		}
	} else if err := p.put(spikes); err != nil {
		return err
	} else if err := p.deliverDue(&d); err != nil {
		return err
	}
	p.queue.advance()
	return nil
}

// row returns the range of row entries of a spike, which lies within limit.
func (p *propagation) row(spike int32, limit int) (lo, hi int32, err error) {
	r := int(spike - p.from)
	if r+1 >= len(p.rows.ints) {
		return 0, 0, engine.NoRow(p.rows.name, int64(r))
	}
	first, end := p.rows.ints[r], p.rows.ints[r+1]
	if first < 0 || end < first || end > int64(limit) {
		return 0, 0, engine.BadRow(p.rows.name, int64(r), first, end, int64(limit))
	}
	return int32(first), int32(end), nil
}

// limit returns how far rows may reach.
func (p *propagation) limit() int {
	const most = 1<<31 - 1
	switch {
	case p.order != nil:
		return min(len(p.order.narrows), most)
	case p.delays != nil:
		return min(len(p.delays.narrows), most)
	}
	return most
}

// deliverNow runs the kernel over the rows of spikes at once.
func (p *propagation) deliverNow(d *delivery, spikes []int32) error {
	limit := p.limit()
	for _, spike := range spikes {
		lo, hi, err := p.row(spike, limit)
		if err != nil {
			return err
		}
		if p.order != nil {
			err = d.list(p.order.narrows[lo:hi])
		} else {
			err = d.span(lo, hi)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put puts the synapses of spikes on their way.
func (p *propagation) put(spikes []int32) error {
	limit := p.limit()
	for _, spike := range spikes {
		lo, hi, err := p.row(spike, limit)
		switch {
		case err != nil:
			return err
		case lo == hi:
		case p.delays != nil:
			err = p.putEach(lo, hi)
		case p.order != nil:
			p.queue.putList(p.delay, p.order.narrows[lo:hi])
		default:
			p.queue.putRange(p.delay, lo, hi)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// putEach puts the synapses of one row, each with its own delay. Delays may have been written since the
// plan was bound.
func (p *propagation) putEach(lo, hi int32) error {
	delays := p.delays.narrows
	for k := lo; k < hi; k++ {
		s := k
		if p.order != nil {
			s = p.order.narrows[k]
		}
		if uint(s) >= uint(len(delays)) {
			return engine.NoDelay(p.delays.name, int64(s))
		}
		if d := delays[s]; uint(d) < uint(len(p.queue.slots)) {
			p.queue.putOne(int64(d), s)
		} else if err := p.checkDelays(); err != nil {
			return err
		} else {
			p.queue.putOne(int64(d), s)
		}
	}
	return nil
}

// deliverDue runs the kernel over what is due in this step.
func (p *propagation) deliverDue(d *delivery) error {
	due := p.queue.at(0)
	for _, b := range due.seal(p.merge) {
		var err error
		if b.listed {
			err = d.list(due.synapses[b.from:b.to])
		} else {
			err = d.span(b.from, b.to)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// delivery runs the kernel of a propagation in one step; what is the same for all synapses is computed
// once, and only if there are any.
type delivery struct {
	*propagation
	tick                  uint64
	rangeBegun, listBegun bool
}

// span runs the kernel over consecutive synapses.
func (d *delivery) span(from, to int32) error {
	if !d.rangeBegun {
		if err := d.byRange.begin(d.tick); err != nil {
			return err
		}
		d.rangeBegun = true
	}
	return d.byRange.runRange(int(from), int(to))
}

// list runs the kernel over synapses by number.
func (d *delivery) list(synapses []int32) error {
	if !d.listBegun {
		if err := d.byList.begin(d.tick); err != nil {
			return err
		}
		d.listBegun = true
	}
	return d.byList.runList(synapses)
}
