#include "supplement.h"

/* ---- creation ---- */

/* Up to so many attributes live in the header of an object. More go to a heap, which takes kilobytes. */
enum { ATTRIBUTES = 64 };

static hid_t creation_plist(hid_t class) {
	hid_t p = H5Pcreate(class);
	if (p >= 0) {
		H5Pset_obj_track_times(p, 0);
		H5Pset_attr_phase_change(p, ATTRIBUTES, ATTRIBUTES - 2);
	}
	return p;
}

hid_t golgi_group_plist(void) {
	static hid_t made;
	if (made <= 0) made = creation_plist(H5P_GROUP_CREATE);
	return made;
}

hid_t golgi_dataset_plist(int compact) {
	static hid_t made[2];
	compact = compact != 0;
	if (made[compact] > 0) return made[compact];
	made[compact] = creation_plist(H5P_DATASET_CREATE);
	if (compact) H5Pset_layout(made[compact], H5D_COMPACT);
	return made[compact];
}

hid_t golgi_chunked_plist(int rank, const hsize_t *chunk, unsigned deflate) {
	hid_t p = creation_plist(H5P_DATASET_CREATE);
	if (p < 0) return p;
	if (H5Pset_chunk(p, rank, chunk) < 0 || H5Pset_shuffle(p) < 0 || H5Pset_deflate(p, deflate) < 0) {
		H5Pclose(p);
		return -1;
	}
	return p;
}

/* ---- links ---- */

static herr_t refuse(const char *file, const char *group, const char *to, const char *object, unsigned *flags,
		     hid_t access, void *data) {
	(void)file, (void)group, (void)to, (void)object, (void)flags, (void)access, (void)data;
	return -1;
}

static hid_t careful(hid_t class) {
	hid_t p = H5Pcreate(class);
	if (p >= 0) H5Pset_elink_cb(p, refuse, NULL);
	return p;
}

hid_t golgi_group_access(void) {
	static hid_t made;
	if (made <= 0) made = careful(H5P_GROUP_ACCESS);
	return made;
}

hid_t golgi_dataset_access(void) {
	static hid_t made;
	if (made <= 0) made = careful(H5P_DATASET_ACCESS);
	return made;
}
