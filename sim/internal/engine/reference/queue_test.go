package reference

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"testing"

	"golgi/sim/internal/engine"
	"golgi/sim/internal/ir"

	"pgregory.net/rapid"
)

// pathwayCase is a random pathway from a few neurons, and their spikes.
type pathwayCase struct {
	neurons int
	raster  []uint8 // steps × neurons
	rows    []int64
	order   []int32 // nil: consecutive numbers
	delays  []int32 // nil: uniform
	uniform []int32 // uniform delay of each phase
	ends    []int64 // last step of each phase, plus one
	from    int32   // spikes from here on belong to the rows
	weights []float64
	post    []int32
}

const pathwaySteps = 24

// drawPathway draws a case.
func drawPathway(t *rapid.T) *pathwayCase {
	c := &pathwayCase{neurons: rapid.IntRange(1, 6).Draw(t, "neurons")}
	cells := pathwaySteps * c.neurons
	c.raster = rapid.SliceOfN(rapid.Uint8Range(0, 1), cells, cells).Draw(t, "raster")
	c.from = rapid.Int32Range(0, int32(c.neurons)).Draw(t, "from")
	c.rows = []int64{0}
	for range c.neurons - int(c.from) {
		c.rows = append(c.rows, c.rows[len(c.rows)-1]+rapid.Int64Range(0, 7).Draw(t, "row"))
	}
	synapses := int(c.rows[len(c.rows)-1])
	if rapid.Bool().Draw(t, "ordered") {
		numbers := make([]int32, synapses)
		for s := range numbers {
			numbers[s] = int32(s)
		}
		c.order = rapid.Permutation(numbers).Draw(t, "order")
	}
	if rapid.Bool().Draw(t, "delays") {
		c.delays = rapid.SliceOfN(rapid.Int32Range(0, 12), synapses, synapses).Draw(t, "delay of each")
	}
	c.ends = []int64{int64(rapid.IntRange(0, pathwaySteps).Draw(t, "end")), pathwaySteps}
	c.uniform = rapid.SliceOfN(rapid.Int32Range(0, 9), 2, 2).Draw(t, "delay of all")
	c.post = rapid.SliceOfN(rapid.Int32Range(0, 2), synapses, synapses).Draw(t, "post")
	c.weights = rapid.SliceOfN(rapid.Float64Range(-1, 1), synapses, synapses).Draw(t, "weights")
	return c
}

// arrival is a synapse on its way.
type arrival struct {
	due, put   int64
	spike, pos int
	synapse    int32
}

