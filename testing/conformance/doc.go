// Package conformance measures Golgi's simulator against real Brian 2: a scoreboard of recorded models.
//
// There are five nouns. A Suite is a folder of models, one JSON file each. A model describes a network, what
// is done with it, and what Brian 2 made of it: numbers, or a refusal. A need is a part of the language, or
// of the simulator's door, that a model uses and that is not built yet. A verdict is what became of a model:
// it passed, Golgi refused it as Brian 2 does, it is pending, or it failed. The score counts them.
//
// Ordinary use, in a test:
//
//	conformance.Suite{Models: os.DirFS("testdata/cases")}.Run(t)
//
// From the project's root, `go test ./testing/conformance -v` prints the score of the models that are kept here
// (testdata/README.md describes the format), and
//
//	go test ./testing/conformance -v -args -cases DIR
//
// that of another folder.
//
// # Invariants
//
// Whether a model is pending is read off the model itself, with the table of needs, before anything runs; no
// error of the simulator makes a model pending. A refused model passes if building or running it gives an
// error of the simulator, and its twin, which differs only in the fault, runs: so a missing feature does not
// count as a refusal. A file that is not understood to its last key fails.
//
// A Suite may have a list of pending models, which only shrinks: a model on it that passes fails the test,
// and so does a model that is not on it and does not pass.
//
// # Random numbers
//
// Models with random numbers stand in testdata/statistics. They have measures, such as a rate, whose means over
// 20 seeds are compared with those of Brian 2 over as many: within 4 standard errors.
//
// # Equality
//
// Numbers are equal within |e-g| ≤ rel·|e| + abs·S, where rel and abs are the model's own and S is the
// largest |e| of the array, or 1 if that is 0. Integers and booleans are equal exactly; they are the
// arrays that the recorder wrote without a point.
package conformance
