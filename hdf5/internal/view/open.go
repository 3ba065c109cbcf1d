package view

import (
	"errors"
	"fmt"
	"io/fs"

	"golgi/hdf5/internal/parts"
)

// Open returns the view of what is at path: a file, or the folder in which it comes into being, under the name
// of either.
func Open(path string) (*View, error) {
	v, err := find(path)
	for range 20 { // again, since segments that are merged, and a folder that is finished, go while it is read
		if errors.Is(err, fs.ErrNotExist) {
			v, err = find(path)
		}
	}
	if err == nil {
		v.name = path
	}
	return v, err
}

// Of returns the view of a folder in which somebody writes. Messages call it by the name of the file.
func Of(folder parts.Folder) (*View, error) {
	return named(folder, false)
}

func named(folder parts.Folder, adopts bool) (*View, error) {
	v, err := into(folder, adopts)
	if err == nil {
		v.path, v.name = folder.File(), folder.File()
	}
	return v, err
}

// Missing says that there is no file at path.
func Missing(path string) error {
	if path == "" {
		return fmt.Errorf("hdf5: the name of the file is empty: %w", fs.ErrNotExist)
	}
	return fmt.Errorf("hdf5: there is no %s: %w", path, fs.ErrNotExist)
}

// find follows links. Of a finished file and a folder beside it, it takes the folder if that continues the file;
// if it is to replace the file, the file: see [View.Newer].
func find(path string) (*View, error) {
	if folder, is := parts.At(path); is { // which may be a link
		return ofFolder(folder)
	}
	place, err := parts.Find(path)
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	if folder, is := parts.At(place.Path); is {
		return ofFolder(folder)
	}
	folder := parts.Reading(place.Path)
	has, err := folder.Contents()
	if err == nil {
		err = place.Regular()
	}
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	switch there := place.Info != nil; {
	case !has.Void() && (has.Base || !there):
		return ofFolder(folder)
	case there:
		return ofFile(place.Path)
	case place.Link:
		return nil, cannotOpen(path, place.Free())
	}
	if folder.Exists() {
		return nil, fmt.Errorf("%w (%s was begun, and holds no plan yet: begin it again)", Missing(path), folder.Path())
	}
	return nil, Missing(path)
}

func cannotOpen(path string, err error) error {
	return fmt.Errorf("hdf5: cannot open %s: %w", path, err)
}

func ofFile(path string) (*View, error) {
	v := &View{path: path, sources: []string{path}, indices: map[string]*index{}}
	v.pool = pool{finished: path, cure: v.cure}
	_, err := v.pool.get(path)
	return v, err
}

func ofFolder(folder parts.Folder) (*View, error) { return into(folder, false) }

// into returns the view of a folder, which may leave segments without a plan alone.
func into(folder parts.Folder, adopts bool) (*View, error) {
	v := &View{path: folder.Path(), folder: folder, sources: []string{""}, adopts: adopts,
		known: map[string]bool{}, indices: map[string]*index{}}
	v.pool = pool{finished: folder.File(), cure: v.cure}
	if err := v.Refresh(); err != nil {
		return nil, errors.Join(err, v.Close())
	}
	return v, nil
}