// expected returns the synapses in order of arrival, worked out naively.
func (c *pathwayCase) expected() []int32 {
	var all []arrival
	for step := range int64(pathwaySteps) {
		phase := 0
		if step >= c.ends[0] {
			phase = 1
		}
		for n := int(c.from); n < c.neurons; n++ {
			if c.raster[int(step)*c.neurons+n] == 0 {
				continue
			}
			row := n - int(c.from)
			for pos := int(c.rows[row]); pos < int(c.rows[row+1]); pos++ {
				s := int32(pos)
				if c.order != nil {
					s = c.order[pos]
				}
				delay := c.uniform[phase]
				if c.delays != nil {
					delay = c.delays[s]
				}
				all = append(all, arrival{step + int64(delay), step, n, pos, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b arrival) int {
		return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.put, b.put), cmp.Compare(a.spike, b.spike),
			cmp.Compare(a.pos, b.pos))
	})
	var order []int32
	for _, a := range all {
		if a.due < pathwaySteps {
			order = append(order, a.synapse)
		}
	}
	return order
}

// The arrays of the plan of a case, after the three of its clock.
const (
	rasterArray = iota + 3
	rowsArray
	postArray
	weightArray
	sumArray
	positionArray
	logArray
	orderArray
	delayArray
	useArray
)

// What the kernel of a pathway does: it adds weights to targets, writes down the numbers of synapses, or
// changes each synapse depending on what it was.
const (
	sums = iota
	logs
	uses
)

// plan returns the plan of a phase.
func (c *pathwayCase) plan(phase, what int) *ir.Plan {
	p := &ir.Plan{Memory: &ir.Memory{Queues: 1, Lists: []ir.ListDecl{{Name: "spikes", Cap: c.neurons}}}}
	p.Clocks = []ir.Clock{clockOf(p, 1e-3)}
	shared := func(name string, elem ir.Elem, content any, n int) {
		p.Memory.Arrays = append(p.Memory.Arrays, ir.ArrayDecl{Name: name, Elem: elem, Len: n, Shared: content})
	}
	shared("raster", ir.Bool8, c.raster, len(c.raster))
	shared("rows", ir.Int64, c.rows, len(c.rows))
	shared("post", ir.Int32, c.post, len(c.post))
	shared("weights", ir.Float64, c.weights, len(c.weights))
	shared("sum", ir.Float64, nil, 3)
	shared("position", ir.Int64, nil, 1)
	shared("log", ir.Int32, nil, pathwaySteps*len(c.post)+1)
	shared("order", ir.Int32, append([]int32{}, c.order...), len(c.order))
	shared("delays", ir.Int32, append([]int32{}, c.delays...), len(c.delays))
	shared("uses", ir.Float64, nil, len(c.post))
	p.Kernels = []*ir.Kernel{rasterKernel(), sumKernel(), logKernel(), useKernel()}
	pathway := &ir.Propagate{To: int32(c.neurons), From: c.from, Rows: rowsArray,
		Order: ir.NoArray, Delays: ir.NoArray, Delay: c.uniform[phase],
		Binding: ir.Binding{Kernel: 1, Arrays: []ir.ArrayID{postArray, sumArray, weightArray}}}
	switch what {
	case logs:
		pathway.Binding = ir.Binding{Kernel: 2, Arrays: []ir.ArrayID{positionArray, logArray}}
	case uses:
		pathway.Binding = ir.Binding{Kernel: 3, Arrays: []ir.ArrayID{useArray}}
	}
	if c.order != nil {
		pathway.Order = orderArray
	}
	if c.delays != nil {
		pathway.Delays = delayArray
	}
	p.Steps = []ir.Step{
		{Name: "raster", Map: &ir.Map{N: c.neurons, List: ir.NoList, Binding: ir.Binding{
			Arrays: []ir.ArrayID{p.Clocks[0].Step, rasterArray}, Consts: []ir.Num{{Int: int64(c.neurons)}}}}},
		{Name: "pathway", Propagate: pathway},
	}
	return p
}

// rasterKernel emits what the raster says.
func rasterKernel() *ir.Kernel {
	b := ir.NewBuilder("raster")
	step := b.Load(b.Array("step", ir.Int64), b.Int(0))
	at := b.Op(ir.Add, b.Op(ir.Mul, step, b.Const("neurons", ir.Int)), b.Index())
	b.Emit(b.Load(b.Array("raster", ir.Bool8), at))
	return b.Kernel()
}

// sumKernel adds weights to targets.
func sumKernel() *ir.Kernel {
	b := ir.NewBuilder("sum")
	post := b.Load(b.Array("post", ir.Int32), b.Index())
	b.Incr(b.Array("sum", ir.Float64), post, b.Load(b.Array("weights", ir.Float64), b.Index()), ir.None)
	return b.Kernel()
}

// logKernel writes the numbers of synapses one after another.
func logKernel() *ir.Kernel {
	b := ir.NewBuilder("log")
	position := b.Array("position", ir.Int64)
	b.Store(b.Array("log", ir.Int32), b.Load(position, b.Int(0)), b.Index(), ir.None)
	b.Incr(position, b.Int(0), b.Int(1), ir.None)
	return b.Kernel()
}

// useKernel halves the synapse's own variable and adds 1: the order of one synapse's uses cannot be
// changed, and none can be lost.
func useKernel() *ir.Kernel {
	b := ir.NewBuilder("use")
	u := b.Array("uses", ir.Float64)
	half := b.Op(ir.Mul, b.Load(u, b.Index()), b.Float(0.5))
	b.Store(u, b.Index(), b.Op(ir.Add, half, b.Float(1)), ir.None)
	return b.Kernel()
}

// runPhases runs both phases, going on with a clone in between.
func (c *pathwayCase) runPhases(what int) *instance {
	var in engine.Instance = newInstance(New(), &ir.Memory{})
	for phase, end := range c.ends {
		must(in.Bind(c.plan(phase, what)))
		_, err := in.Run(context.Background(), []int64{end})
		must(err)
		in, err = in.Clone()
		must(err)
	}
	return in.(*instance)
}

// TestPathways compares the order in which synapses are served, and sums that depend on it, with the naive
// one: rows with and without order, delays of each and of all, which may change while spikes are under way.
func TestPathways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawPathway(t)
		want := c.expected()
		in := c.runPhases(logs)
		got := read[int32](in, logArray)[:read[int64](in, positionArray)[0]]
		if !slices.Equal(got, want) {
			t.Fatalf("got %v\nwant %v", got, want)
		}
		sum, used := make([]float64, 3), make([]float64, len(c.post))
		for _, s := range want {
			sum[c.post[s]] += c.weights[s]
			used[s] = used[s]*0.5 + 1
		}
		if got := read[float64](c.runPhases(sums), sumArray); !slices.Equal(got, sum) {
			t.Fatalf("sums are %v, want %v", got, sum)
		}
		if got := read[float64](c.runPhases(uses), useArray); !slices.Equal(got, used) {
			t.Fatalf("uses are %v, want %v", got, used)
		}
	})
}

