package modelfile_test

import (
	"context"
	"fmt"

	"golgi/modelfile"
	"golgi/sim"
)

// A model is read, simulated, and has given its results.
func Example() {
	ctx := context.Background()
	model, err := modelfile.Parse(ctx, "decay.json", []byte(`{"constants": {"tau": "10 ms"},
		"objects": [{"kind": "neurons", "name": "G", "n": 2, "model": "dv/dt = -v/tau : volt", "method": "exact",
			"init": [{"variable": "v", "values": [1, 2], "unit": "mV"}]}],
		"schedule": [{"run": "10 ms"}]}`), nil)
	if err != nil {
		panic(err)
	}
	simulation, err := model.Start(ctx, modelfile.Options{Engine: sim.Reference})
	if err != nil {
		panic(err)
	}
	defer simulation.Close()
	if err := simulation.Run(ctx); err != nil {
		panic(err)
	}
	results, err := simulation.Results()
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.4g %s, by method %s\n", results.Final["G"]["v"].Values, results.Final["G"]["v"].Unit, results.Methods["G"])
	// Output: [0.0003679 0.0007358] V, by method exact
}

// What is wrong with a model is said with file, line and key.
func ExampleFaults() {
	_, err := modelfile.Parse(context.Background(), "lif.json", []byte(`{
	"objects": [{"kind": "neurons", "name": "G", "n": "ten", "modle": "v : 1"}]}`), nil)
	fmt.Println(err)
	// Output:
	// modelfile: lif.json:2: objects[0] "G": n: it is the text "ten"; wanted a whole number
	// modelfile: lif.json:2: objects[0] "G": modle: there is no such key here; did you mean "model"?
}
