package topology

// Ordinals returns for each synapse how many synapses before it connect the same two neurons, in a finished table.
func (t *Table) Ordinals() []int32 {
	pres, posts := len(t.sent), len(t.received)
	index := IndexOf(t.sent)
	if !t.Sorted() {
		index = NewIndex(t.pre, 0, pres)
	}
	ordinals, count, row := make([]int32, t.Len()), make([]int32, posts), make([]int32, posts)
	for r := range int32(pres) {
		for k := index.Rows[r]; k < index.Rows[r+1]; k++ {
			s := k
			if index.Order != nil {
				s = int64(index.Order[k])
			}
			j := t.Post[s]
			if row[j] != r+1 {
				row[j], count[j] = r+1, 0
			}
			ordinals[s] = count[j]
			count[j]++
		}
	}
	return ordinals
}
