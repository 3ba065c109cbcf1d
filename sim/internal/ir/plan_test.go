package ir

import (
	"math"
	"strings"
	"testing"

	"golgi/sim/internal/rng"

	"pgregory.net/rapid"
)

// examplePlan returns a valid plan with a step of each kind.
func examplePlan() *Plan {
	threshold := NewBuilder("threshold")
	v := threshold.Load(threshold.Array("v", Float64), threshold.Index())
	threshold.Emit(threshold.Op(Lt, threshold.Const("vt", Float), v))
	reset := NewBuilder("reset")
	reset.Store(reset.Array("v", Float64), reset.Index(), reset.Const("vr", Float), reset.Const("really", Bool))
	pre := NewBuilder("pre")
	post := pre.Load(pre.Array("post", Int32), pre.Index())
	pre.Incr(pre.Array("g", Float64), post, pre.Rand(pre.Index(), 0), None)
	return &Plan{
		Memory: &Memory{
			Arrays: []ArrayDecl{
				{"t", Float64, 1, nil, false}, {"step", Int64, 1, nil, false}, {"tick", Int64, 1, nil, false},
				{"neurons.v", Float64, 2, nil, false}, {"neurons.g", Float64, 2, nil, false},
				{"synapses.rows", Int64, 3, []int64{0, 1, 3}, false}, {"synapses.post", Int32, 3, []int32{1, 0, 1}, false},
				{"synapses.delays", Int32, 3, nil, false},
			},
			Lists:  []ListDecl{{"spikes", 2}},
			Queues: 1,
			Recorders: []RecorderDecl{
				{"spikes", SpikeEntries, 0}, {"trace", RowEntries, 4}, {"rate", RowEntries, 1}},
		},
		Clocks:  []Clock{{DT: 1e-4, Time: 0, Step: 1, Tick: 2}},
		Kernels: []*Kernel{threshold.Kernel(), reset.Kernel(), pre.Kernel()},
		Steps: []Step{
			{Name: "threshold", Map: &Map{N: 2, List: NoList, Out: 0,
				Binding: Binding{Kernel: 0, Arrays: []ArrayID{3}, Consts: []Num{{Float: 20}}}}},
			{Name: "pre", Propagate: &Propagate{Spikes: 0, To: 2, Rows: 5, Order: NoArray, Delays: 7, Queue: 0,
				Binding: Binding{Kernel: 2, Arrays: []ArrayID{6, 4}, Key: rng.Key{1, 255}}}},
			{Name: "reset", Map: &Map{List: 0, To: 2, Out: NoList,
				Binding: Binding{Kernel: 1, Arrays: []ArrayID{3}, Consts: []Num{{}, {Int: 1}}}}},
			{Name: "spikes", Record: &Record{Recorder: 0, To: 2}},
			{Name: "trace", Record: &Record{Recorder: 1, Values: []ArrayID{3, 4}}},
			{Name: "rate", Record: &Record{Recorder: 2, To: 2, Rate: 5000}},
		},
	}
}

