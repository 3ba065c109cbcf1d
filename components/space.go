package components

import "strings"

// A Space is where neurons are: it tells the distance of two of them, from 0 to 1 or less. Neurons of two groups that have the same
// place, as fractions of their numbers, have the distance 0, whatever the sizes of the groups.
type Space struct {
	Name, About string
	distance    string // of the neurons i and j
	parameters  []argument
}

// put writes the distance in its place.
func (s Space) put(text string) string { return strings.ReplaceAll(text, "distance", s.distance) }

// Line has neurons from 0 to 1: neuron i is at i/N.
func Line() Space {
	return Space{Name: "Line", About: "neuron i is at i/N", distance: "abs(i/N_pre - j/N_post)"}
}

// Ring is a line whose ends meet, of length 1: the largest distance is 0.5.
func Ring() Space {
	return Space{Name: "Ring", About: "neuron i is at i/N; the ends meet, and the largest distance is 0.5",
		distance: "(0.5 - abs(abs(i/N_pre - j/N_post) - 0.5))"}
}

// Grid has neurons row by row, with so many in each row of the source and of the target: the side of the first row has length 1.
func Grid(columnsFrom, columnsTo int) Space {
	return Space{Name: "Grid", About: "neurons stand row by row in a field; a row has length 1",
		distance:   "sqrt(((i % columns_from)/columns_from - (j % columns_to)/columns_to)**2 + ((i // columns_from)/columns_from - (j // columns_to)/columns_to)**2)",
		parameters: columns(columnsFrom, columnsTo)}
}

// Torus is a square grid whose sides meet.
func Torus(columnsFrom, columnsTo int) Space {
	return Space{Name: "Torus", About: "neurons stand row by row in a square field of side 1, whose sides meet",
		distance: "sqrt((0.5 - abs(abs((i % columns_from)/columns_from - (j % columns_to)/columns_to) - 0.5))**2 + " +
			"(0.5 - abs(abs((i // columns_from)/columns_from - (j // columns_to)/columns_to) - 0.5))**2)",
		parameters: columns(columnsFrom, columnsTo)}
}

func columns(from, to int) []argument {
	return []argument{counted("columns_from", from, ">= 1", "neurons in a row of the source"), counted("columns_to", to, ">= 1", "neurons in a row of the target")}
}
