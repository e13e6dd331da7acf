/* The part of libarchive that Zhibiao uses: reading containers and compressed streams, one member after the other.
   Its formats are chosen one by one: what would start another program, or is no container of texts, is left out. */
#ifndef ZB_ARCHIVE_H
#define ZB_ARCHIVE_H

#include <stddef.h>
#include <stdint.h>

/* libarchive's version as text, such as "3.6.2". */
const char *zb_archive_version(void);

typedef struct zb_archive zb_archive;

/* Gives the next bytes of a stream into `*out`, which stay valid until the next call; 0 at the end, -1 at a fault. */
typedef ptrdiff_t (*zb_archive_source)(void *user, const void **out);

/* What a reader is for: a container or a compressed stream, or a ZIP alone (an office document). */
enum { ZB_ARCHIVE_ANY = 0, ZB_ARCHIVE_ZIP = 1 };

/* Null where there is no memory. Close it also where it could not be opened. */
zb_archive *zb_archive_new(int32_t kind);
void zb_archive_close(zb_archive *archive);

/* Each returns 0, or -1 where there is nothing that can be read; the bytes must outlive the archive. */
int32_t zb_archive_open_path(zb_archive *archive, const char *path);
int32_t zb_archive_open_bytes(zb_archive *archive, const uint8_t *bytes, size_t count);
int32_t zb_archive_open_stream(zb_archive *archive, void *user, zb_archive_source source);

enum { ZB_MEMBER_FILE = 0, ZB_MEMBER_FOLDER = 1, ZB_MEMBER_LINK = 2, ZB_MEMBER_OTHER = 3 };

typedef struct zb_archive_member {
  /* As the archive writes it: UTF-8 where the archive tells, else bytes of an unknown charset. Null where it has none.
     Valid until the next member. */
  const char *name;
  /* -1 where it is not known before the member is read. */
  int64_t size;
  int32_t kind;
  int32_t is_encrypted;
  /* The whole input is one compressed stream and no container. */
  int32_t is_stream;
} zb_archive_member;

/* 1 with a member, 0 at the end, -1 where this member cannot be read but later ones may, -2 where nothing more can. */
int32_t zb_archive_next(zb_archive *archive, zb_archive_member *out);
/* How many bytes of the member were written to `out`; 0 at its end, -1 and -2 as above. */
int64_t zb_archive_read(zb_archive *archive, uint8_t *out, size_t capacity);
/* Bytes of the input that were used up so far. */
int64_t zb_archive_consumed(zb_archive *archive);
/* Layers of compression around the whole. */
int32_t zb_archive_layers(zb_archive *archive);
/* What went wrong last, in libarchive's words; never null. */
const char *zb_archive_message(zb_archive *archive);

#endif
