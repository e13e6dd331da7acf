/* The part of ICU that Zhibiao uses, under names of its own.
   ICU renames its symbols by macro and its headers cannot meet Foundation's own ICU in one module:
   so only the .c files beside this header include ICU, and Swift sees opaque pointers and int32_t. */
#ifndef ZB_ICU_H
#define ZB_ICU_H

#include <stdint.h>

/* ICU's version as text, such as "72.1". */
const char *zb_icu_version(void);

#endif
