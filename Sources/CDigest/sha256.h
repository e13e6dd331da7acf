#ifndef ZB_SHA256_PRIVATE_H
#define ZB_SHA256_PRIVATE_H

#include "zb_sha256.h"

extern const uint32_t zb_sha256_constants[64];
typedef void (*zb_sha256_blocks)(uint32_t state[8], const uint8_t *bytes, size_t blocks);

/* The processor's own instructions, or null. */
zb_sha256_blocks zb_sha256_accelerated(void);

#endif
