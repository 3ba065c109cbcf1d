package trajectory_test

import (
	"errors"
	"fmt"
	"time"

	"golgi/trajectory"
	"golgi/units"
)

// ok is for errors that an example does not show.
func ok(err error) {
	if err != nil {
		panic(err)
	}
}

// columns is a small experiment.
func columns() *trajectory.Trajectory {
	traj, err := trajectory.New("columns")
	ok(err)
	traj.Comment = "two populations"
	ok(traj.Add(
		trajectory.Parameter{Path: "neurons.exc.N", Value: 400, Comment: "excitatory neurons"},
		trajectory.Parameter{Path: "neurons.exc.tau", Value: units.Millisecond.Of(20)},
		trajectory.Parameter{Path: "neurons.inh.tau", Value: units.Millisecond.Of(10)},
		trajectory.Parameter{Path: "g", Value: 4.5, Annotations: trajectory.Annotations{"source": "Brunel (2000)"}},
	))
	return traj
}

func ExampleTrajectory_Add() {
	traj := columns()
	fmt.Println(traj.Add(trajectory.Parameter{Path: "neurons.exc.N", Value: 100}))
	fmt.Println(traj.Add(trajectory.Parameter{Path: "g.x", Value: 1}))
	fmt.Println(traj.Add(trajectory.Parameter{Path: "parameters.x", Value: 1}))
	fmt.Println(traj.Add(trajectory.Parameter{Path: "_x", Value: map[string]int{}}))
	// Output:
	// trajectory: cannot add parameter "neurons.exc.N": there is a parameter of that path already
	// trajectory: cannot add parameter "g.x": g is a parameter, and nothing can be below it
	// trajectory: cannot add parameter "parameters.x": paths start below parameters; write "x"
	// trajectory: cannot add parameter "_x": the name "_x" begins with an underscore
	// trajectory: cannot add parameter "_x": cannot store a value of type map[string]int; there are bool, integers, floats, complex numbers, string, units.Quantity, lists of one of these, NDArray, Frame and CSR; give each of its values a name of its own
}

func ExampleValue() {
	traj := columns()
	n, err := trajectory.Value[int](traj, "N")
	fmt.Println(n, err)
	tau, err := trajectory.Value[units.Quantity](traj, "exc.tau")
	fmt.Println(tau, err)
	_, err = trajectory.Value[float64](traj, "inh.tau")
	fmt.Println(err)
	_, err = trajectory.Value[int](traj, "M")
	fmt.Println(errors.Is(err, trajectory.ErrNotFound)) // and use a default
	// Output:
	// 400 <nil>
	// 20 ms <nil>
	// trajectory: parameter neurons.inh.tau: 10 ms is a quantity in s; read it as units.Quantity, not as float64
	// true
}

func ExampleTrajectory_Parameter() {
	traj := columns()
	p, err := traj.Parameter("g")
	fmt.Println(p, err)
	source, err := trajectory.Annotation[string](p, "source")
	fmt.Println(source, err)
	p, err = traj.Parameter("neurons.N") // names may be left out
	fmt.Println(p, err)
	_, err = traj.Parameter("tau")
	fmt.Println(err)
	// Output:
	// g = 4.5  {source = "Brunel (2000)"} <nil>
	// Brunel (2000) <nil>
	// neurons.exc.N = 400  # excitatory neurons <nil>
	// trajectory: the parameter "tau" is ambiguous; write more of its path: neurons.exc.tau, neurons.inh.tau
}

func ExampleTrajectory_Parameters() {
	all, err := columns().Parameters("exc")
	ok(err)
	for _, p := range all {
		fmt.Println(p)
	}
	// Output:
	// neurons.exc.N = 400  # excitatory neurons
	// neurons.exc.tau = 20 ms
}

func ExampleTrajectory_Set() {
	traj := columns()
	ok(traj.Set("g", 5))                // a float64, as the default is
	ok(traj.SetText("inh.tau", "5 ms")) // as a command line has it
	fmt.Println(traj.Set("N", 0.5))
	fmt.Println(traj.Set("exc.tau", 3.0))
	_, err := traj.Run(0)
	ok(err)
	fmt.Println(traj.Set("g", 6))
	// Output:
	// trajectory: cannot set neurons.exc.N: 0.5 is a float64, wanted an int like the default 400; write the default as 400.0 to vary it as a float64
	// trajectory: cannot set neurons.exc.tau: 3 is a plain number, wanted a quantity in s like the default 20 ms; give it a unit, as in 3 ms
	// trajectory: cannot set g: parameters are frozen since Explore or the first run; set it before
}

func ExampleTrajectory_Lock() {
	traj := columns()
	ok(traj.Lock("neurons"))
	fmt.Println(traj.Set("N", 100))
	ok(traj.Unlock("N"))
	fmt.Println(traj.Set("N", 100))
	// Output:
	// trajectory: cannot set neurons.exc.N: it is locked at 400; Unlock it first
	// <nil>
}

