package modelfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"golgi/internal/memory"
)

// mostText is how many bytes of text a model has at most; numbers have room in binary files.
const mostText = 256 << 20

// Read reads the model in a file. Its arrays are in the folder of that, or in folders below: what a model names elsewhere is not
// read, also where a link leads there. Where ctx is done, it returns the context's error.
func Read(ctx context.Context, path string) (*Model, error) {
	if ctx == nil {
		return nil, errNoContext
	}
	text, err := readText(path)
	if err != nil {
		return nil, err
	}
	folder, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("modelfile: %w", err)
	}
	defer folder.Close()
	return Parse(ctx, path, text, folder.FS())
}

// readText reads a plain file that is no longer than a model may be.
func readText(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case path == "":
		return nil, errors.New("modelfile: the name of the file is empty")
	case err != nil:
		return nil, fmt.Errorf("modelfile: %w", err)
	case info.IsDir():
		return nil, fmt.Errorf("modelfile: %s is a folder; name the file of a model", path)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("modelfile: %s is no plain file; write the model to one", path)
	case info.Size() > mostText:
		return nil, malformed("%s has %s, and the text of a model at most %s: put its numbers into a binary file, {\"array\": ...}",
			path, memory.Text(float64(info.Size())), memory.Text(mostText))
	case info.Size() > memory.Available()/8: // what is read of it takes up to four times as much
		return nil, fmt.Errorf("modelfile: %s has %s, and %s of memory are available",
			path, memory.Text(float64(info.Size())), memory.Text(float64(memory.Available())))
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("modelfile: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, mostText))
	if err != nil {
		return nil, fmt.Errorf("modelfile: %w", err)
	}
	return text, nil
}
