/* What of ICU the .c files need; included nowhere else. */
#ifndef ZB_ICU_PRIVATE_H
#define ZB_ICU_PRIVATE_H

#if defined(__has_include)
#if !__has_include(<unicode/utypes.h>)
#error "ICU's headers are missing: install libicu-dev (Debian, Ubuntu: apt-get install libicu-dev)"
#endif
#endif

#include <unicode/utypes.h>
#include "zb_icu.h"

#endif
