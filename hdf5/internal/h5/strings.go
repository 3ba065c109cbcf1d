package h5

import "unsafe"

// texts is an array of C strings in memory of C: n pointers, then the NUL-terminated strings.
type texts struct {
	memory unsafe.Pointer
}

// newTexts copies strings, which must have no NUL in them, into memory that free returns.
func newTexts(from []string) texts {
	pointers := len(from) * int(unsafe.Sizeof(uintptr(0)))
	size := pointers
	for _, s := range from {
		size += len(s) + 1
	}
	t := texts{malloc(max(size, 1))}
	at := unsafe.Slice((*unsafe.Pointer)(t.memory), len(from))
	bytes := unsafe.Slice((*byte)(t.memory), size)
	end := pointers
	for i, s := range from {
		at[i] = unsafe.Add(t.memory, end)
		end += copy(bytes[end:], s)
		bytes[end] = 0
		end++
	}
	return t
}

func (t texts) free() { free(t.memory) }

// emptyTexts has room for n pointers, all nil, which the library fills in.
func emptyTexts(n int) texts {
	t := texts{malloc(max(n, 1) * int(unsafe.Sizeof(uintptr(0))))}
	clear(unsafe.Slice((*uintptr)(t.memory), n))
	return t
}

// copyTo copies what the pointers show to strings; a nil pointer is an empty string. Equal ones that follow each other, as those of a table often do, are
// one in memory.
func (t texts) copyTo(to []string) {
	last := ""
	for i, p := range unsafe.Slice((*unsafe.Pointer)(t.memory), len(to)) {
		if p != nil {
			if !isAt(p, last) {
				last = textAt(p)
			}
			to[i] = last
		}
	}
}

// isAt reports whether a C string is that text.
func isAt(p unsafe.Pointer, text string) bool {
	for k := range len(text) {
		if *(*byte)(unsafe.Add(p, k)) != text[k] { // as the end of a shorter one
			return false
		}
	}
	return *(*byte)(unsafe.Add(p, len(text))) == 0
}
