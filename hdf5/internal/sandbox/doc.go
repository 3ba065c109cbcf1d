// Package sandbox lets a child process do what may kill this one.
//
// libhdf5 is C, and files that are damaged, or were made to do harm, make it write where it should not, run
// without end or take all memory there is. To try such a file first is not enough: memory in disorder need not kill
// who tries, and may kill who reads next. So a file that nobody vouches for is read by a child alone: this program,
// started once more. [Start] starts it, and [Main] is where it arrives:
//
//	func init() { sandbox.Main(h5.Serve) }   // package view has this line
//	...
//	process, err := sandbox.Start("foreign.hdf5")
//	file, err := h5.OpenThrough("foreign.hdf5", process)
//
// The child has limits on memory and, for each question, on time. Its death comes back as an error: by a signal, at a
// limit, of a panic.
//
// # Why from an init function
//
// A library does not own main: the child runs the user's program from its beginning, and must be caught before
// main does what it always does. An init function is the one place that every program passes before that.
// It looks at one environment variable and returns, unless it is the child's.
//
// # Caveats
//
// Packages whose own init functions come earlier are set up in the child, too. A child that does not arrive,
// as where Go is a library within another program, is an error.
//
// The child shields from files that are damaged or foreign. It is no prison: what takes it over has the rights
// of the user.
package sandbox
