/* SHA-256 (FIPS 180-4) of a stretch of bytes: with the processor's own instructions where it has them. */
#ifndef ZB_SHA256_H
#define ZB_SHA256_H

#include <stddef.h>
#include <stdint.h>

void zb_sha256(const uint8_t *bytes, size_t length, uint8_t digest[32]);
/* The same in plain C, so that a test can hold the two against each other. */
void zb_sha256_portable(const uint8_t *bytes, size_t length, uint8_t digest[32]);

/* Of a file, read piece by piece, and how long it is; -1 where it cannot be read. */
int zb_sha256_file(const char *path, uint8_t digest[32], uint64_t *length);

#endif
