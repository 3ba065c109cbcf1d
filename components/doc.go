// Package components holds ready-made components and analysers, one to a file. They are also examples to copy: each shows
// how a component of its kind is written.
//
// # Law of the room
//
// A component keeps nothing between calls but its description.
package components
