package listing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golgi/internal/plain"
)

// widest is how much of a text a table shows.
const widest = 60

// inTable is a cell as a table has it: in one line, and rounded.
func inTable(cell any) string {
	text := ""
	switch v := cell.(type) {
	case nil:
		return "-"
	case float64:
		if math.IsInf(v, 0) {
			return Exactly(v)
		}
		return fmt.Sprintf("%.6g", v)
	case float32:
		return inTable(float64(v))
	case time.Time:
		return v.Format("2006-01-02 15:04:05")
	default:
		text = Exactly(cell)
	}
	text = plain.Text(inOneLine.Replace(strings.TrimSpace(text)))
	if utf8.RuneCountInString(text) > widest {
		text = string([]rune(text)[:widest-1]) + "…"
	}
	return text
}

// inOneLine makes a line of several.
var inOneLine = strings.NewReplacer("\n", ";", "\t", " ")

// inLines is a cell as a table has it that has all of it.
func inLines(cell any) string {
	if cell == nil {
		return inTable(cell)
	}
	return plain.Text(strings.ReplaceAll(Exactly(cell), "\t", " "))
}

func width(text string) int { return utf8.RuneCountInString(text) }

// Exactly is a cell as a text that says all of it: NaN, Infinity, -Infinity; what is not there is nothing.
func Exactly(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return digits(v, 64)
	case float32:
		return digits(float64(v), 32)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer:
		return v.String()
	}
	if reflect.ValueOf(cell).Kind() == reflect.Slice {
		return string(appendJSON(nil, cell))
	}
	return fmt.Sprint(cell)
}

func digits(x float64, bits int) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "Infinity"
	case math.IsInf(x, -1):
		return "-Infinity"
	}
	return strconv.FormatFloat(x, 'g', -1, bits)
}

// appendJSON appends a cell as JSON. What is not there is null; numbers that JSON has not are texts, as Exactly has them.
func appendJSON(to []byte, cell any) []byte {
	switch v := cell.(type) {
	case nil:
		return append(to, "null"...)
	case bool, int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		return fmt.Append(to, v)
	case float64:
		return appendNumber(to, v, 64)
	case float32:
		return appendNumber(to, float64(v), 32)
	}
	if list := reflect.ValueOf(cell); list.Kind() == reflect.Slice {
		if _, told := cell.(fmt.Stringer); !told {
			to = append(to, '[')
			for k := range list.Len() {
				if k > 0 {
					to = append(to, ", "...)
				}
				to = appendJSON(to, list.Index(k).Interface())
			}
			return append(to, ']')
		}
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	_ = encoder.Encode(Exactly(cell)) // never fails for a text
	return append(to, bytes.TrimSuffix(text.Bytes(), []byte("\n"))...)
}

func appendNumber(to []byte, x float64, bits int) []byte {
	text := digits(x, bits)
	if math.IsNaN(x) || math.IsInf(x, 0) {
		text = `"` + text + `"`
	}
	return append(to, text...)
}