func ExampleTrajectory_Preset() {
	traj := columns()
	ok(traj.Preset("synapses.weight", units.Millivolt.Of(0.2)))
	ok(traj.Preset("synapses.dealy", units.Millisecond.Of(2)))
	ok(traj.Add(
		trajectory.Parameter{Path: "synapses.weight", Value: units.Millivolt.Of(0.1)},
		trajectory.Parameter{Path: "synapses.delay", Value: units.Millisecond.Of(1)},
	))
	weight, err := traj.Parameter("weight")
	fmt.Println(weight, err)
	_, err = traj.Run(0)
	fmt.Println(err)
	// Output:
	// synapses.weight = 0.2 mV <nil>
	// trajectory: synapses.dealy was preset, and is declared by nobody; did you mean synapses.delay?
}

func ExampleTrajectory_AddLink() {
	traj := columns()
	ok(traj.AddLink(trajectory.Link{Path: "e", Target: "neurons.exc"}))
	tau, err := traj.Parameter("e.tau")
	fmt.Println(tau, err)
	fmt.Println(traj.Links())
	// Output:
	// neurons.exc.tau = 20 ms <nil>
	// [{e neurons.exc}]
}

func ExampleTrajectory_Describe() {
	traj := columns()
	ok(traj.Describe(trajectory.Description{Path: "neurons", Comment: "leaky integrate-and-fire",
		Annotations: trajectory.Annotations{"order": 1}}))
	n, err := traj.Node("neurons")
	fmt.Println(n, err)
	// Output: parameters.neurons  {order = 1}  # leaky integrate-and-fire <nil>
}

func ExampleTrajectory_AddConfig() {
	traj := columns()
	ok(traj.AddConfig(trajectory.Parameter{Path: "pool.workers", Value: 8}))
	n, err := trajectory.Value[int](traj.Config(), "workers")
	fmt.Println(n, err)
	_, err = trajectory.Value[int](traj, "workers") // no run can depend on it
	fmt.Println(err)
	// Output:
	// 8 <nil>
	// trajectory: there is no parameter "workers"; there are: g, neurons.exc.N, neurons.exc.tau, neurons.inh.tau
}

func ExampleTrajectory_Nodes() {
	traj := columns()
	for n := range traj.Nodes(trajectory.BreadthFirst) {
		fmt.Println(n)
	}
	// Output:
	// parameters
	// parameters.g = 4.5  {source = "Brunel (2000)"}
	// parameters.neurons
	// parameters.neurons.exc
	// parameters.neurons.inh
	// parameters.neurons.exc.N = 400  # excitatory neurons
	// parameters.neurons.exc.tau = 20 ms
	// parameters.neurons.inh.tau = 10 ms
}

func ExampleTrajectory_Remove() {
	traj := columns()
	ok(traj.Remove("neurons"))
	fmt.Println(traj)
	// Output:
	// columns  # two populations
	//   parameters
	//     g = 4.5  {source = "Brunel (2000)"}
}

func ExampleTrajectory_String() {
	traj := columns()
	ok(traj.Describe(trajectory.Description{Path: "neurons", Comment: "leaky integrate-and-fire"}))
	ok(traj.AddLink(trajectory.Link{Path: "e", Target: "neurons.exc"}))
	ok(traj.AddConfig(trajectory.Parameter{Path: "workers", Value: 8}))
	ok(traj.Add(trajectory.Parameter{Path: "rates", Value: units.Hertz.OfAll(1, 2.5)}))
	ok(traj.Explore(trajectory.Cartesian{{Path: "g", Values: []float64{4, 5}}, {Path: "exc.tau", Values: units.Millisecond.OfAll(10, 20)}}))
	fmt.Println(traj)
	// Output:
	// columns, 4 runs over g, neurons.exc.tau  # two populations
	//   config
	//     workers = 8
	//   parameters
	//     e -> parameters.neurons.exc
	//     g = 4.5, explored: 4, 5  {source = "Brunel (2000)"}
	//     neurons  # leaky integrate-and-fire
	//       exc
	//         N = 400  # excitatory neurons
	//         tau = 20 ms, explored: 10 ms, 20 ms
	//       inh
	//         tau = 10 ms
	//     rates = [1, 2.5] Hz
}

func ExampleRun_String() {
	traj := columns()
	ok(traj.Explore(trajectory.Cartesian{{Path: "g", Values: []float64{4, 5}}}))
	run, err := traj.Run(1)
	ok(err)
	ok(run.AddDerived(trajectory.Parameter{Path: "J_inh", Value: units.Millivolt.Of(-0.5)}))
	ok(run.Add("spikes", "rate", 7.25, "Hz"))
	ok(run.Add("spikes", "times", units.Millisecond.OfAll(1, 2, 3), ""))
	run.End(time.Time{}, nil)
	fmt.Println(run)
	res, err := run.Result("spikes")
	ok(err)
	fmt.Println(res)
	// Output:
	// run_00000001 of columns, finished
	//   g = 5
	//   J_inh = -0.5 mV
	//   spikes.rate = 7.25 Hz
	// spikes
	//   rate = 7.25 Hz
	//   times = [1, 2, 3] ms
}

