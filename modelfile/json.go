package modelfile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"
)

// A document is a text in JSON, and what is found wrong with it. It is read in place: a value is a part of the text, and nothing
// is made of what nobody asks for.
type document struct {
	text   []byte
	arrays arrayFiles
	faults Faults
	read   bool     // all has been read: what is found wrong now, where something is wrong already, follows from that
	files  []string // of arrays that are read
}

// value is a JSON value in a document whose syntax is right.
type value struct {
	doc      *document
	from, to int    // where it stands in the text
	path     string // how it is reached, or the list that it is in
	element  int    // its number in that list, from 1; 0: it is in none
}

// parseDocument checks the syntax, and returns the outermost value.
func parseDocument(name string, text []byte, arrays arrayFiles) (*document, value) {
	d := &document{text: bytes.TrimPrefix(text, []byte("\ufeff")), arrays: arrays, faults: Faults{File: name, kind: ErrMalformed}}
	if err := json.Unmarshal(d.text, new(json.RawMessage)); err != nil {
		d.syntaxFault(err)
		return d, value{}
	}
	if !utf8.Valid(d.text) {
		at := bytes.IndexFunc(d.text, func(r rune) bool { return r == utf8.RuneError })
		d.faults.add(Fault{Line: d.line(at), Text: "a character here is not UTF-8; save the file in that encoding"})
		return d, value{}
	}
	from := d.space(0)
	return d, value{doc: d, from: from, to: d.end(from)}
}

// line returns the number of the line of a place.
func (d *document) line(at int) int { return 1 + bytes.Count(d.text[:at], []byte("\n")) }

// space returns where the space ends that begins at a place.
func (d *document) space(at int) int {
	for at < len(d.text) && d.text[at] <= ' ' { // no other control characters are outside of texts
		at++
	}
	return at
}

// end returns where the value ends that begins at a place.
func (d *document) end(at int) int {
	depth := 0
	for ; at < len(d.text); at++ {
		switch d.text[at] {
		case '"':
			at = d.endOfText(at)
		case '{', '[':
			depth++
			continue
		case '}', ']':
			depth--
		default:
			at = d.endOfWord(at)
		}
		if depth == 0 {
			return at + 1
		}
	}
	return at
}

// endOfText returns the place of the quote that closes a text.
func (d *document) endOfText(at int) int {
	for at++; d.text[at] != '"'; at++ {
		if d.text[at] == '\\' {
			at++
		}
	}
	return at
}

// endOfWord returns the place of the last character of a number or a word, or of what separates values.
func (d *document) endOfWord(at int) int {
	for at+1 < len(d.text) && !separates[d.text[at]] && !separates[d.text[at+1]] {
		at++
	}
	return at
}

// separates says which characters stand between words.
var separates = [256]bool{' ': true, '\t': true, '\r': true, '\n': true, ',': true, ':': true, ']': true, '}': true}

// raw returns the text of a value.
func (v value) raw() []byte { return v.doc.text[v.from:v.to] }

// first returns its first character, which tells what it is.
func (v value) first() byte { return v.doc.text[v.from] }

func (v value) isNull() bool { return v.first() == 'n' }

// elements calls f with each element of a list.
func (v value) elements(f func(k int, element value)) {
	d, at, path := v.doc, v.doc.space(v.from+1), v.where()
	for k := 0; d.text[at] != ']'; k++ {
		end := d.end(at)
		f(k, value{d, at, end, path, k + 1})
		if at = d.space(end); d.text[at] == ',' {
			at = d.space(at + 1)
		}
	}
}

// members calls f with each key of an object and its value. It is a fault that a key is there twice, said once of each key.
func (v value) members(f func(key string, member value)) {
	const said = -1
	seen := make(map[string]int) // where it stands
	v.pairs(func(key string, member value) {
		if first, again := seen[key]; again {
			if first != said && !v.doc.faults.full() { // lines are counted from the top
				member.fault("the key is there twice, first on line %d; take one out", v.doc.line(first))
			}
			seen[key] = said
			return
		}
		seen[key] = member.from
		f(key, member)
	})
}

// pairs calls f with each key and its value, as they are there.
func (v value) pairs(f func(key string, member value)) {
	d, at, path := v.doc, v.doc.space(v.from+1), v.where()
	for d.text[at] != '}' {
		end := d.end(at)
		key := value{doc: d, from: at, to: end}.string()
		at = d.space(d.space(end) + 1) // behind the colon
		end = d.end(at)
		f(key, value{doc: d, from: at, to: end, path: joined(path, key)})
		if at = d.space(end); d.text[at] == ',' {
			at = d.space(at + 1)
		}
	}
}

// key returns the value of a key, the object itself if it has none.
func (v value) key(name string) value {
	found := v
	if v.first() == '{' {
		v.pairs(func(key string, member value) {
			if key == name {
				found = member
			}
		})
	}
	return found
}

// joined returns the path of a key.
func joined(path, key string) string {
	switch {
	case path == "":
		return key
	case strings.HasSuffix(path, `"`): // objects[0] "G"
		return path + ": " + key
	}
	return path + "." + key
}

// string returns the text that a value is, which must be one.
func (v value) string() string {
	if raw := v.raw(); raw[0] == '"' && bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	var text string
	_ = json.Unmarshal(v.raw(), &text) // whose syntax is right
	return text
}

// line returns the number of the line on which a value begins.
func (v value) line() int { return v.doc.line(v.from) }

// where returns how a value is reached.
func (v value) where() string {
	if v.element == 0 {
		return v.path
	}
	return fmt.Sprintf("%s[%d]", v.path, v.element-1)
}

// fault says what is wrong with a value.
func (v value) fault(format string, args ...any) {
	if where := v.where(); !v.doc.faults.full() && !(v.doc.read && v.doc.faults.within(where)) {
		v.doc.faults.add(Fault{v.line(), where, fmt.Sprintf(format, args...)})
	}
}

// wants says that a value is of the wrong type.
func (v value) wants(what string) {
	v.fault("it is %s; wanted %s", v.shown(), what)
}

// shown returns what a value is, in words.
func (v value) shown() string {
	text := string(v.raw()[:min(len(v.raw()), 41)])
	if len(text) > 40 {
		text = strings.ToValidUTF8(text[:37], "") + "..."
	}
	text = strings.Join(strings.Fields(text), " ")
	switch v.first() {
	case '"':
		return "the text " + text
	case '[':
		return "the list " + text
	case '{':
		return "the object " + text
	case 't', 'f', 'n':
		return text
	}
	return "the number " + text
}
