package sim

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"slices"

	"golgi/sim/internal/bind"
	"golgi/sim/internal/equations"
	"golgi/sim/internal/syntax"
)

// members are the elements of a part of an object, in ascending order and numbered from 0: those from start on, or those
// listed.
type members struct {
	start, size int     // size is whole where they are all of them
	list        []int32 // numbers in the whole object; nil: they are consecutive
}

// whole stands for as many elements as an object has in a network.
const whole = -1

// membersOf returns those of an ascending list.
func membersOf(list []int32) members {
	switch n := len(list); {
	case n == 0:
		return members{}
	case int(list[n-1]-list[0]) == n-1:
		return members{start: int(list[0]), size: n}
	default:
		return members{start: int(list[0]), size: n, list: list}
	}
}

// at returns the number of member i in the whole object.
func (m members) at(i int) int32 {
	if m.list != nil {
		return m.list[i]
	}
	return int32(m.start + i)
}

// numbers returns the numbers of members in the whole object, in the place of the list.
func (m members) numbers(list []int32) []int32 {
	if m.list == nil && m.start == 0 {
		return list
	}
	for k, i := range list {
		list[k] = m.at(int(i))
	}
	return list
}

// all returns the numbers of all members in the whole object.
func (m members) all() []int32 {
	list := make([]int32, m.size)
	for i := range list {
		list[i] = m.at(i)
	}
	return list
}

// part returns members from i on up to j.
func (m members) part(i, j int) members {
	if m.list != nil {
		return membersOf(m.list[i:j])
	}
	return members{start: m.start + i, size: j - i}
}

// number returns which of the members an element is.
func (m members) number(element int32) int32 {
	if m.list == nil {
		return element - int32(m.start)
	}
	i, _ := slices.BinarySearch(m.list, element)
	return int32(i)
}

// span is the range of numbers within which the members are. Where they are listed, others are there too.
func (m members) span() (from, to int32) {
	if m.list == nil {
		return int32(m.start), int32(m.start + m.size)
	}
	return m.list[0], m.list[m.size-1] + 1
}

// pick returns the values of the members, out of those of all elements.
func (m members) pick(values []float64) []float64 {
	if m.list == nil {
		return values[m.start : m.start+m.size]
	}
	picked := make([]float64, m.size)
	for i, k := range m.list {
		picked[i] = values[k]
	}
	return picked
}

// rank names the array that has, for each element of the whole object, its number among listed members; -1 where it is none.
// Members that are the same have one array.
func (m members) rank() string {
	h := fnv.New64a()
	for _, k := range m.list {
		h.Write(binary.LittleEndian.AppendUint32(nil, uint32(k)))
	}
	return fmt.Sprintf("_rank_%016x", h.Sum64())
}

// declare declares that array in the part of the whole object, where members are listed.
func (m members) declare(whole *bind.Part) {
	if m.list == nil || whole.Has(m.rank()) {
		return
	}
	rank := make([]int32, whole.N)
	for k := range rank {
		rank[k] = -1
	}
	for i, k := range m.list {
		rank[k] = int32(i)
	}
	whole.Ints(m.rank(), "rank", rank)
}

// indexSymbol is what a text about the members means by i, on a side; ok is false where it means the element's number, less the start.
func (m members) indexSymbol(side equations.Side) (i equations.Symbol, ok bool) {
	return equations.Symbol{Name: m.rank(), Kind: equations.Stored, Info: integerInfo, Side: side, ReadOnly: "it is an index"}, m.list != nil
}

// scope is what the names in a text about some elements refer to, where they refer to that in a text about all: i and N are
// those among them.
func (m members) scope(all equations.Scope) equations.Scope {
	if m.size == whole {
		return all
	}
	i, listed := m.indexSymbol(equations.Own)
	if !listed {
		const inWhole, start = "_i", "_start"
		number := equations.Symbol{Kind: equations.Element, Info: integerInfo, Side: equations.Own}
		i = equations.Symbol{Name: "i", Kind: equations.Formula, Info: integerInfo, Side: equations.Own, ReadOnly: "it is an index",
			Expr: &syntax.Binary{Op: syntax.Sub, X: &syntax.Ident{Name: inWhole}, Y: &syntax.Ident{Name: start}},
			Scope: equations.Symbols{inWhole: number, start: {Name: start, Kind: equations.Number, Info: integerInfo,
				Side: equations.Own, Value: float64(m.start)}}}
	}
	n := equations.Symbol{Name: "_size", Kind: equations.Number, Info: integerInfo, Side: equations.Own, Value: float64(m.size),
		ReadOnly: "it is a number of neurons"}
	return equations.Layers{equations.Symbols{"i": i, "N": n}, all}
}