func TestPlanText(t *testing.T) {
	want := `plan
  array 0: t float64[1] state
  array 1: step int64[1] state
  array 2: tick int64[1] state
  array 3: neurons.v float64[2] state
  array 4: neurons.g float64[2] state
  array 5: synapses.rows int64[3] topology
  array 6: synapses.post int32[3] topology
  array 7: synapses.delays int32[3] state
  list 0: spikes, at most 2
  recorder 0: spikes, spikes
  recorder 1: trace, rows of 4
  recorder 2: rate, rows of 1
  queues: 1
  clock 0: dt 0.0001 s, time t (0), step step (1), tick tick (2)
  step 0: threshold on clock 0: map threshold (kernel 0) over 2 into spikes (list 0)
    v = array neurons.v (3)
    vt = 20.0
  step 1: pre on clock 0: propagate pre (kernel 2) from spikes (list 0)[0:2], rows synapses.rows (5), ` +
		`delays synapses.delays (7), queue 0
    post = array synapses.post (6)
    g = array neurons.g (4)
    key 00000001 000000ff
  step 2: reset on clock 0: map reset (kernel 1) over spikes (list 0)[0:2]
    v = array neurons.v (3)
    vr = 0.0
    really = true
  step 3: spikes on clock 0: record spikes (list 0)[0:2] into spikes
  step 4: trace on clock 0: record neurons.v (3), neurons.g (4) into trace
  step 5: rate on clock 0: record count of spikes (list 0)[0:2] times 5000 into rate
  kernel 0: threshold over i
    arrays  v: float64
    consts  vt: float
    a0 = load v[i]
    a1 = lt vt a0
    emit a1
  kernel 1: reset over i
    arrays  v: float64
    consts  vr: float, really: bool
    store v[i] = vr if really
  kernel 2: pre over i
    arrays  post: int32, g: float64
    a0 = load post[i]
    a1 = rand i draw 0
    incr g[a0] += a1
`
	p := examplePlan()
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if got := p.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A map that waits for spikes reads their list.
func TestWaitingMap(t *testing.T) {
	p := examplePlan()
	p.Steps[2].Map = &Map{N: 2, List: NoList, Out: NoList, When: &Range{To: 2}, Binding: p.Steps[2].Map.Binding}
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if want := "map reset (kernel 1) over 2 when there are spikes (list 0)[0:2]"; !strings.Contains(p.String(), want) {
		t.Errorf("the text has no %q:\n%s", want, p)
	}
	if uses := p.Uses(2); uses[len(uses)-1] != (Use{Place{ListPlace, 0}, Reads}) {
		t.Errorf("it uses %v", uses)
	}
}

// What comes up with a probability is said in the text, and the probability is read.
func TestSkippingMap(t *testing.T) {
	p := examplePlan()
	p.Steps[0].Map.Skip = &Skip{Chance: 0}
	if err := p.Validate(); err != nil {
		t.Error(err)
	}
	if want := "map threshold (kernel 0) over 2, each with probability t (0) into spikes (list 0)"; !strings.Contains(p.String(), want) {
		t.Errorf("the text has no %q:\n%s", want, p)
	}
	if uses := p.Uses(0); uses[0] != (Use{Place{ArrayPlace, 0}, Reads}) {
		t.Errorf("it uses %v", uses)
	}
}

func TestPlanFaults(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(p *Plan)
		want  string
	}{
		{"no memory", func(p *Plan) { p.Memory = nil }, "there is no memory"},
		{"element type", func(p *Plan) { p.Memory.Arrays[3].Elem = 9 },
			"array 3 (neurons.v): unknown element type elem(9)"},
		{"length", func(p *Plan) { p.Memory.Arrays[3].Len = -1 },
			"array 3 (neurons.v): length -1 is not in 0 to 2147483647"},
		{"shared content", func(p *Plan) { p.Memory.Arrays[6].Shared = []int64{1} },
			"array 6 (synapses.post): shared content is []int64 of length 1; " +
				"the declaration says int32 of length 3"},
		{"list", func(p *Plan) { p.Memory.Lists[0].Cap = -1 },
			"list 0 (spikes): capacity -1 is not in 0 to 2147483647"},
		{"queues", func(p *Plan) { p.Memory.Queues = -1 }, "there cannot be -1 queues"},
		{"recorder kind", func(p *Plan) { p.Memory.Recorders[0].Kind = 7 }, "recorder 0 (spikes): unknown kind 7"},
		{"recorder width", func(p *Plan) { p.Memory.Recorders[1].Width = -1 },
			"recorder 1 (trace): a row of -1 values is not in 0 to 2147483647"},
		{"dt", func(p *Plan) { p.Clocks[0].DT = math.NaN() }, "clock 0: dt is NaN s; it must be positive"},
		{"clock array", func(p *Plan) { p.Clocks[0].Time = 77 }, "clock 0: there is no array 77 for its time"},
		{"clock vector", func(p *Plan) { p.Clocks[0].Time = 3 },
			"clock 0: array 3 (neurons.v) must be one float64 of state to hold its time"},
		{"clock with one counter", func(p *Plan) { p.Clocks[0].Tick = 1 },
			"clock 0: step and tick are the same array 1"},
		{"clocks with one array", func(p *Plan) { p.Clocks = append(p.Clocks, p.Clocks[0]) },
			"clock 1: shares an array with clock 0"},
		{"a job of the host", func(p *Plan) { p.Steps[0] = Step{Name: "op", Host: &Host{Job: -1}} }, "step 0 (op): there is no job -1"},
		{"no kernel", func(p *Plan) { p.Kernels[0] = nil }, "kernel 0 is not there"},
		{"broken kernel", func(p *Plan) { p.Kernels[1].Consts[0].Type = Int },
			`kernel reset: instruction 1 (param vr): the result is float; it must be int`},
		{"clock of a step", func(p *Plan) { p.Steps[0].Clock = 1 },
			"step 0 (threshold): there is no clock 1; the plan has 1"},
		{"empty step", func(p *Plan) { p.Steps[0].Map = nil }, "step 0 (threshold): has 0 operations; it must have one"},
		{"double step", func(p *Plan) { p.Steps[3].Map = p.Steps[0].Map },
			"step 3 (spikes): has 2 operations; it must have one"},
		{"kernel of a map", func(p *Plan) { p.Steps[0].Map.Kernel = 3 },
			"step 0 (threshold): there is no kernel 3; the plan has 3"},
		{"missing constant", func(p *Plan) { p.Steps[0].Map.Consts = nil },
			"step 0 (threshold): kernel threshold: it has 1 arrays and 1 constants; 1 and 0 are bound"},
		{"array of a binding", func(p *Plan) { p.Steps[0].Map.Arrays[0] = NoArray },
			"step 0 (threshold): kernel threshold: there is no array -1 for v"},
		{"type of a binding", func(p *Plan) { p.Steps[0].Map.Arrays[0] = 7 },
			"step 0 (threshold): kernel threshold: array 7 (synapses.delays) is int32; v must be float64"},
		{"written topology", func(p *Plan) { p.Memory.Arrays[4].Shared = []float64{1, 2} },
			"step 1 (pre): kernel pre: it writes g, but array 4 (neurons.g) is topology"},
		{"written clock", func(p *Plan) { p.Steps[2].Map.Arrays[0] = 0 },
			"step 2 (reset): kernel reset: it writes v, but array 0 (t) belongs to a clock"},
		{"boolean constant", func(p *Plan) { p.Steps[2].Map.Consts[1].Int = 3 },
			"step 2 (reset): kernel reset: constant really is bool; it cannot be 3"},
		{"domain", func(p *Plan) { p.Steps[0].Map.N = -1 },
			"step 0 (threshold): kernel threshold: the domain has -1 elements; it can have 0 to 2147483647"},
		{"list of a domain", func(p *Plan) { p.Steps[2].Map.List = 4 },
			"step 2 (reset): kernel reset: there is no list 4 for its domain; the memory has 1"},
		{"range of a domain", func(p *Plan) { p.Steps[2].Map.From = 3 },
			"step 2 (reset): kernel reset: entries 3 to 2 of its domain are no range"},
		{"missing output", func(p *Plan) { p.Steps[0].Map.Out = NoList },
			"step 0 (threshold): kernel threshold: it emits: true; its output is list -1"},
		{"needless output", func(p *Plan) { p.Steps[2].Map.Out = 0 },
			"step 2 (reset): kernel reset: it emits: false; its output is list 0"},
		{"output onto itself", func(p *Plan) { p.Steps[0].Map.List = 0 },
			"step 0 (threshold): kernel threshold: list 0 cannot be domain and output at once"},
		{"small output", func(p *Plan) { p.Steps[0].Map.N = 3 },
			"step 0 (threshold): kernel threshold: list 0 (spikes) holds 2 entries; 3 may be emitted"},
		{"rounds of what emits nothing", func(p *Plan) { p.Steps[2].Map.Rounds = 2 },
			"step 2 (reset): kernel reset: it emits: false; it cannot have 2 rounds"},
		{"a probability that is no number", func(p *Plan) { p.Steps[0].Map.Skip = &Skip{Chance: 1} },
			"step 0 (threshold): kernel threshold: array 1 (step) is int64; the probability must be float64"},
		{"skipping along a list", func(p *Plan) { p.Steps[2].Map.Skip = &Skip{Chance: 0} },
			"step 2 (reset): kernel reset: it skips elements; it can have neither list 0 as its domain nor 0 rounds"},
		{"waiting for what is not there", func(p *Plan) { p.Steps[2].Map.When = &Range{List: 7} },
			"step 2 (reset): kernel reset: there is no list 7 for the entries for which it waits; the memory has 1"},
		{"emitting now and then", func(p *Plan) { p.Steps[0].Map.When = &Range{To: 2} },
			"step 0 (threshold): kernel threshold: it emits into list 0; it cannot wait for others"},
		{"negative rounds", func(p *Plan) { p.Steps[0].Map.Rounds = -1 },
			"step 0 (threshold): kernel threshold: it emits: true; it cannot have -1 rounds"},
		{"emission by synapses", func(p *Plan) { p.Steps[1].Propagate.Binding = p.Steps[0].Map.Binding },
			"step 1 (pre): kernel threshold: it emits; a kernel over synapses cannot"},
		{"rows", func(p *Plan) { p.Steps[1].Propagate.To = 1 },
			"step 1 (pre): kernel pre: array 5 (synapses.rows) has 3 elements; the rows need 2"},
		{"rows that are not there", func(p *Plan) { p.Steps[1].Propagate.Rows = NoArray },
			"step 1 (pre): kernel pre: there is no array -1 for the rows"},
		{"order", func(p *Plan) { p.Steps[1].Propagate.Order = 5 },
			"step 1 (pre): kernel pre: array 5 (synapses.rows) is int64; the order must be int32"},
		{"delay", func(p *Plan) { p.Steps[1].Propagate.Delays, p.Steps[1].Propagate.Delay = NoArray, -3 },
			"step 1 (pre): kernel pre: the delay is -3 steps; it cannot be negative"},
		{"queue", func(p *Plan) { p.Steps[1].Propagate.Queue = 1 },
			"step 1 (pre): kernel pre: there is no queue 1; the memory has 1"},
		{"shared queue", func(p *Plan) { p.Steps = append(p.Steps, p.Steps[1]) },
			"step 6 (pre): kernel pre: queue 0 belongs to step 1 already"},
		{"recorder", func(p *Plan) { p.Steps[3].Record.Recorder = 5 },
			"step 3 (spikes): there is no recorder 5; the memory has 3"},
		{"shared recorder", func(p *Plan) { p.Steps = append(p.Steps, p.Steps[3]) },
			"step 6 (spikes): recorder 0 belongs to step 3 already"},
		{"recorded list", func(p *Plan) { p.Steps[3].Record.Spikes = NoList },
			"step 3 (spikes): there is no list -1 for the spikes; the memory has 1"},
		{"recorded array", func(p *Plan) { p.Steps[4].Record.Values[0] = 99 },
			"step 4 (trace): there is no array 99 to record"},
		{"value of spikes", func(p *Plan) { p.Steps[3].Record.Values = []ArrayID{3} },
			"step 3 (spikes): records 1 values of each spike; recorder 0 (spikes) has rows of 0"},
		{"values of spikes", func(p *Plan) {
			p.Memory.Recorders[0].Width, p.Steps[3].Record.Values = 3, []ArrayID{99, 5, 0}
		}, "step 3 (spikes): there is no array 99 to record\n" +
			"step 3 (spikes): array 5 (synapses.rows) is int64; what is recorded of a spike must be float64\n" +
			"step 3 (spikes): array 0 (t) has 1 elements; spikes of up to 2 are recorded with it"},
		{"recorded width", func(p *Plan) { p.Steps[4].Record.Values = p.Steps[4].Record.Values[:1] },
			"step 4 (trace): records 2 values; recorder 1 (trace) has rows of 4"},
	}
	for _, test := range tests {
		p := examplePlan()
		test.spoil(p)
		compare(t, test.name, p.Validate(), "ir: ", test.want)
	}
	compare(t, "no plan", (*Plan)(nil).Validate(), "ir: ", "there is no plan")
	compare(t, "nothing to run", ValidateMap(&Memory{}, nil, nil), "ir: ", "there is no kernel or no map")
}

