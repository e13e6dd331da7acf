#include "zb_archive.h"

#if defined(__has_include)
#if !__has_include(<archive.h>)
#error "libarchive's headers are missing: install libarchive-dev (Debian, Ubuntu: apt-get install libarchive-dev)"
#endif
#endif

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#if defined(__APPLE__)
#include <xlocale.h>
#endif
#include <stdlib.h>
#include <string.h>

struct zb_archive {
  struct archive *reader;
  zb_archive_source source;
  void *user;
  locale_t utf8;
};

const char *zb_archive_version(void) { return ARCHIVE_VERSION_ONLY_STRING; }

zb_archive *zb_archive_new(int32_t kind) {
  zb_archive *archive = calloc(1, sizeof *archive);
  if (archive == NULL) return NULL;
  struct archive *reader = archive->reader = archive_read_new();
  if (reader == NULL) {
    free(archive);
    return NULL;
  }
  archive_read_support_format_zip(reader);
  if (kind == ZB_ARCHIVE_ANY) {
    archive_read_support_filter_gzip(reader);
    archive_read_support_filter_bzip2(reader);
    archive_read_support_filter_xz(reader);
    archive_read_support_filter_lzma(reader);
    archive_read_support_filter_lz4(reader);
    archive_read_support_filter_zstd(reader);
    archive_read_support_format_tar(reader);
    archive_read_support_format_7zip(reader);
    archive_read_support_format_rar(reader);
    archive_read_support_format_rar5(reader);
    /* What is compressed and no container: one member without a name. */
    archive_read_support_format_raw(reader);
  }
  /* Without a UTF-8 locale libarchive gives no name that is not ASCII. Only this thread, only while names are read. */
  archive->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  if (archive->utf8 == (locale_t)0) archive->utf8 = newlocale(LC_CTYPE_MASK, "en_US.UTF-8", (locale_t)0);
  return archive;
}

void zb_archive_close(zb_archive *archive) {
  if (archive == NULL) return;
  archive_read_free(archive->reader);
  if (archive->utf8 != (locale_t)0) freelocale(archive->utf8);
  free(archive);
}

int32_t zb_archive_open_path(zb_archive *archive, const char *path) {
  return archive_read_open_filename(archive->reader, path, 1 << 16) >= ARCHIVE_WARN ? 0 : -1;
}

int32_t zb_archive_open_bytes(zb_archive *archive, const uint8_t *bytes, size_t count) {
  return archive_read_open_memory(archive->reader, bytes, count) >= ARCHIVE_WARN ? 0 : -1;
}

static la_ssize_t give(struct archive *reader, void *user, const void **out) {
  zb_archive *archive = user;
  ptrdiff_t count = archive->source(archive->user, out);
  if (count < 0) {
    archive_set_error(reader, EIO, "the input cannot be read");
    return ARCHIVE_FATAL;
  }
  return count;
}

int32_t zb_archive_open_stream(zb_archive *archive, void *user, zb_archive_source source) {
  archive->user = user;
  archive->source = source;
  return archive_read_open(archive->reader, archive, NULL, give, NULL) >= ARCHIVE_WARN ? 0 : -1;
}

static int32_t kind_of(struct archive_entry *entry) {
  if (archive_entry_hardlink(entry) != NULL) return ZB_MEMBER_LINK;
  switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
      return ZB_MEMBER_FILE;
    case AE_IFDIR:
      return ZB_MEMBER_FOLDER;
    case AE_IFLNK:
      return ZB_MEMBER_LINK;
    /* Some writers of ZIP give no type. */
    case 0:
      return ZB_MEMBER_FILE;
    default:
      return ZB_MEMBER_OTHER;
  }
}

int32_t zb_archive_next(zb_archive *archive, zb_archive_member *out) {
  struct archive *reader = archive->reader;
  struct archive_entry *entry = NULL;
  memset(out, 0, sizeof *out);
  out->size = -1;
  locale_t old = archive->utf8 != (locale_t)0 ? uselocale(archive->utf8) : (locale_t)0;
  int status = archive_read_next_header(reader, &entry);
  if (status >= ARCHIVE_WARN && status != ARCHIVE_EOF) {
    out->is_stream = archive_format(reader) == ARCHIVE_FORMAT_RAW;
    out->name = out->is_stream ? NULL : archive_entry_pathname(entry);
    if (out->name == NULL && !out->is_stream) out->name = archive_entry_pathname_utf8(entry);
    if (archive_entry_size_is_set(entry)) out->size = archive_entry_size(entry);
    out->kind = kind_of(entry);
    out->is_encrypted = archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry);
  }
  if (old != (locale_t)0) uselocale(old);
  if (status == ARCHIVE_EOF) return 0;
  if (status >= ARCHIVE_WARN) return 1;
  return status == ARCHIVE_FATAL ? -2 : -1;
}

int64_t zb_archive_read(zb_archive *archive, uint8_t *out, size_t capacity) {
  la_ssize_t count;
  do {
    count = archive_read_data(archive->reader, out, capacity);
  } while (count == ARCHIVE_RETRY);
  if (count >= 0) return count;
  return count == ARCHIVE_FATAL ? -2 : -1;
}

int64_t zb_archive_consumed(zb_archive *archive) { return archive_filter_bytes(archive->reader, -1); }

int32_t zb_archive_layers(zb_archive *archive) { return archive_filter_count(archive->reader) - 1; }

const char *zb_archive_message(zb_archive *archive) {
  const char *message = archive_error_string(archive->reader);
  return message != NULL ? message : "the data is damaged";
}
