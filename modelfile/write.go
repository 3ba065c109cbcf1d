package modelfile

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golgi/internal/files"
)

// ResultsFormat is the name of the format of results, and its version.
const ResultsFormat = "golgi-results/1"

// mostInText is how many numbers an array has at most that stands in the text of results, by default; larger ones are in a binary file.
const mostInText = 4096

// align is of what the places of arrays in a binary file are multiples, in bytes, so that readers can map them.
const align = 64

// Header is what a file of results says of the simulation.
type Header struct {
	Name        string // of the model
	Seed, Trial int64
	// InText is how many numbers an array has at most that stands in the text; 0: 4,096. It is for readers to whom texts are slow.
	InText int
}

// WriteFile writes the results to a file in JSON, in the form of the key expect of models, and larger arrays (see Header) to a binary
// file beside it, which has its name with the end .bin. Each appears whole or not at all, first that of arrays:
// who is killed between the two leaves new arrays beside an old text. What is there of these names is replaced; a file of arrays goes that only the old
// text refers to.
func (r *Results) WriteFile(path string, h Header) error {
	arrays := strings.TrimSuffix(path, filepath.Ext(path)) + ".bin"
	if arrays == path {
		return fmt.Errorf("modelfile: %s is the name of the file of arrays; end the name of the results in .json", path)
	}
	text, err := files.Create(path)
	if err != nil {
		return fmt.Errorf("modelfile: %w", err)
	}
	defer text.Drop()
	w := &resultsWriter{Writer: bufio.NewWriter(text), arraysPath: arrays, inText: cmp.Or(h.InText, mostInText)}
	defer func() { w.arrays.Drop() }() // which w makes later
	w.results(r, h)
	if err = errors.Join(w.err, w.Flush()); err == nil && w.arrays != nil {
		err = errors.Join(w.binary.Flush(), w.arrays.Keep())
	}
	stale := w.arrays == nil && refers(path, arrays)
	if err == nil {
		err = text.Keep()
	}
	if err == nil && stale {
		err = os.Remove(arrays)
	}
	if err != nil {
		return fmt.Errorf("modelfile: %w", err)
	}
	return nil
}

// refers reports whether results in a file refer to a file of arrays beside them, which is there.
func refers(path, arrays string) bool {
	if info, err := os.Stat(arrays); err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	name := []byte(fileKey + quoted(filepath.Base(arrays)))
	buffer, kept := make([]byte, chunk+len(name)), 0
	for {
		n, err := io.ReadFull(file, buffer[kept:])
		if read := buffer[:kept+n]; bytes.Contains(read, name) {
			return true
		} else if err != nil {
			return false
		}
		kept = copy(buffer, buffer[len(buffer)-len(name):])
	}
}

// fileKey stands before the name of the file in a reference.
const fileKey = `"file": `

// A resultsWriter writes results. The first error ends the writing.
type resultsWriter struct {
	*bufio.Writer
	arraysPath string
	inText     int         // how many numbers an array in the text has at most
	arrays     *files.File // of large arrays; nil: there was none
	binary     *bufio.Writer
	offset     int // in that
	err        error
}

func (w *resultsWriter) results(r *Results, h Header) {
	fmt.Fprintf(w, "{\"format\": %s, \"name\": %s, \"seed\": %d, \"trial\": %d,\n \"results\": {", quoted(ResultsFormat), quoted(h.Name), h.Seed, h.Trial)
	for _, name := range slices.Sorted(maps.Keys(r.Recorded)) {
		fmt.Fprintf(w, "\n  %s: ", quoted(name))
		w.object(r.Recorded[name], "   ")
		w.WriteString(",")
	}
	w.WriteString("\n  \"final\": {")
	for k, name := range slices.Sorted(maps.Keys(r.Final)) {
		fmt.Fprintf(w, "%s\n   %s: ", comma(k), quoted(name))
		w.object(r.Final[name], "    ")
	}
	w.WriteString("},\n  \"methods\": {")
	for k, name := range slices.Sorted(maps.Keys(r.Methods)) {
		fmt.Fprintf(w, "%s%s: %s", strings.Replace(comma(k), ",", ", ", 1), quoted(name), quoted(r.Methods[name]))
	}
	w.WriteString("}}}\n")
}

func comma(k int) string {
	if k == 0 {
		return ""
	}
	return ","
}

func quoted(text string) string {
	b, _ := json.Marshal(text) // which every text can be
	return string(b)
}

func (w *resultsWriter) object(arrays map[string]Array, indent string) {
	w.WriteString("{")
	for k, name := range slices.Sorted(maps.Keys(arrays)) {
		fmt.Fprintf(w, "%s\n%s%s: ", comma(k), indent, quoted(name))
		w.array(arrays[name])
	}
	w.WriteString("}")
}

func (w *resultsWriter) array(a Array) {
	if len(a.Values) > w.inText {
		w.reference(a)
		return
	}
	if len(a.Shape) < 2 {
		w.list(a, a.Values)
		return
	}
	w.WriteString("[")
	for k := range a.Shape[0] {
		w.WriteString(strings.Replace(comma(k), ",", ", ", 1))
		w.list(a, a.Values[k*a.Shape[1]:(k+1)*a.Shape[1]])
	}
	w.WriteString("]")
}

// list writes numbers: those that are not whole have a point or an exponent, and those that are no numbers are texts.
func (w *resultsWriter) list(a Array, values []float64) {
	w.WriteString("[")
	for k, x := range values {
		if k > 0 {
			w.WriteString(", ")
		}
		w.WriteString(numberText(x, a.Whole))
	}
	w.WriteString("]")
}

func numberText(x float64, whole bool) string {
	switch text := strconv.FormatFloat(x, 'g', -1, 64); {
	case math.IsNaN(x):
		return `"nan"`
	case math.IsInf(x, 0):
		return quoted(strings.ToLower(strings.TrimPrefix(text, "+")))
	case whole:
		return strconv.FormatFloat(x, 'f', -1, 64)
	case !strings.ContainsAny(text, ".e"):
		return text + ".0"
	default:
		return text
	}
}

// reference writes the numbers to the binary file, and where they are to the text.
func (w *resultsWriter) reference(a Array) {
	if w.err != nil {
		return
	}
	if w.arrays == nil {
		if w.arrays, w.err = files.Create(w.arraysPath); w.err != nil {
			return
		}
		w.binary = bufio.NewWriterSize(w.arrays, chunk)
	}
	for ; w.offset%align != 0; w.offset++ {
		w.err = errors.Join(w.err, w.binary.WriteByte(0))
	}
	kind := "float64"
	if a.Whole {
		kind = "int64"
	}
	shape := strings.ReplaceAll(strings.Trim(fmt.Sprint(a.Shape), "[]"), " ", ", ")
	fmt.Fprintf(w, `{"array": {`+fileKey+`%s, "type": "%s", "offset": %d, "shape": [%s]}}`, quoted(filepath.Base(w.arraysPath)), kind, w.offset, shape)
	w.numbers(a)
	w.offset += 8 * len(a.Values)
}

func (w *resultsWriter) numbers(a Array) {
	for part := range slices.Chunk(a.Values, chunk/8) {
		b := w.binary.AvailableBuffer()
		for _, x := range part {
			bits := math.Float64bits(x)
			if a.Whole {
				bits = uint64(int64(x))
			}
			b = binary.LittleEndian.AppendUint64(b, bits)
		}
		if _, err := w.binary.Write(b); err != nil {
			w.err = errors.Join(w.err, err)
			return
		}
	}
}