// smallPathway returns a case of two neurons with two synapses each, of which the first spikes at step 0.
func smallPathway() *pathwayCase {
	c := &pathwayCase{neurons: 2, raster: make([]uint8, pathwaySteps*2), rows: []int64{0, 2, 4},
		uniform: []int32{3, 3}, ends: []int64{2, pathwaySteps},
		weights: []float64{1, 2, 3, 4}, post: []int32{0, 1, 2, 0}}
	c.raster[0] = 1
	return c
}

func TestFlush(t *testing.T) {
	c := smallPathway()
	for _, flush := range []bool{false, true} {
		in := bound(c.plan(0, sums))
		run := func(until int64) {
			_, err := in.Run(context.Background(), []int64{until})
			must(err)
		}
		run(2)
		if flush {
			must(in.Flush(0))
		}
		run(10)
		want := "[1 2 0]"
		if flush {
			want = "[0 0 0]"
		}
		if got := fmt.Sprint(read[float64](in, sumArray)); got != want {
			t.Errorf("flush %v: got %v, want %v", flush, got, want)
		}
	}
	expect(t, bound(c.plan(0, sums)).Flush(1), "reference: there is no queue 1; the instance has 1")
}

func TestDelayFaults(t *testing.T) {
	in := newInstance(New(), &ir.Memory{})
	c := smallPathway()
	c.delays = []int32{0, 5, -1, 2}
	expect(t, in.Bind(c.plan(0, sums)),
		"reference: step 1 (pathway): the delay of synapse 2 is -1 steps; it cannot be negative")
	c = smallPathway()
	c.uniform[0] = maxDelay + 1
	expect(t, newInstance(New(), &ir.Memory{}).Bind(c.plan(0, sums)),
		"reference: step 1 (pathway): a delay is 1048577 steps; at most 1048576 are possible")
}

// TestDelaysWrittenAfterBind checks that delays in state may change while a plan is bound.
func TestDelaysWrittenAfterBind(t *testing.T) {
	const where = "[0 0 0] reference: step pathway at t = 0 s: "
	for _, test := range []struct {
		delay int32
		want  string
	}{
		{100, "[0 2 0] <nil>"}, // the first synapse is still under way, the ring has grown
		{1, "[1 2 0] <nil>"},
		{-1, where + "the delay of synapse 0 is -1 steps; it cannot be negative"},
		{maxDelay + 1, where + "a delay is 1048577 steps; at most 1048576 are possible"},
	} {
		c := smallPathway()
		c.delays = []int32{0, 0, 0, 0}
		p := c.plan(0, sums)
		p.Memory.Arrays[delayArray].Shared = nil
		in := bound(p)
		must(in.Write(delayArray, 0, []int32{test.delay}))
		_, err := in.Run(context.Background(), []int64{10})
		if got := fmt.Sprint(read[float64](in, sumArray), " ", err); got != test.want {
			t.Errorf("delay %d:\n got %v\nwant %v", test.delay, got, test.want)
		}
	}
}

func TestRowFaults(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(c *pathwayCase)
		want  string
	}{
		{"backwards", func(c *pathwayCase) { c.rows = []int64{3, 2, 4} },
			"array rows: row 0 goes from 3 to 2, not within 0 to 2147483647"},
		{"beyond the order", func(c *pathwayCase) { c.order, c.rows = []int32{0, 1, 2, 3}, []int64{0, 5, 5} },
			"array rows: row 0 goes from 0 to 5, not within 0 to 4"},
		{"beyond the delays", func(c *pathwayCase) { c.delays, c.rows = []int32{1, 1, 1, 1}, []int64{0, 5, 5} },
			"array rows: row 0 goes from 0 to 5, not within 0 to 4"},
		{"order without delay",
			func(c *pathwayCase) { c.delays, c.order = []int32{1, 1, 1, 1}, []int32{9, 1, 2, 3} },
			"array delays has no delay for synapse 9"},
		{"beyond the synapses", func(c *pathwayCase) { c.uniform[0], c.rows = 0, []int64{0, 5, 5} },
			"kernel sum: index 4 is outside array post (parameter post), which has 4 elements"},
		{"order beyond the synapses", func(c *pathwayCase) { c.uniform[0], c.order = 0, []int32{0, -4, 2, 3} },
			"kernel sum: index -4 is outside array post (parameter post), which has 4 elements"},
		{"no such target", func(c *pathwayCase) { c.uniform[0], c.post = 0, []int32{0, 3, 2, 0} },
			"kernel sum: index 3 is outside array sum (parameter sum), which has 3 elements"},
	}
	for _, test := range tests {
		c := smallPathway()
		test.spoil(c)
		_, err := bound(c.plan(0, sums)).Run(context.Background(), []int64{10})
		if got, want := fmt.Sprint(err), "reference: step pathway at t = 0 s: "+test.want; got != want {
			t.Errorf("%s:\n got %v\nwant %v", test.name, got, want)
		}
	}
}
