#include "icu.h"
#include <unicode/uversion.h>

const char *zb_icu_version(void) { return U_ICU_VERSION; }
