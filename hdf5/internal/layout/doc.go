// Package layout says where things stand in a file, and writes and reads them there.
//
// FORMAT.md draws the file; here it is in code, both ways and side by side, so that whoever changes one way
// sees the other. What is written and read:
//
//   - a plan: all of a trajectory but its runs, with its parameters and their ranges ([WritePlan], [ReadPlan]);
//   - rows: what the table of runs says of each ([WriteRows], [ReadRows], and [ReadRecords], which is faster);
//   - runs: what they gave, a group for each, elsewhere if they have not finished ([WriteRuns], [ReadRun], [TransferRuns]).
//
// Nearly all works in the group of one trajectory, which the caller opens with [Within]. The tree is that of
// pypet, and so pypet's own files have it too, with less in it. They are read here as far as a trajectory can
// hold what is in them, by the laws of pypet; the files whose names begin with foreign have what differs. Nothing is
// unpickled.
//
// Package layout knows one open file at a time. It knows nothing of stores and folders, of who writes or
// reads, and of what else there is: what depends on that comes in as plain values.
package layout
