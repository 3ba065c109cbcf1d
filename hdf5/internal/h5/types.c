#include "supplement.h"

/* ---- types that are made once; all calls come from one thread ---- */

static hid_t string_type(size_t size, H5T_cset_t letters, H5T_str_t pad) {
	hid_t t = H5Tcopy(H5T_C_S1);
	if (t < 0) return t;
	if (H5Tset_size(t, size) < 0 || H5Tset_cset(t, letters) < 0 || H5Tset_strpad(t, pad) < 0) {
		H5Tclose(t);
		return -1;
	}
	return t;
}

hid_t golgi_ascii_type(size_t size) { return string_type(size, H5T_CSET_ASCII, H5T_STR_NULLTERM); }

hid_t golgi_text_type(size_t size) {
	enum { KEPT = 64 };
	static hid_t made[KEPT], long_one;
	if (size < KEPT) {
		if (made[size] <= 0) made[size] = string_type(size, H5T_CSET_UTF8, H5T_STR_NULLPAD);
		return made[size];
	}
	if (long_one > 0) H5Tclose(long_one);
	return long_one = string_type(size, H5T_CSET_UTF8, H5T_STR_NULLPAD);
}

static hid_t variable_text(void) { return string_type(H5T_VARIABLE, H5T_CSET_UTF8, H5T_STR_NULLTERM); }

static hid_t bool_enum(void) {
	hid_t t = H5Tenum_create(H5T_STD_I8LE);
	signed char no = 0, yes = 1;
	if (t < 0) return t;
	if (H5Tenum_insert(t, "FALSE", &no) < 0 || H5Tenum_insert(t, "TRUE", &yes) < 0) {
		H5Tclose(t);
		return -1;
	}
	return t;
}

hid_t golgi_bool_enum(void) {
	static hid_t made;
	if (made <= 0) made = bool_enum();
	return made;
}

hid_t golgi_int8_type(void) { return H5T_STD_I8LE; }

/* h5py and PyTables write a complex number as a compound of two numbers. */
static hid_t complex_type(hid_t part) {
	size_t size = H5Tget_size(part);
	hid_t t = H5Tcreate(H5T_COMPOUND, 2 * size);
	if (t < 0) return t;
	if (H5Tinsert(t, "r", 0, part) < 0 || H5Tinsert(t, "i", size, part) < 0) {
		H5Tclose(t);
		return -1;
	}
	return t;
}

hid_t golgi_memory_type(int kind) {
	static hid_t text, wide, narrow;
	switch (kind) {
	case GOLGI_FLOAT64: return H5T_NATIVE_DOUBLE;
	case GOLGI_FLOAT32: return H5T_NATIVE_FLOAT;
	case GOLGI_INT64: return H5T_NATIVE_INT64;
	case GOLGI_INT32: return H5T_NATIVE_INT32;
	case GOLGI_INT16: return H5T_NATIVE_INT16;
	case GOLGI_INT8: return H5T_NATIVE_INT8;
	case GOLGI_UINT64: return H5T_NATIVE_UINT64;
	case GOLGI_UINT32: return H5T_NATIVE_UINT32;
	case GOLGI_UINT16: return H5T_NATIVE_UINT16;
	case GOLGI_UINT8:
	case GOLGI_BOOL: return H5T_NATIVE_UINT8;
	case GOLGI_COMPLEX128:
		if (wide <= 0) wide = complex_type(H5T_NATIVE_DOUBLE);
		return wide;
	case GOLGI_COMPLEX64:
		if (narrow <= 0) narrow = complex_type(H5T_NATIVE_FLOAT);
		return narrow;
	}
	if (text <= 0) text = variable_text();
	return text;
}

hid_t golgi_stored_type(int kind) {
	static hid_t wide, narrow;
	switch (kind) {
	case GOLGI_FLOAT64: return H5T_IEEE_F64LE;
	case GOLGI_FLOAT32: return H5T_IEEE_F32LE;
	case GOLGI_INT64: return H5T_STD_I64LE;
	case GOLGI_INT32: return H5T_STD_I32LE;
	case GOLGI_INT16: return H5T_STD_I16LE;
	case GOLGI_INT8: return H5T_STD_I8LE;
	case GOLGI_UINT64: return H5T_STD_U64LE;
	case GOLGI_UINT32: return H5T_STD_U32LE;
	case GOLGI_UINT16: return H5T_STD_U16LE;
	case GOLGI_UINT8:
	case GOLGI_BOOL: return H5T_STD_U8LE;
	case GOLGI_COMPLEX128:
		if (wide <= 0) wide = complex_type(H5T_IEEE_F64LE);
		return wide;
	case GOLGI_COMPLEX64:
		if (narrow <= 0) narrow = complex_type(H5T_IEEE_F32LE);
		return narrow;
	default: return golgi_memory_type(kind);
	}
}

/* ---- reading ---- */