func TestValidateMap(t *testing.T) {
	p := examplePlan()
	if err := ValidateMap(p.Memory, p.Kernels[0], p.Steps[0].Map); err != nil {
		t.Error(err)
	}
	m := *p.Steps[0].Map
	m.N = 5
	compare(t, "small output", ValidateMap(p.Memory, p.Kernels[0], &m), "ir: ",
		"kernel threshold: list 0 (spikes) holds 2 entries; 5 may be emitted")
}

// TestMutatedPlans changes a valid plan at random: neither Validate nor the text may panic.
func TestMutatedPlans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := examplePlan()
		small := rapid.IntRange(-2, 9)
		for range rapid.IntRange(1, 4).Draw(t, "mutations") {
			a := &p.Memory.Arrays[rapid.IntRange(0, 7).Draw(t, "array")]
			s := &p.Steps[rapid.IntRange(0, 5).Draw(t, "step")]
			switch rapid.IntRange(0, 7).Draw(t, "field") {
			case 0:
				a.Len = small.Draw(t, "length")
			case 1:
				a.Elem = Elem(small.Draw(t, "elem"))
			case 2:
				a.Shared = nil
			case 3:
				p.Clocks[0].Step = ArrayID(small.Draw(t, "id"))
			case 4:
				s.Clock = small.Draw(t, "clock")
			case 5:
				*s = p.Steps[rapid.IntRange(0, 5).Draw(t, "copied step")]
			case 6:
				p.Kernels[rapid.IntRange(0, 2).Draw(t, "kernel")] = nil
			case 7:
				if s.Map != nil {
					s.Map.Kernel, s.Map.List = small.Draw(t, "kernel"), ListID(small.Draw(t, "list"))
				}
			}
		}
		_ = p.Validate()
		_ = p.String()
	})
}
