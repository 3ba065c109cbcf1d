package modelfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// syntaxFault says where the text is no JSON, and what may be meant.
func (d *document) syntaxFault(err error) {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		d.faults.add(Fault{Text: err.Error()})
		return
	}
	at := max(0, min(int(syntax.Offset)-1, len(d.text)-1))
	text := "it is no JSON: " + strings.TrimSuffix(syntax.Error(), " JSON input")
	if len(bytes.TrimSpace(d.text)) == 0 {
		text = "the file is empty; wanted a model in JSON: {\"objects\": [...], \"schedule\": [{\"run\": 0.1}]}"
	} else if bytes.HasPrefix(d.text, []byte("\xff\xfe")) || bytes.HasPrefix(d.text, []byte("\xfe\xff")) {
		text = "the file is in UTF-16; save it in UTF-8"
	} else if strings.HasPrefix(syntax.Error(), "unexpected end") {
		text = "it is no JSON: the file ends within it; a quote, a bracket or a brace is missing, or the file was cut off"
	} else {
		text += ", " + d.behind(at)
		if hint := d.hint(at); hint != "" {
			text += "; " + hint
		}
	}
	d.faults.add(Fault{Line: d.line(at), Text: text})
}

// behind says what stands before a place on its line.
func (d *document) behind(at int) string {
	line := d.text[bytes.LastIndexByte(d.text[:at], '\n')+1 : at]
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return "at the beginning of the line"
	}
	if most := 30; len(line) > most {
		return "behind ..." + strings.ToValidUTF8(string(line[len(line)-most:]), "")
	}
	return "behind " + strings.ToValidUTF8(string(line), "")
}

// hint says what may be meant by a character that cannot stand in JSON.
func (d *document) hint(at int) string {
	before := bytes.TrimRight(d.text[:at], " \t\r\n")
	switch c := d.text[at]; {
	case (c == ']' || c == '}') && bytes.HasSuffix(before, []byte(",")):
		return "take out the comma before it"
	case c == '/' || c == '#':
		return "JSON has no comments; use the key about"
	case c == '\'':
		return "texts stand in double quotes"
	case c == '\n' || c == '\r':
		return `a text ends on the line on which it began: write \n, or a list of lines, ["dv/dt = -v/tau : 1", "tau : second"]`
	case c == '"':
		return "is there a comma missing before it?"
	case c == 'N' || c == 'I' || c == 'n' || c == 'i' || c == '+' || c == '.':
		return `numbers look like 0.1 and 1e-3; write "inf" for infinity`
	case c == 'T' || c == 'F':
		return "write true and false"
	case c == '\\' || before != nil && bytes.HasSuffix(before, []byte(`\`)):
		return `a backslash is written \\`
	}
	return ""
}
