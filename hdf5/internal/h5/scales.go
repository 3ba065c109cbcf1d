package h5

import "unsafe"

// The dimension scales of HDF5, as netCDF-4 and thereby xarray read them. The back reference REFERENCE_LIST
// from scale to dataset is left out on purpose: PyTables dies of it, and nobody else misses it. So the
// library's own H5DSattach_scale, which writes it, cannot be used.
//
// Source: HDF5 Dimension Scale Specification; netCDF-4 file format specification.

const (
	DimensionList = "DIMENSION_LIST" // attribute with the references of a dataset to its scales

	scaleClass = "DIMENSION_SCALE"
	attrClass  = "CLASS"
	attrName   = "NAME"
)

// MakeScale makes the dataset a dimension scale: the coordinates along dimensions called like itself.
func (d Dataset) MakeScale(name string) error {
	if err := d.setFixedText(attrClass, scaleClass); err != nil {
		return err
	}
	return d.setFixedText(attrName, name)
}

// AttachScales names one dimension scale for each dimension of the dataset.
func (d Dataset) AttachScales(scales []Dataset) error {
	if len(scales) != len(d.shape) || len(scales) == 0 {
		return refused("attach scales to", d.path, "%d scales for the shape %v", len(scales), d.shape)
	}
	objects := make([]Object, len(scales))
	for i, s := range scales {
		objects[i] = s.Object
	}
	return d.attach(objects)
}

// attach is AttachScales for scales that fit.
func (o Object) attach(scales []Object) error {
	const op = "attach scales to"
	ids := make([]hid, len(scales))
	for i, s := range scales {
		ids[i] = s.id
	}
	kind := referenceListType()
	if kind < 0 {
		return failed(op, o.path)
	}
	id, err := o.createAttribute(DimensionList, kind, []int{len(scales)})
	if err != nil {
		return err
	}
	defer h5Aclose(id)
	if !writeReferences(id, kind, ids) {
		return failed(op, o.path)
	}
	return nil
}

// ScaleName returns the name of a dimension scale, and whether the dataset is one.
func (d Dataset) ScaleName() (name string, scale bool, err error) {
	there, err := d.HasAttribute(attrClass)
	if err != nil || !there {
		return "", false, err
	}
	class, err := d.Attribute(attrClass)
	if err != nil || class != scaleClass {
		return "", false, err
	}
	value, err := d.Attribute(attrName)
	name, _ = value.(string)
	return name, true, err
}

// Scales returns for how many dimensions the dataset names a scale.
func (d Dataset) Scales() (int, error) {
	if d.isThere() {
		a, err := d.ask("scales", "", 0, 0)
		return a.N, err
	}
	there, err := d.HasAttribute(DimensionList)
	if err != nil || !there {
		return 0, err
	}
	var n int
	err = d.openList(func(_ hid, count int) error {
		n = count
		return nil
	})
	return n, err
}

// openList runs job with the attribute DIMENSION_LIST and for how many dimensions it stands.
func (o Object) openList(job func(id hid, count int) error) error {
	const op = "read attribute"
	id := h5Aopen(o.id, DimensionList)
	if id < 0 {
		return failed(op, o.attribute(DimensionList))
	}
	defer h5Aclose(id)
	space := h5Aspace(id)
	if space < 0 {
		return failed(op, o.attribute(DimensionList))
	}
	defer h5Sclose(space)
	return job(id, h5Spoints(space))
}

// scalePlaces returns the places of the scales, one for each dimension: see [Member].
func (o Object) scalePlaces() (places [][16]byte, err error) {
	const op = "read attribute"
	err = o.openList(func(id hid, count int) error {
		if count < 1 || count > maxRank {
			return refused(op, o.attribute(DimensionList), "%d scales are not those of a dataset", count)
		}
		kind := referenceListType()
		if kind < 0 {
			return failed(op, o.attribute(DimensionList))
		}
		places = make([][16]byte, count)
		if !readReferences(id, kind, places) {
			return failed(op, o.attribute(DimensionList))
		}
		return nil
	})
	return places, err
}

// setFixedText writes a text the way the specification wants it: ASCII, with its own length and a final NUL.
func (d Dataset) setFixedText(name, text string) error {
	kind := asciiType(len(text) + 1)
	if kind < 0 {
		return failed("write attribute", d.attribute(name))
	}
	defer h5Tclose(kind)
	id, err := d.createAttribute(name, kind, nil)
	if err != nil {
		return err
	}
	defer h5Aclose(id)
	bytes := append([]byte(text), 0)
	if !h5Awrite(id, kind, unsafe.Pointer(&bytes[0])) {
		return failed("write attribute", d.attribute(name))
	}
	return nil
}