func ExampleRun_AddResult() {
	run, err := columns().Run(0)
	ok(err)
	ok(run.AddResult(trajectory.Result{Path: "monitors.v", Comment: "membrane potential", Items: []trajectory.Item{
		{Name: "v", Value: [][]float64{{-70, -69}, {-68, -67}}, Unit: "mV", Dims: []string{"time", "neuron"}},
		{Name: "dt", Value: units.Millisecond.Of(0.1)},
	}}))
	res, err := run.Result("v")
	fmt.Println(res, err)
	n, err := run.Node("monitors")
	fmt.Println(n, err)
	// Output:
	// monitors.v  # membrane potential
	//   dt = 0.1 ms
	//   v = [-70, -69, -68, -67] of shape [2 2] mV (time, neuron) <nil>
	// results.monitors <nil>
}

func ExampleTrajectory_AddResult() {
	traj, store := columns(), trajectory.NewMemoryStore()
	ok(traj.Explore(trajectory.Cartesian{{Path: "g", Values: []float64{4, 5, 6}}}))
	ok(store.SaveTrajectory(traj))
	sum := 0.0
	for i := range traj.Len() {
		run, err := traj.Run(i)
		ok(err)
		ok(run.Add("spikes", "rate", float64(10*i), "Hz"))
		ok(trajectory.SaveRun(store, run))
		rate, err := run.Float("rate")
		ok(err)
		sum += rate
	}
	ok(traj.AddResult(trajectory.Result{Path: "all.rates", Items: []trajectory.Item{{Name: "mean", Value: sum / 3, Unit: "Hz"}}}))
	ok(store.SaveTrajectory(traj))
	loaded, err := store.LoadTrajectory("columns")
	ok(err)
	fmt.Println(loaded.Result("rates"))
	// Output:
	// all.rates
	//   mean = 10 Hz <nil>
}

func ExampleRun_AddLink() {
	run, err := columns().Run(0)
	ok(err)
	ok(run.Add("monitors.exc.spikes", "rate", 7.25, "Hz"))
	ok(run.AddLink(trajectory.Link{Path: "e", Target: "monitors.exc"}, trajectory.Link{Path: "best", Target: "spikes"}))
	rate, err := run.Float("e.spikes.rate")
	fmt.Println(rate, err)
	fmt.Println(run.Result("best"))
	fmt.Println(run.Links())
	// Output:
	// 7.25 <nil>
	// monitors.exc.spikes
	//   rate = 7.25 Hz <nil>
	// [{best monitors.exc.spikes} {e monitors.exc}]
}

func ExampleRun_AddDerived() {
	traj := columns()
	for _, i := range []int{trajectory.PreRun, 0} { // for the trajectory as a whole, and for a run
		run, err := traj.Run(i)
		ok(err)
		ok(run.AddDerived(trajectory.Parameter{Path: "weights.inh", Value: units.Millivolt.Of(-0.5)}))
		fmt.Println(run)
	}
	// Output:
	// pre_run of columns, pending
	//   weights.inh = -0.5 mV
	// run_00000000 of columns, pending
	//   weights.inh = -0.5 mV
}

func ExampleTrajectory_AddWildcard() {
	traj := columns()
	ok(traj.AddWildcard("$half", func(run int) string { return []string{"first", "second"}[max(0, run)/2] }))
	ok(traj.Explore(trajectory.Cartesian{{Path: "g", Values: []float64{3, 4, 5, 6}}}))
	run, err := traj.Run(3)
	ok(err)
	ok(run.Add("$half.$set.$", "z", 1.5, ""))
	fmt.Println(run.Contents()[0])
	z, err := run.Float("$.z")
	fmt.Println(z, err)
	// Output:
	// second.run_set_00000.run_00000003
	// 1.5 <nil>
}

func ExampleFrame() {
	frame := trajectory.Frame{
		{Name: "cell", Value: []string{"exc", "inh"}},
		{Name: "rate", Value: []float64{3.1, 7.4}, Unit: "Hz"},
		{Name: "spikes", Value: []int{31, 74}},
	}
	fmt.Println(frame)
	rate, err := frame.Column("rate")
	fmt.Println(rate, err)
	// Output:
	// cell  rate/Hz  spikes
	// exc   3.1      31
	// inh   7.4      74
	// rate = [3.1, 7.4] Hz <nil>
}

func ExampleCSR() {
	traj := columns()
	ok(traj.Add(trajectory.Parameter{Path: "weights", Value: trajectory.CSR{Shape: [2]int{2, 400},
		IndPtr: []int{0, 2, 3}, Indices: []int{0, 2, 1}, Data: units.Millivolt.OfAll(0.1, 0.2, 0.1)}}))
	weights, err := trajectory.Value[trajectory.CSR](traj, "weights")
	fmt.Println(weights, err)
	// Output: [0.1, 0.2, 0.1] mV, 3 of 2 x 400 <nil>
}

func ExampleNDArray() {
	traj := columns()
	ok(traj.Add(trajectory.Parameter{Path: "image", Value: [][]uint8{{0, 255}, {7, 9}}}))
	image, err := trajectory.Value[trajectory.NDArray](traj, "image")
	fmt.Println(image, err)
	// Output: [0, 255, 7, 9] of shape [2 2] <nil>
}
