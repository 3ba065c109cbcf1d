package golgi_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"golgi/analyser"
	"golgi/analyser/spiketrain"
	"golgi/cli"
	"golgi/component"
	"golgi/components"
	"golgi/figure"
	"golgi/hdf5"
	"golgi/input"
	"golgi/manager"
	"golgi/modelfile"
	"golgi/query"
	"golgi/runner"
	"golgi/search"
	"golgi/sim"
	"golgi/trajectory"
	"golgi/units"
)

// doors are the packages whose functions and methods users call.
var doors = []string{"units", "trajectory", "sim", "hdf5", "input", "modelfile", "component", "analyser", "analyser/spiketrain", "components", "runner", "manager", "search", "query", "figure", "cli"}

// functions are all that they export, generic ones for one type each. TestNilIsNoPanic says which are missing.
var functions = []any{
	units.ArrayFromSI, units.ParseArray, units.FromSI, units.Parse, units.Rounded, units.Scalar, units.Lookup, units.ParseUnit,
	trajectory.Annotation[int], trajectory.Declare, trajectory.Fill, trajectory.FindRuns, trajectory.Rows, trajectory.RunName, trajectory.Merge, trajectory.SaveRun, trajectory.Value[int], trajectory.ValuesOf, trajectory.NewIntake, trajectory.NewMemoryStore, trajectory.Records, trajectory.LoadPart, trajectory.LoadParts, trajectory.Outlines, trajectory.OutlineOf, trajectory.ExtentOf, trajectory.ComposeExtent, trajectory.Gather, trajectory.NumbersOf, trajectory.Identical, trajectory.IsMissing, trajectory.IsNamed, trajectory.Missing, trajectory.Apart, trajectory.LineOf,
	trajectory.New, trajectory.NewForeign, trajectory.ResultsOf, trajectory.Range[int], trajectory.Linear[float64], trajectory.Logarithmic[units.Quantity], trajectory.Clone, trajectory.Compose, trajectory.ComposeEmpty, trajectory.InUnit, trajectory.Measured, trajectory.RunSetName,
	sim.DelayOf,
	sim.StepAt,
	sim.CompilerCommand,
	sim.Engines,
	sim.FastestEngine,
	sim.KernelCache,
	sim.NamespaceOf,
	sim.Namespaces,
	sim.NewEventMonitor,
	sim.NewMeanMonitor,
	sim.NewNetwork,
	sim.NewNetworkOperation,
	sim.NewNeuronGroup,
	sim.NewPoissonGroup,
	sim.NewPoissonInput,
	sim.NewPopulationRateMonitor,
	sim.NewPulsePacket,
	sim.NewRunRegularly,
	sim.NewSpikeCounter,
	sim.NewISIHistogramMonitor,
	sim.NewSpikeGeneratorGroup,
	sim.NewSpikeMonitor,
	sim.NewSpikeOperation,
	sim.NewStateMonitor,
	sim.NewSynapses,
	sim.NewTimedArray,
	sim.ProbabilityOf,
	sim.RefractoryOf,
	sim.CallsGo,
	sim.Compiler,
	sim.Declarations,
	sim.Variables,
	sim.Remarks,
	sim.Substitute,
	hdf5.Check, hdf5.ResultDigest, hdf5.PostDigest, hdf5.Compress, hdf5.KeepKept, hdf5.KeepSegments, hdf5.Overwrite, hdf5.Pypet, hdf5.Share, hdf5.Append, hdf5.Create, hdf5.Open, hdf5.ReadConnections, hdf5.ReadSpikes, hdf5.Merge, hdf5.Delete, hdf5.Backup, hdf5.Rename, hdf5.Move, hdf5.SourcesOf, hdf5.LibraryVersion,
	input.ConnectionsCSV, input.ConnectionsNPZ, input.Digits, input.IDX, input.IDXLabels, input.NPZ, input.PNG, input.SpikesCSV, input.SpikesNPZ,
	modelfile.Parse, modelfile.Read,
	component.Add[*sim.NeuronGroup], component.Get[int], component.Listed, component.SpikesOf, component.NameOf, component.NewObjects, component.Giver, component.FitSpikes, component.RecordedIn,
	spiketrain.CV, spiketrain.Counts, spiketrain.FanoFactor, spiketrain.FanoPypet, spiketrain.MeanCV, spiketrain.MeanFano,
	spiketrain.Intervals, spiketrain.CV2, spiketrain.LV, spiketrain.MeanOf, spiketrain.Correlation, spiketrain.MeanCorrelation, spiketrain.Kappa, spiketrain.PopulationCV, spiketrain.SpikeDistance, spiketrain.MeanSpikeDistance,
	spiketrain.Spectrum, spiketrain.Peak, spiketrain.PopulationRate, spiketrain.F1F0, spiketrain.Bursts, spiketrain.BurstFraction, spiketrain.Weights,
	spiketrain.MeanFanoPypet, spiketrain.MeanRate, spiketrain.Trains, spiketrain.Windows,
	analyser.After, analyser.Fano, analyser.Correlation, analyser.Kappa, analyser.PopulationCV, analyser.Peak, analyser.BurstFraction, analyser.F1F0,
	components.AllToAll, components.OneToOne, components.Probability, components.FixedInDegree, components.FixedOutDegree, components.FixedTotal, components.Clustered, components.Topographic,
	components.GaussianDistance, components.Pairs, components.Line, components.Ring, components.Grid, components.Torus, components.Exactly, components.Uniform, components.Normal, components.NormalBetween,
	components.LogNormal, components.Exponential, components.Gamma, components.Binomial, components.GaussianProfile, components.MexicanHat, components.Expression, components.Given, components.STDP, components.NearestSTDP, components.SoftSTDP, components.TripletSTDP, components.Vogels, components.Clopath, components.HomeostaticScaling, components.InParts, components.FixedFraction, components.FromArray, components.FromColumns, components.ImageCurrent, components.ImagePoisson, components.Parts, components.WritePage,
	runner.Spans,
	manager.New, manager.WithDT, manager.WithEngine, manager.WithFailedRuns, manager.WithLog, manager.WithProgress, manager.WithoutTrials, manager.WithProfile, manager.WithCheckpoints, manager.WithTimeLimit, manager.WithMemoryCap, manager.WithLogsKept, manager.WithSources, manager.Environment, manager.Versions, manager.WithSet,
	search.Best, query.Runs, query.Rows, query.Planned,
	figure.New, figure.Formats, figure.FormatOf, figure.Numbers,
	cli.Main, cli.Execute, cli.Unread, cli.WriteMeans, cli.MetricOf, cli.AxisName, cli.IsNumber, cli.MainTool, cli.ExecuteTool, cli.Misuse, cli.EngineOf, cli.EngineHelp, cli.NewLine, cli.Manual, cli.IsScreen, cli.Between, cli.Exactly, cli.AtLeast, cli.AtMost, cli.Reported, cli.Least, cli.Most,
}

