// Package files has files appear whole or not at all, whatever happens.
//
// A [Draft] is written under a temporary name, synced, and given its name in one step, with the mode and the owner of what it replaces. A [File] is
// the draft of a file that is open. A new one is of the mode that the umask leaves. Links are followed, see [Find].
//
// Every change goes through a [Disk], whose [Hook] can stop it before and after: so tests make each operation fail, or the process end as far as the
// disk can tell.
package files