/* The kind of a complex number; a compound that is none is a table. */
static int compound_kind(hid_t type) {
	hid_t parts[2] = {-1, -1};
	int kind = GOLGI_NONE;
	if (H5Tget_nmembers(type) != 2 || H5Tget_member_index(type, "r") != 0 || H5Tget_member_index(type, "i") != 1)
		return GOLGI_TABLE;
	for (unsigned k = 0; k < 2; k++) parts[k] = H5Tget_member_type(type, k);
	if (H5Tget_class(parts[0]) == H5T_FLOAT && H5Tget_class(parts[1]) == H5T_FLOAT) {
		size_t size = H5Tget_size(parts[0]);
		if (H5Tget_size(parts[1]) != size) size = 0;
		kind = size == 8 ? GOLGI_COMPLEX128 : size == 4 ? GOLGI_COMPLEX64 : GOLGI_NONE;
	}
	for (unsigned k = 0; k < 2; k++) H5Tclose(parts[k]);
	return kind;
}

static int float_kind(const golgi_form *f) {
	if (f->width > 8) return GOLGI_NONE;
	return f->width == 4 ? GOLGI_FLOAT32 : GOLGI_FLOAT64;
}

static int integer_kind(hid_t type, golgi_form *f) {
	int negative = H5Tget_sign(type) != H5T_SGN_NONE;
	f->above = !negative && f->width == 8;
	f->byte = !negative && f->width == 1;
	switch (f->width) {
	case 1: return negative ? GOLGI_INT8 : GOLGI_BOOL;
	case 2: return negative ? GOLGI_INT16 : GOLGI_UINT16;
	case 4: return negative ? GOLGI_INT32 : GOLGI_UINT32;
	case 8: return negative ? GOLGI_INT64 : GOLGI_UINT64;
	default: return f->width > 8 ? GOLGI_NONE : GOLGI_INT64;
	}
}

static int text_kind(hid_t type, golgi_form *f) {
	f->fixed = H5Tis_variable_str(type) == 0;
	if (!f->fixed) f->width = 16; /* a reference into the heap; the library says what a pointer takes */
	f->pad = H5Tget_strpad(type);
	return GOLGI_STRING;
}

/* An array is of the kind of its elements, which must not be arrays again. */
static int array_kind(hid_t type, golgi_form *f) {
	hid_t of = H5Tget_super(type);
	if (of < 0) return GOLGI_NONE;
	if (H5Tget_class(of) == H5T_ARRAY) f->kind = GOLGI_NONE;
	else golgi_form_of(of, f);
	H5Tclose(of);
	f->rank = H5Tget_array_ndims(type);
	if (f->rank < 0 || H5Tget_array_dims2(type, f->dims) < 0) return GOLGI_NONE;
	return f->kind;
}

void golgi_form_of(hid_t type, golgi_form *f) {
	*f = (golgi_form){.kind = GOLGI_NONE, .width = H5Tget_size(type)};
	switch (H5Tget_class(type)) {
	case H5T_FLOAT: f->kind = float_kind(f); break;
	case H5T_INTEGER: f->kind = integer_kind(type, f); break;
	case H5T_BITFIELD: f->kind = f->width == 1 ? GOLGI_BOOL : GOLGI_NONE; break;
	case H5T_ENUM: f->kind = H5Tequal(type, golgi_bool_enum()) > 0 ? GOLGI_BOOL : GOLGI_NONE; break;
	case H5T_STRING: f->kind = text_kind(type, f); break;
	case H5T_COMPOUND: f->kind = compound_kind(type); break;
	case H5T_ARRAY: f->kind = array_kind(type, f); break;
	default: break;
	}
}

/* Texts and booleans that are no numbers are read as they are stored: the library converts neither sets of
   letters nor bit fields. */
static hid_t element_type(hid_t stored, const golgi_form *f) {
	switch (f->kind) {
	case GOLGI_NONE:
	case GOLGI_BOOL:
	case GOLGI_STRING:
	case GOLGI_TABLE: return H5Tcopy(stored);
	case GOLGI_INT64: return H5Tcopy(f->above ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64);
	default: return H5Tcopy(golgi_memory_type(f->kind));
	}
}

hid_t golgi_reading_type(hid_t stored, const golgi_form *f) {
	hid_t of, element, array = -1;
	if (f->rank == 0) return element_type(stored, f);
	if ((of = H5Tget_super(stored)) < 0) return -1;
	if ((element = element_type(of, f)) >= 0) {
		array = H5Tarray_create2(element, (unsigned)f->rank, f->dims);
		H5Tclose(element);
	}
	H5Tclose(of);
	return array;
}

/* ---- tables ---- */

hid_t golgi_column_type(const char *name, hid_t stored, const golgi_form *f) {
	hid_t compound = -1, column = golgi_reading_type(stored, f);
	if (column < 0) return -1;
	compound = H5Tcreate(H5T_COMPOUND, H5Tget_size(column));
	if (compound >= 0 && H5Tinsert(compound, name, 0, column) < 0) {
		H5Tclose(compound);
		compound = -1;
	}
	H5Tclose(column);
	return compound;
}

herr_t golgi_insert_column(hid_t compound, const char *name, size_t at, hid_t element, int rank,
			   const hsize_t *dims) {
	herr_t rc;
	hid_t array;
	if (rank == 0) return H5Tinsert(compound, name, at, element);
	if ((array = H5Tarray_create2(element, (unsigned)rank, dims)) < 0) return -1;
	rc = H5Tinsert(compound, name, at, array);
	H5Tclose(array);
	return rc;
}
