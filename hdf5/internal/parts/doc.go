// Package parts keeps the folder that stands beside a file while the file is being made.
//
// It knows files and folders, and nothing of what is in them. While x.hdf5 is explored there is a [Folder]
// x.hdf5.parts beside it, with
//
//	plan-clustered-000001.hdf5   plans: of each trajectory the one with the highest number counts
//	000001-9f86d081.hdf5         segments: the number counts up, the rest is a token of the writer
//	base                         there if x.hdf5 itself is continued: its contents belong to the folder
//	lock, share-2-of-8.lock      who is at work, and on which runs
//	*.tmp                        what is being written, or what a killed writer has left
//
// Files appear whole or not at all: a [files.Draft] is written under a temporary name, synced, and given its name
// in one step. After that they never change; a segment goes when a later one has all that was in it. In the
// end the finished file takes its place the same way, and then the folder goes: it is renamed to
// x.hdf5.parts.tmp before anything in it is removed, so that a folder that is there is complete.
//
// # Locks
//
// An exploration takes the [Lock] of a folder alone, or with others a share of it each. A lock belongs to an
// open file, and so ends with its process. Reading takes no lock. In the file of a lock stands who has it, and what that
// process has begun and not ended, which is how others know after its death: see [Note].
//
// # The disk
//
// Every change goes through a [files.Disk], whose hook can stop it before and after: so tests make each
// operation fail, or the process end as far as the disk can tell.
package parts
