#include "supplement.h"
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <string.h>

/* ---- memory ---- */

/* Each file that is opened takes a table of half a mebibyte, all of which is cleared. Of its own accord the C library
   takes that from the system anew each time, page by page, which is most of what it costs to open a small file. */
void golgi_keep_memory(void) {
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
	mallopt(M_TRIM_THRESHOLD, 16 << 20);
#endif
}

/* The C library keeps what is freed for the thread that it was for, of which there will be another next time. */
void golgi_give_back(void) {
	H5garbage_collect();
#ifdef __GLIBC__
	malloc_trim(0);
#endif
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

#if H5_VERSION_GE(1, 12, 0)
typedef H5O_info2_t object_info;
#define INFO_BY_NAME H5Oget_info_by_name3
#define INFO H5Oget_info3
#define PLACE token
#else
typedef H5O_info_t object_info;
#define INFO_BY_NAME H5Oget_info_by_name2
#define INFO H5Oget_info2
#define PLACE addr
#endif

static void keep_place(const object_info *o, unsigned char *place) {
	memset(place, 0, 16);
	memcpy(place, &o->PLACE, sizeof o->PLACE < 16 ? sizeof o->PLACE : 16);
}

/* Kind and place of a hard link's object, without opening it. */
static int describe(hid_t group, const char *name, int *kind, unsigned char *place) {
	object_info o;
	if (INFO_BY_NAME(group, name, &o, H5O_INFO_BASIC, H5P_DEFAULT) < 0) return -1;
	keep_place(&o, place);
	*kind = (int)o.type;
	return 0;
}

static int link_kind(H5L_type_t type) {
	switch (type) {
	case H5L_TYPE_SOFT: return GOLGI_SOFT;
	case H5L_TYPE_EXTERNAL: return GOLGI_EXTERNAL;
	default: return GOLGI_OTHER_LINK;
	}
}

static herr_t keep_member(hid_t group, const char *name, const H5L_info_t *info, void *out) {
	golgi_list *l = out;
	if (make_room(l) < 0 || keep_name(l, name) < 0) return -1;
	l->kinds[l->count] = link_kind(info->type);
	memset(l->places[l->count], 0, 16);
	if (info->type == H5L_TYPE_HARD && describe(group, name, &l->kinds[l->count], l->places[l->count]) < 0)
		return -1;
	l->count++;
	return 0;
}

/* In the order in which the file has them: to sort them, the library builds a table first, and where a block cannot be read
   while it does, it frees what it has not filled. */
int golgi_members(hid_t group, golgi_list *list) {
	hsize_t from = 0;
	memset(list, 0, sizeof *list);
	return H5Literate(group, H5_INDEX_NAME, H5_ITER_NATIVE, &from, keep_member, list) < 0 ? -1 : 0;
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
	return H5Aiterate2(object, H5_INDEX_NAME, H5_ITER_NATIVE, &from, keep_attribute, list) < 0 ? -1 : 0;
}

int64_t golgi_link_size(hid_t group, const char *name, int *kind) {
	H5L_info_t info;
	if (H5Lget_info(group, name, &info, H5P_DEFAULT) < 0) return -1;
	*kind = link_kind(info.type);
	return info.type == H5L_TYPE_HARD ? 0 : (int64_t)info.u.val_size;
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

/* The library clears all of the memory in which it converts elements, each time: of its own accord 1 MiB, twice, for a
   column of five texts. */
enum { CONVERTED = 64 << 10, MOST_WIDTH = CONVERTED / 4 };

static hid_t transfer(size_t width) {
	hid_t p = H5Pcreate(H5P_DATASET_XFER);
	if (p >= 0 && width <= MOST_WIDTH) H5Pset_buffer(p, CONVERTED, NULL, NULL);
	return p;
}

hid_t golgi_transfer_plain(size_t width) {
	static hid_t made;
	if (width > MOST_WIDTH) return H5P_DEFAULT;
	if (made <= 0) made = transfer(width);
	return made;
}

hid_t golgi_transfer_plist(golgi_arena *arena, size_t width) {
	hid_t p = transfer(width);
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

hid_t golgi_reference_list_type(void) {
	static hid_t made;
	if (made <= 0) made = H5Tvlen_create(H5T_STD_REF_OBJ);
	return made;
}

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

static herr_t place_of(hid_t from, const hobj_ref_t *ref, unsigned char *place) {
	object_info o;
	herr_t rc;
	hid_t scale = H5Rdereference2(from, H5P_DEFAULT, H5R_OBJECT, ref);
	if (scale < 0) return -1;
	if ((rc = INFO(scale, &o, H5O_INFO_BASIC)) >= 0) keep_place(&o, place);
	H5Oclose(scale);
	return rc;
}

herr_t golgi_read_references(hid_t attribute, hid_t type, int rank, unsigned char (*places)[16]) {
	hvl_t list[H5S_MAX_RANK];
	hid_t space = H5Aget_space(attribute);
	herr_t rc = space < 0 ? -1 : 0;
	if (rc == 0 && H5Sget_simple_extent_npoints(space) == rank && H5Aread(attribute, type, list) >= 0) {
		for (int i = 0; i < rank && rc >= 0; i++)
			rc = list[i].len == 0 ? -1 : place_of(attribute, list[i].p, places[i]);
		H5Dvlen_reclaim(type, space, H5P_DEFAULT, list);
	} else {
		rc = -1;
	}
	if (space >= 0) H5Sclose(space);
	return rc;
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
