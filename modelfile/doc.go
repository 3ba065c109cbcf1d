// Package modelfile reads models that are written in JSON, and simulates them. The format is described in MODEL_FORMAT.md, at the
// project's root.
//
//	model, err := modelfile.Read(ctx, "lif.json")
//	err = model.Check(ctx) // what the simulator finds wrong, all at once
//	simulation, err := model.Start(ctx, modelfile.Options{Engine: sim.Reference})
//	defer simulation.Close()
//	err = simulation.Run(ctx)
//	results, err := simulation.Results()
//	err = results.WriteFile("lif.out.json", modelfile.Header{Name: model.Name()})
//
// There are three nouns. A Model is what a file says: objects, and a schedule of what is done with them. A Simulation is the
// network of a model: Start makes the objects, Run executes the schedule. Results are what was recorded, and the state in the end.
//
// # Invariants
//
// This is the only reader of the format. A file is understood to its last key, or refused with *[Faults] that wrap [ErrMalformed]: all that
// is wrong with it, each with its line. Other errors are the simulator's word on the model that it describes. A Model never changes, and can be simulated any
// number of times: the same engine or another, the same seed and trial, the same bits.
//
// What a file says is not believed before it is seen: sizes of arrays are compared with the files that have them and with memory before any is
// taken, and no file outside the model's folder is opened, also where links lead there.
//
// # Law of the room
//
// A kind of object is a type in a file of its own, and a row in the table of kinds. It says what can be said in the words of
// package sim; what else the format has is for the simulator to learn first.
package modelfile
