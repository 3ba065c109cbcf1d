// Package write adds trajectories and runs to the folder of a file, and makes the file of them in the end.
//
// A [Writer] has a folder, which it has locked. A [Run] collects what one run gives, in memory and then in a
// spill, so that no file ever has half of one. When it has ended it becomes an outcome, which waits in the
// queue. One goroutine takes outcomes from there and fills a segment with them; another commits the segment
// before, and a third merges small ones. A run is
//
//	open        from Begin until its user commits or aborts it; then it has ended,
//	waiting     in the queue until it is taken into a segment that is filled,
//	underway    from its end until that segment has its name: it waits, or is being written,
//	committed   from then on: it is on the disk, whatever happens to the program; or else
//	lost        when its segment has failed.
//
// After the first error of the disk nothing is written any more; what was committed stays.
//
// What there is already, and what becomes of runs, is in a [view.View], which readers of the same store use
// at the same time. Package view has the rule for locks.
package write
