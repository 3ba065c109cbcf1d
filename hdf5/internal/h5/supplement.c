#include "supplement.h"

#include <string.h>

/* ---- types ---- */

hid_t golgi_string_type(size_t size, int utf8) {
	hid_t t = H5Tcopy(H5T_C_S1);
	if (t < 0) return t;
	if (H5Tset_size(t, size) < 0 || H5Tset_cset(t, utf8 ? H5T_CSET_UTF8 : H5T_CSET_ASCII) < 0) {
		H5Tclose(t);
		return -1;
	}
	return t;
}

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

static hid_t make_memory_type(int kind) {
	switch (kind) {
	case GOLGI_FLOAT64: return H5Tcopy(H5T_NATIVE_DOUBLE);
	case GOLGI_FLOAT32: return H5Tcopy(H5T_NATIVE_FLOAT);
	case GOLGI_INT64: return H5Tcopy(H5T_NATIVE_INT64);
	case GOLGI_INT32: return H5Tcopy(H5T_NATIVE_INT32);
	case GOLGI_BOOL: return H5Tcopy(H5T_NATIVE_UINT8);
	case GOLGI_STRING: return golgi_string_type(H5T_VARIABLE, 1);
	}
	return -1;
}

static hid_t make_stored_type(int kind) {
	switch (kind) {
	case GOLGI_FLOAT64: return H5Tcopy(H5T_IEEE_F64LE);
	case GOLGI_FLOAT32: return H5Tcopy(H5T_IEEE_F32LE);
	case GOLGI_INT64: return H5Tcopy(H5T_STD_I64LE);
	case GOLGI_INT32: return H5Tcopy(H5T_STD_I32LE);
	case GOLGI_BOOL: return H5Tcopy(H5T_STD_U8LE);
	case GOLGI_STRING: return golgi_string_type(H5T_VARIABLE, 1);
	}
	return -1;
}

/* Types are made once; all calls come from one thread. */

hid_t golgi_memory_type(int kind) {
	static hid_t made[GOLGI_KINDS];
	if (made[kind] <= 0) made[kind] = make_memory_type(kind);
	return made[kind];
}

hid_t golgi_stored_type(int kind) {
	static hid_t made[GOLGI_KINDS];
	if (made[kind] <= 0) made[kind] = make_stored_type(kind);
	return made[kind];
}

hid_t golgi_bool_enum(void) {
	static hid_t made;
	if (made <= 0) made = bool_enum();
	return made;
}

int golgi_kind_of(hid_t type) {
	size_t size = H5Tget_size(type);
	switch (H5Tget_class(type)) {
	case H5T_FLOAT:
		if (size == 8) return GOLGI_FLOAT64;
		return size == 4 ? GOLGI_FLOAT32 : GOLGI_NONE;
	case H5T_INTEGER:
		if (H5Tget_sign(type) == H5T_SGN_NONE) return size == 1 ? GOLGI_BOOL : GOLGI_NONE;
		if (size == 8) return GOLGI_INT64;
		return size == 4 ? GOLGI_INT32 : GOLGI_NONE;
	case H5T_ENUM: return H5Tequal(type, golgi_bool_enum()) > 0 ? GOLGI_BOOL : GOLGI_NONE;
	case H5T_STRING: return GOLGI_STRING;
	default: return GOLGI_NONE;
	}
}

/* ---- files and property lists ---- */

herr_t golgi_set_bounds(hid_t file) { return H5Fset_libver_bounds(file, H5F_LIBVER_V18, H5F_LIBVER_V18); }

herr_t golgi_no_times(hid_t creation_plist) { return H5Pset_obj_track_times(creation_plist, 0); }

hid_t golgi_group_plist(void) {
	static hid_t made;
	if (made <= 0) {
		made = H5Pcreate(H5P_GROUP_CREATE);
		if (made >= 0) golgi_no_times(made);
	}
	return made;
}

/* ---- failures ---- */

void golgi_silence(void) { H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

static void copy_text(char *to, size_t size, const char *from) {
	if (from == NULL) from = "";
	strncpy(to, from, size - 1);
	to[size - 1] = 0;
}

static herr_t take_failure(unsigned n, const H5E_error2_t *e, void *out) {
	golgi_failure *f = out;
	if (n == 0) copy_text(f->outer, sizeof f->outer, e->desc);
	copy_text(f->inner, sizeof f->inner, e->desc);
	if (H5Eget_msg(e->maj_num, NULL, f->major, sizeof f->major) < 0) f->major[0] = 0;
	if (H5Eget_msg(e->min_num, NULL, f->minor, sizeof f->minor) < 0) f->minor[0] = 0;
	return 0;
}

void golgi_last_failure(golgi_failure *f) {
	memset(f, 0, sizeof *f);
	H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, take_failure, f);
}

/* ---- lists ---- */

static void *grown(void *old, size_t need, size_t *room, size_t width) {
	size_t more = *room ? *room : 16;
	while (more < need) more *= 2;
	void *p = realloc(old, more * width);
	if (p) *room = more;
	return p;
}

static int keep_name(golgi_list *l, const char *name) {
	size_t n = strlen(name) + 1;
	if (l->used + n > l->size) {
		char *p = grown(l->names, l->used + n, &l->size, 1);
		if (!p) return -1;
		l->names = p;
	}
	memcpy(l->names + l->used, name, n);
	l->used += n;
	return 0;
}

