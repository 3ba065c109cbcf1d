/* The file driver that the library is given: a table of functions, all of which ask Go (driver.go).

   The table has other fields in other versions of the library, so that it names those that it sets. */
#include "driver.h"
#if H5_VERSION_GE(1, 13, 0)
#include <H5FDdevelop.h>
#endif
#include "_cgo_export.h"

#include <stdlib.h>

typedef struct {
	H5FD_t pub; /* the library's own, which must be first */
	uintptr_t disk;
	haddr_t end; /* of the addresses that the library has given out */
} golgi_file;

static golgi_file *mine(const H5FD_t *file) { return (golgi_file *)file; }

/* A list without a disk is that of a file which a link leads to: the library does not get there by itself. */
static H5FD_t *open_disk(const char *name, unsigned flags, hid_t access, haddr_t maxaddr) {
	const uintptr_t *disk = H5Pget_driver_info(access);
	golgi_file *f;
	(void)name, (void)flags, (void)maxaddr;
	if (!disk || !(f = calloc(1, sizeof *f))) return NULL;
	f->disk = *disk;
	return &f->pub;
}

static herr_t close_disk(H5FD_t *file) {
	free(file);
	return 0;
}

/* No two are one file to the library: each is read by the rules it was opened with. */
static int compare(const H5FD_t *a, const H5FD_t *b) {
	return (mine(a)->disk > mine(b)->disk) - (mine(a)->disk < mine(b)->disk);
}

/* As the library's own driver has it for plain files. */
static herr_t query(const H5FD_t *file, unsigned long *flags) {
	(void)file;
	if (flags)
		*flags = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
			 H5FD_FEAT_AGGREGATE_SMALLDATA;
#ifdef H5FD_FEAT_DEFAULT_VFD_COMPATIBLE
	if (flags) *flags |= H5FD_FEAT_DEFAULT_VFD_COMPATIBLE;
#endif
	return 0;
}

static haddr_t get_end(const H5FD_t *file, H5FD_mem_t type) {
	(void)type;
	return mine(file)->end;
}

static herr_t set_end(H5FD_t *file, H5FD_mem_t type, haddr_t end) {
	(void)type;
	mine(file)->end = end;
	return 0;
}

static haddr_t get_size(const H5FD_t *file, H5FD_mem_t type) {
	(void)type;
	return golgiSize(mine(file)->disk);
}

static herr_t read_disk(H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size, void *to) {
	(void)type, (void)transfer;
	return golgiRead(mine(file)->disk, at, size, to);
}

static herr_t write_disk(H5FD_t *file, H5FD_mem_t type, hid_t transfer, haddr_t at, size_t size,
			 const void *from) {
	(void)type, (void)transfer;
	return golgiWrite(mine(file)->disk, at, size, (void *)from);
}

static herr_t truncate_disk(H5FD_t *file, hid_t transfer, hbool_t closing) {
	(void)transfer, (void)closing;
	return golgiTruncate(mine(file)->disk, mine(file)->end);
}

static const H5FD_class_t driver = {
#ifdef H5FD_CLASS_VERSION
	.version = H5FD_CLASS_VERSION,
	.value = 26479, /* any number above 511 that nobody else has registered */
#endif
	.name = "golgi",
	.maxaddr = INT64_MAX,
	.fc_degree = H5F_CLOSE_WEAK,
	.fapl_size = sizeof(uintptr_t),
	.open = open_disk,
	.close = close_disk,
	.cmp = compare,
	.query = query,
	.get_eoa = get_end,
	.set_eoa = set_end,
	.get_eof = get_size,
	.read = read_disk,
	.write = write_disk,
	.truncate = truncate_disk,
	.fl_map = H5FD_FLMAP_DICHOTOMY,
};

/* How much of a file is set aside for metadata at a time: a block that has a checksum. */
enum { METADATA_BLOCK = 16 << 10 };

/* The structures of HDF5 1.10: compact, and known to every reader in use. */
static hid_t access_list(void) {
#if H5_VERSION_GE(1, 10, 2)
	const H5F_libver_t structures = H5F_LIBVER_V110;
#else
	const H5F_libver_t structures = H5F_LIBVER_LATEST;
#endif
	hid_t list = H5Pcreate(H5P_FILE_ACCESS);
	H5Pset_libver_bounds(list, structures, structures);
	H5Pset_meta_block_size(list, METADATA_BLOCK);
	return list;
}

/* The driver and lists are made once and are nobody's to close; all calls come from one thread.

   Of a part of a dataset the library would read 64 KiB around it, to sieve them. When reading, our blocks do
   that with less. */
static hid_t access_to(uintptr_t disk, int reading) {
	static hid_t registered, lists[2];
	hid_t *list = &lists[reading];
	if (registered <= 0) registered = H5FDregister(&driver);
	if (*list <= 0) {
		*list = access_list();
		if (reading) H5Pset_sieve_buf_size(*list, 0);
	}
	return H5Pset_driver(*list, registered, &disk) < 0 ? -1 : *list;
}

/* The root group has no time stamps either. */
hid_t golgi_create_file(const char *name, uintptr_t disk) {
	static hid_t creation;
	hid_t access = access_to(disk, 0);
	if (creation <= 0) {
		creation = H5Pcreate(H5P_FILE_CREATE);
		H5Pset_obj_track_times(creation, 0);
	}
	return access < 0 ? access : H5Fcreate(name, H5F_ACC_TRUNC, creation, access);
}

hid_t golgi_open_file(const char *name, uintptr_t disk) {
	hid_t access = access_to(disk, 1);
	return access < 0 ? access : H5Fopen(name, H5F_ACC_RDONLY, access);
}

hid_t golgi_edit_file(const char *name) {
	static hid_t access;
	if (access <= 0) access = access_list();
	return H5Fopen(name, H5F_ACC_RDWR, access);
}
