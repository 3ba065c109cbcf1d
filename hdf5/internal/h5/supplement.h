/* What gonum.org/v1/hdf5 lacks, and what cgo cannot say itself: macros, callbacks and memory of C. */
#ifndef GOLGI_SUPPLEMENT_H
#define GOLGI_SUPPLEMENT_H

#include "hdf5.h"
#include <stdint.h>
#include <stdlib.h>

/* The element types of array.go, in its order. */
enum golgi_kind {
	GOLGI_NONE,
	GOLGI_FLOAT64,
	GOLGI_FLOAT32,
	GOLGI_INT64,
	GOLGI_INT32,
	GOLGI_BOOL,
	GOLGI_STRING,
	GOLGI_KINDS
};

/* Types that are nobody's to close: elements as in this machine's memory, as in the file (little endian,
   booleans one byte), and the enumeration that h5py writes for a boolean. */
hid_t golgi_memory_type(int kind);
hid_t golgi_stored_type(int kind);
hid_t golgi_bool_enum(void);

/* A type that the caller closes. */
hid_t golgi_string_type(size_t size, int utf8);

/* The kind that a stored type is read as, or GOLGI_NONE. Strings may be of fixed length. */
int golgi_kind_of(hid_t type);

/* The newest structures that every HDF5 since 1.8 reads, and no others. */
herr_t golgi_set_bounds(hid_t file);

/* No time stamps in object headers, so that equal contents are equal bytes. The list is nobody's to close. */
herr_t golgi_no_times(hid_t creation_plist);
hid_t golgi_group_plist(void);

/* The error stack of this thread: what outermost and innermost call say, and the class of the latter. */
typedef struct {
	char outer[512], inner[512], major[128], minor[128];
} golgi_failure;
void golgi_silence(void);
void golgi_last_failure(golgi_failure *f);

/* The members of a group or the attributes of an object, in the order of their names. Names end in NUL, in one
   buffer, which golgi_free_list frees; kinds holds an H5O_type_t (or -1: not a hard link) per member, and
   places 16 bytes each that are equal for two links to one object. */
typedef struct {
	size_t count, room;
	char *names;
	size_t used, size;
	int *kinds;
	unsigned char (*places)[16];
} golgi_list;
int golgi_members(hid_t group, golgi_list *list);
int golgi_attributes(hid_t object, golgi_list *list);
void golgi_free_list(golgi_list *list);

/* How the bytes of a dataset are kept: foreign means in other files, where nobody shall be led. */
typedef struct {
	int filters, foreign;
} golgi_storage;
int golgi_storage_of(hid_t dataset, golgi_storage *s);

/* Text that is read comes out of an arena of at most credit bytes, where the library would else take what the
   file claims. It is used by way of a transfer property list. */
typedef struct golgi_block golgi_block;
typedef struct {
	golgi_block *blocks;
	uint64_t credit;
	int broke; /* more was asked for than credit */
} golgi_arena;
golgi_arena *golgi_new_arena(uint64_t credit);
hid_t golgi_transfer_plist(golgi_arena *arena);
void golgi_free_arena(golgi_arena *arena);

/* The value of DIMENSION_LIST: one list per dimension, with a reference to its scale. */
hid_t golgi_reference_list_type(void);
herr_t golgi_write_references(hid_t attribute, hid_t type, int rank, const hid_t *scales);

/* All identifiers that the process holds open, some of them the library's own. Slow: for tests. */
int64_t golgi_open_ids(void);

#endif