// A scene has one of everything that users hold.
type scene struct {
	things map[reflect.Type]reflect.Value
}

func (s *scene) put(things ...any) {
	for _, thing := range things {
		s.things[reflect.TypeOf(thing)] = reflect.ValueOf(thing)
	}
}

// newScene makes one of everything.
func newScene(t *testing.T) *scene {
	t.Helper()
	s := &scene{map[reflect.Type]reflect.Value{}}
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	traj, err := trajectory.New("test")
	check(err)
	check(traj.Add(trajectory.Parameter{Path: "x", Value: 1}))
	run, err := traj.Run(0)
	check(err)
	group, err := sim.NewNeuronGroup(sim.Neurons{Name: "g", Size: 2, Equations: "v : 1", Threshold: "v > 1", Events: []sim.Event{{Name: "e", Condition: "v > 0"}}})
	check(err)
	half, err := group.Subgroup("half", 0, 1)
	check(err)
	drive, err := sim.NewPoissonInput(sim.Drive{Name: "i", Of: group, Variable: "v", N: 1, Rate: units.Hertz.Of(1), Weight: 0.1})
	check(err)
	synapses, err := sim.NewSynapses(sim.Synapse{Name: "s", Source: group, Target: group, Connect: []sim.Connect{{}}})
	check(err)
	spikes, err := sim.NewSpikeMonitor(sim.Recording{Name: "spikes", Of: group})
	check(err)
	events, err := sim.NewEventMonitor(sim.Recording{Name: "events", Of: group, Event: "e"})
	check(err)
	counter, err := sim.NewSpikeCounter(sim.Recording{Name: "counter", Of: group})
	check(err)
	intervals, err := sim.NewISIHistogramMonitor(sim.Recording{Name: "intervals", Of: group, Bins: units.Second.OfAll(0)})
	check(err)
	rates, err := sim.NewPopulationRateMonitor(sim.Recording{Name: "rates", Of: group})
	check(err)
	states, err := sim.NewStateMonitor(sim.Recording{Name: "states", Of: group, Variables: []string{"v"}})
	check(err)
	means, err := sim.NewMeanMonitor(sim.Recording{Name: "means", Of: group, Variables: []string{"v"}})
	check(err)
	called, err := sim.NewSpikeOperation(sim.SpikeFunction{Name: "called", Of: group, Do: func(*sim.Network, []int) error { return nil }})
	check(err)
	regularly, err := sim.NewRunRegularly(sim.Regularly{Name: "regularly", Of: group, Code: "v = 0"})
	check(err)
	operation, err := sim.NewNetworkOperation(sim.Operation{Name: "operation", Do: func(*sim.Network) error { return nil }})
	check(err)
	network, err := sim.NewNetwork(sim.Options{})
	check(err)
	check(network.Add(group, half, synapses, spikes, counter, intervals, rates, states, means, called, regularly, events, operation))
	t.Cleanup(func() { check(network.Close()) })
	snapshot, err := network.Snapshot()
	check(err)
	model, err := modelfile.Parse(t.Context(), "", []byte(`{"objects": [{"kind": "neurons", "name": "G", "n": 1, "model": "v : 1"}]}`), nil)
	check(err)
	simulation, err := model.Start(t.Context(), modelfile.Options{})
	check(err)
	objects := component.NewObjects(nil, func() (*sim.Network, error) { return network, nil })
	second := units.Second.Of(0.001)
	span := component.Span{Name: "x", Duration: second}
	remaining := &component.Spans{}
	base := component.Base{}
	s.put(traj, run, trajectory.NewMemoryStore(), trajectory.NewIntake(run), trajectory.Annotations{}, trajectory.Cartesian{}, trajectory.Zip{}, trajectory.Axis{}, trajectory.Product{}, trajectory.Explicit{}, trajectory.Point{}, trajectory.OneAtATime{},
		trajectory.Random{}, trajectory.LatinHypercube{}, trajectory.Sobol{}, trajectory.Distinct{}, trajectory.Interval{}, trajectory.Line(""),
		trajectory.ResultsOf(trajectory.NewMemoryStore(), traj), trajectory.SearchFunc(nil), search.Bisection{}, search.GoldenSection{}, search.Evolution{}, search.Repeat{}, search.Bayesian{}, figure.New("", figure.Raster{}), figure.Raster{},
		trajectory.Keep, &trajectory.ExistingError{}, cli.Band{}, trajectory.Post{}, trajectory.Item{}, trajectory.Frame{}, trajectory.CSR{}, trajectory.NDArray{}, trajectory.Node{}, cli.Report{Load: func(int) (*trajectory.Run, error) { return run, nil }, Trajectory: traj}, trajectory.Column{}, &trajectory.Table{}, &trajectory.Group{}, trajectory.ValuesOf(run), trajectory.Result{}, trajectory.Rest{}, &trajectory.Parameter{}, group, half, synapses, spikes, counter, intervals, rates, states, means, called, regularly, events, operation, network, snapshot, &trajectory.Numbers{}, trajectory.Excerpt{},
		drive, model, simulation, &modelfile.Results{}, cli.NewLine(io.Discard, false),
		sim.Drive{},
		sim.Packet{},
		input.Images{},
		&sim.TimedArray{},
		sim.Timed{},
		sim.NeuronState{}, sim.Rates{}, sim.Spikes{}, sim.SinkFunc(func([]sim.Series) error { return nil }), sim.ProfilingSummary{},
		sim.Neurons{},
		sim.Poisson{},
		sim.SpikeGenerator{},
		sim.Synapse{},
		sim.Regularly{},
		sim.Operation{},
		sim.SpikeRecording{},
		sim.EventRecording{},
		sim.CountRecording{},
		sim.StateRecording{},
		sim.MeanRecording{},
		sim.SpikeFunction{},
		sim.RateRecording{}, component.Bound[struct{}]{}, &hdf5.Newer{}, hdf5.Begun{}, objects, remaining, base, &component.Build{Context: t.Context(), Params: run, Run: run, Objects: objects},
		&component.Subrun{Context: t.Context(), Params: run, Run: run, Objects: objects, Network: network, Remaining: remaining, Current: span},
		component.Once, component.Placement(-1), runner.Turn{}, analyser.Monitors{}, analyser.Drawn{}, components.Record{}, components.Neurons{}, components.Connection{}, components.AlignPre{}, components.Stop{}, components.Split{}, components.Source{}, components.Rule{}, components.Convolution{}, components.Draw{}, components.Space{}, components.Current{}, components.Parameters(""), components.Synapse{}, analyser.Measure{}, analyser.Weights{}, analyser.Bound[struct{}]{}, spiketrain.Set{}, &runner.LifeCycle{}, runner.Ordered{}, runner.None{},
		runner.Subruns{}, &runner.Subruns{}, runner.PreSubruns{},
		&runner.Plan{Params: run, Run: run, Objects: objects}, &runner.HookError{Err: io.EOF}, manager.New(nil),
		&manager.PointsError{}, modelfile.Fault{}, &modelfile.Faults{}, &manager.RunsError{}, &manager.PostError{}, &manager.AnalyserError{}, &query.ConditionError{}, &manager.TimeLimitError{}, &manager.RunError{Err: io.EOF}, manager.Progress{}, &units.Array{}, units.Array{}, &units.Quantity{},
		second, units.Second, units.Second.Dim, &units.DimensionError{}, &units.SyntaxError{}, t.Context())
	return s
}

