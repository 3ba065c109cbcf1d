package modelfile

import (
	"encoding/json"
	"errors"
)

// table is a list of numbers, or of rows of equally many numbers.
type table struct {
	columns int // 0: it is a list
	values  []float64
}

// UnmarshalJSON reads a list of numbers or of rows.
func (a *table) UnmarshalJSON(text []byte) error {
	var rows [][]float64
	if json.Unmarshal(text, &rows) != nil || len(rows) == 0 {
		return json.Unmarshal(text, &a.values)
	}
	a.columns = len(rows[0])
	for _, row := range rows {
		if len(row) != a.columns {
			return errors.New("the rows of an array differ in length")
		}
		a.values = append(a.values, row...)
	}
	return nil
}
