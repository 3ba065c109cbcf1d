package manager

import "golgi/trajectory"

// SourceIn lets tests ask git about a folder.
func SourceIn(root string) (trajectory.Source, bool) { return sourceIn(root) }