// putStore adds a store.
func (s *scene) putStore(t *testing.T) *scene {
	t.Helper()
	store, err := hdf5.Create(filepath.Join(t.TempDir(), "x.hdf5"))
	if err == nil {
		traj := s.things[reflect.TypeFor[*trajectory.Trajectory]()].Interface().(*trajectory.Trajectory)
		err = store.SaveTrajectory(traj)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	s.put(store)
	return s
}

// given returns a value of a type that a user would give.
func (s *scene) given(of reflect.Type) reflect.Value {
	if thing, ok := s.things[of]; ok {
		return thing
	}
	if of.Kind() == reflect.Interface && of.NumMethod() > 0 {
		for _, thing := range s.things {
			if thing.Type().Implements(of) {
				return thing
			}
		}
	}
	return reflect.Zero(of)
}

// canBeNil reports whether a user can give nil where a type is wanted. The empty list is as good as any.
func canBeNil(of reflect.Type) bool {
	return slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Interface, reflect.Func, reflect.Map, reflect.Chan}, of.Kind())
}

// withoutOne calls a function once without each of its arguments that can be nil.
func (s *scene) withoutOne(t *testing.T, name string, f reflect.Value) {
	t.Helper()
	kind := f.Type()
	for left := range kind.NumIn() {
		of := kind.In(left)
		if variadic := kind.IsVariadic() && left == kind.NumIn()-1; variadic {
			of = of.Elem()
		}
		if !canBeNil(of) {
			continue
		}
		var arguments []reflect.Value
		for i := range kind.NumIn() {
			switch {
			case i == left:
				arguments = append(arguments, reflect.Zero(of))
			case !kind.IsVariadic() || i < kind.NumIn()-1:
				arguments = append(arguments, s.given(kind.In(i)))
			}
		}
		if err := call(f, arguments); err != nil {
			t.Errorf("%s without argument %d, a %v: %v", name, left+1, of, err)
		}
	}
}

