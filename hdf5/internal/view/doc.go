// Package view finds what there is to read: in a finished file, or in the folder of one that comes into being.
//
// There are three nouns. A [View] is what a reader sees: trajectories, and runs that have ended. Its sources
// are the files that have runs: the finished file, if there is one, and the segments of the folder. An index
// says for each trajectory which runs have ended, and in which source the one that counts is: a run that
// failed and was repeated is in two.
//
// A view knows which file to open, and when to look again, since a folder changes while it is read: segments
// come, are merged, and go when the file is finished. What stands in a file is for package layout. Who writes
// tells the view what becomes of runs, and never reads behind its back.
//
// A finished file may have been changed by anybody, and pypet's are not ours at all. What has no checksums of
// Golgi's is read by a child process alone; see package sandbox.
//
// # Locks
//
// This is the rule for all that is shared by goroutines here and in package write; a test of package hdf5 holds
// it. A type that has a lock calls it mu, and what stands below it is guarded. Its methods with a capital letter
// take the lock first of all, or do nothing but call one that does. Those with a small letter need it, and call
// none with a capital letter.
//
// Who has the lock of a run that is written may take that of the queue, and who has that of the queue may take
// that of the view; never the other way round.
package view
