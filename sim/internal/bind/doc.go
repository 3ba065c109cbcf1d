// Package bind turns what objects declare into memory and a plan.
//
// There are four nouns. A Memory is all that a network holds: the memory of an engine's instance, clocks, and
// a Part for each object. A Part is an object's place in it, under names of the object's choosing: arrays, a
// list of spikes, queues, a recorder, numbers. A Site says what the names in a kernel mean when it is bound:
// whose arrays, which clock, which random numbers. A Schedule gathers the steps that objects contribute, puts
// them in order, and makes a plan of them.
//
// # Law of the room
//
// Package bind knows no kinds of objects: to it an object is a name, and whatever has been declared.
package bind