// call returns what a function panics with.
func call(f reflect.Value, arguments []reflect.Value) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panics: %v", r)
		}
	}()
	f.Call(arguments)
	return nil
}

var errorType = reflect.TypeFor[error]()

// returnsError reports whether the last result is an error.
func returnsError(f reflect.Value) bool {
	n := f.Type().NumOut()
	return n > 0 && f.Type().Out(n-1) == errorType
}

// What is nil never panics: whatever a package exports, and can be given nil, is called without each of its arguments. Methods
// that return errors are also called on the nil pointers that constructors return beside an error.
func TestNilIsNoPanic(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, f := range functions {
		newScene(t).withoutOne(t, nameOf(f), reflect.ValueOf(f))
	}
	for _, thing := range newScene(t).putStore(t).things {
		of := thing.Type()
		for k := range of.NumMethod() {
			name := fmt.Sprintf("%v.%s", of, of.Method(k).Name)
			s := newScene(t)
			if of == reflect.TypeFor[*hdf5.Store]() {
				s.putStore(t)
			}
			s.withoutOne(t, name, s.things[of].Method(k))
			if of.Kind() != reflect.Pointer || of.Elem().Kind() != reflect.Struct || !constructed[of] {
				continue
			}
			method := reflect.Zero(of).Method(k)
			if !returnsError(method) && method.Type().NumOut() > 0 {
				continue
			}
			var arguments []reflect.Value
			for i := range method.Type().NumIn() {
				if !method.Type().IsVariadic() || i < method.Type().NumIn()-1 {
					arguments = append(arguments, s.given(method.Type().In(i)))
				}
			}
			if err := call(method, arguments); err != nil {
				t.Errorf("%s of nil: %v", name, err)
			}
		}
	}
}

