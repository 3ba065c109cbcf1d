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

hid_t golgi_memory_type(int kind) {
	static hid_t text;
	switch (kind) {
	case GOLGI_FLOAT64: return H5T_NATIVE_DOUBLE;
	case GOLGI_INT64: return H5T_NATIVE_INT64;
	case GOLGI_INT32: return H5T_NATIVE_INT32;
	case GOLGI_BOOL: return H5T_NATIVE_UINT8;
	}
	if (text <= 0) text = variable_text();
	return text;
}

hid_t golgi_stored_type(int kind) {
	switch (kind) {
	case GOLGI_FLOAT64: return H5T_IEEE_F64LE;
	case GOLGI_INT64: return H5T_STD_I64LE;
	case GOLGI_INT32: return H5T_STD_I32LE;
	case GOLGI_BOOL: return H5T_STD_U8LE;
	default: return golgi_memory_type(kind);
	}
}

/* ---- reading ---- */

/* h5py and PyTables write a complex number as a compound of two numbers. It is no table. */
static int is_complex(hid_t type) {
	return H5Tget_nmembers(type) == 2 && H5Tget_member_index(type, "r") == 0 &&
	       H5Tget_member_index(type, "i") == 1;
}

static int integer_kind(hid_t type, golgi_form *f) {
	int negative = H5Tget_sign(type) != H5T_SGN_NONE;
	if (f->width > 8) return GOLGI_NONE;
	f->above = !negative && f->width == 8;
	f->byte = !negative && f->width == 1;
	if (f->byte) return GOLGI_BOOL;
	return negative && f->width == 4 ? GOLGI_INT32 : GOLGI_INT64;
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
	case H5T_FLOAT: f->kind = f->width <= 8 ? GOLGI_FLOAT64 : GOLGI_NONE; break;
	case H5T_INTEGER: f->kind = integer_kind(type, f); break;
	case H5T_BITFIELD: f->kind = f->width == 1 ? GOLGI_BOOL : GOLGI_NONE; break;
	case H5T_ENUM: f->kind = H5Tequal(type, golgi_bool_enum()) > 0 ? GOLGI_BOOL : GOLGI_NONE; break;
	case H5T_STRING: f->kind = text_kind(type, f); break;
	case H5T_COMPOUND: f->kind = is_complex(type) ? GOLGI_NONE : GOLGI_TABLE; break;
	case H5T_ARRAY: f->kind = array_kind(type, f); break;
	default: break;
	}
}

/* Texts and booleans that are no numbers are read as they are stored: the library converts neither sets of
   letters nor bit fields. */
static hid_t element_type(hid_t stored, const golgi_form *f) {
	switch (f->kind) {
	case GOLGI_FLOAT64: return H5Tcopy(H5T_NATIVE_DOUBLE);
	case GOLGI_INT64: return H5Tcopy(f->above ? H5T_NATIVE_UINT64 : H5T_NATIVE_INT64);
	case GOLGI_INT32: return H5Tcopy(H5T_NATIVE_INT32);
	default: return H5Tcopy(stored);
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