static int make_room(golgi_list *l) {
	size_t room = l->room;
	void *p;
	if (l->count < l->room) return 0;
	if (!(p = grown(l->kinds, l->count + 1, &room, sizeof *l->kinds))) return -1;
	l->kinds = p;
	room = l->room;
	if (!(p = grown(l->places, l->count + 1, &room, sizeof *l->places))) return -1;
	l->places = p;
	l->room = room;
	return 0;
}

/* Kind and place of a hard link's object, without opening it. */
static int describe(hid_t group, const char *name, int *kind, unsigned char *place) {
#if H5_VERSION_GE(1, 12, 0)
	H5O_info2_t o;
	if (H5Oget_info_by_name3(group, name, &o, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
	memcpy(place, &o.token, sizeof o.token < 16 ? sizeof o.token : 16);
#else
	H5O_info_t o;
	if (H5Oget_info_by_name2(group, name, &o, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
	memcpy(place, &o.addr, sizeof o.addr);
#endif
	*kind = (int)o.type;
	return 0;
}

static herr_t keep_member(hid_t group, const char *name, const H5L_info_t *info, void *out) {
	golgi_list *l = out;
	if (make_room(l) < 0 || keep_name(l, name) < 0) return -1;
	l->kinds[l->count] = -1;
	memset(l->places[l->count], 0, 16);
	if (info->type == H5L_TYPE_HARD && describe(group, name, &l->kinds[l->count], l->places[l->count]) < 0)
		return -1;
	l->count++;
	return 0;
}

int golgi_members(hid_t group, golgi_list *list) {
	hsize_t from = 0;
	memset(list, 0, sizeof *list);
	return H5Literate(group, H5_INDEX_NAME, H5_ITER_INC, &from, keep_member, list) < 0 ? -1 : 0;
}

static herr_t keep_attribute(hid_t object, const char *name, const H5A_info_t *info, void *out) {
	golgi_list *l = out;
	(void)object, (void)info;
	if (keep_name(l, name) < 0) return -1;
	l->count++;
	return 0;
}

int golgi_attributes(hid_t object, golgi_list *list) {
	hsize_t from = 0;
	memset(list, 0, sizeof *list);
	return H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_INC, &from, keep_attribute, list) < 0 ? -1 : 0;
}

void golgi_free_list(golgi_list *l) {
	free(l->names);
	free(l->kinds);
	free(l->places);
}

/* ---- datasets ---- */

int golgi_storage_of(hid_t dataset, golgi_storage *s) {
	hid_t p = H5Dget_create_plist(dataset);
	if (p < 0) return -1;
	s->filters = H5Pget_nfilters(p);
	s->foreign = H5Pget_external_count(p) != 0 || H5Pget_layout(p) == H5D_VIRTUAL;
	H5Pclose(p);
	return s->filters < 0 ? -1 : 0;
}

struct golgi_block {
	golgi_block *next;
};

static void *arena_take(size_t size, void *of) {
	golgi_arena *a = of;
	golgi_block *b;
	if (size > a->credit || !(b = malloc(sizeof *b + size))) {
		a->broke = 1;
		return NULL;
	}
	a->credit -= size;
	b->next = a->blocks;
	a->blocks = b;
	return b + 1;
}

static void arena_keep(void *memory, void *of) { (void)memory, (void)of; }

golgi_arena *golgi_new_arena(uint64_t credit) {
	golgi_arena *a = calloc(1, sizeof *a);
	if (a) a->credit = credit;
	return a;
}

hid_t golgi_transfer_plist(golgi_arena *arena) {
	hid_t p = H5Pcreate(H5P_DATASET_XFER);
	if (p >= 0 && H5Pset_vlen_mem_manager(p, arena_take, arena, arena_keep, arena) < 0) {
		H5Pclose(p);
		return -1;
	}
	return p;
}

void golgi_free_arena(golgi_arena *a) {
	while (a->blocks) {
		golgi_block *next = a->blocks->next;
		free(a->blocks);
		a->blocks = next;
	}
	free(a);
}

/* ---- references ---- */

hid_t golgi_reference_list_type(void) { return H5Tvlen_create(H5T_STD_REF_OBJ); }

herr_t golgi_write_references(hid_t attribute, hid_t type, int rank, const hid_t *scales) {
	hobj_ref_t refs[H5S_MAX_RANK];
	hvl_t list[H5S_MAX_RANK];
	for (int i = 0; i < rank; i++) {
		if (H5Rcreate(&refs[i], scales[i], ".", H5R_OBJECT, -1) < 0) return -1;
		list[i].len = 1;
		list[i].p = &refs[i];
	}
	return H5Awrite(attribute, type, list);
}

/* ---- leaks ---- */

/* The library does not tell how many types, spaces and property lists are open, but numbers them upwards. */
static int64_t valid_until(hid_t newest) {
	int64_t n = 0;
	hid_t first = newest >> 56 << 56;
	for (hid_t id = first; id < newest; id++) n += H5Iis_valid(id) > 0;
	return n;
}

int64_t golgi_open_ids(void) {
	hid_t type = H5Tcopy(H5T_NATIVE_INT), space = H5Screate(H5S_SCALAR), plist = H5Pcreate(H5P_DATASET_XFER);
	int64_t n = H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL);
	n += valid_until(type) + valid_until(space) + valid_until(plist);
	H5Tclose(type), H5Sclose(space), H5Pclose(plist);
	return n;
}