// constructed are the types of which a constructor may return nil beside an error.
var constructed = map[reflect.Type]bool{
	reflect.TypeFor[*hdf5.Store](): true, reflect.TypeFor[*sim.Network](): true, reflect.TypeFor[*sim.Snapshot](): true,
	reflect.TypeFor[*trajectory.Trajectory](): true, reflect.TypeFor[*trajectory.Run](): true,
}

func nameOf(f any) string {
	name := runtime.FuncForPC(reflect.ValueOf(f).Pointer()).Name()
	return strings.TrimSuffix(name[strings.LastIndex(name, "/")+1:], "[...]")
}

// The tables above name everything that the packages export.
func TestNilTablesAreWhole(t *testing.T) {
	known := map[string]bool{"units.MustParse": true} // which panics, as its name says
	for _, f := range functions {
		known[nameOf(f)] = true
	}
	back := t.TempDir()
	var there []string
	for _, door := range doors {
		there = append(there, exported(t, door)...)
	}
	t.Chdir(back)
	for of := range newScene(t).putStore(t).things {
		for of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		known[of.String()] = true
	}
	for _, name := range there {
		if !known[name] {
			t.Errorf("%s is not tried without arguments", name)
		}
	}
}

// exported returns the functions of a package, and the types that have methods: package.Name.
func exported(t *testing.T, door string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(door, "*.go"))
	if err != nil || files == nil {
		t.Fatal(door, err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			f, is := d.(*ast.FuncDecl)
			if !is || !f.Name.IsExported() {
				continue
			}
			name := f.Name.Name
			if f.Recv != nil {
				of := f.Recv.List[0].Type
				if star, is := of.(*ast.StarExpr); is {
					of = star.X
				}
				name = fmt.Sprint(of)
			}
			if ast.IsExported(name) {
				names = append(names, file.Name.Name+"."+name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}
