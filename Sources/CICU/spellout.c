#include "icu.h"
#include <unicode/unum.h>
#include <unicode/ustring.h>

/* A zb_spellout is ICU's format by another name. */
zb_spellout *zb_spellout_open(const char *locale, const char *ruleset, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_SPELLOUT, 0, 0, locale, 0, &code);
  if (U_SUCCESS(code) && ruleset) {
    UChar name[64];
    int32_t length = 0;
    u_strFromUTF8(name, 64, &length, ruleset, -1, &code);
    unum_setTextAttribute(format, UNUM_DEFAULT_RULESET, name, length, &code);
  }
  *status = code;
  if (U_FAILURE(code)) {
    if (format) unum_close(format);
    return 0;
  }
  return (zb_spellout *)format;
}

void zb_spellout_close(zb_spellout *spellout) { unum_close((UNumberFormat *)spellout); }

int32_t zb_spellout_write(zb_spellout *spellout, int64_t number, uint16_t *out, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t length = unum_formatInt64((UNumberFormat *)spellout, number, (UChar *)out, capacity, 0, &code);
  *status = code;
  return U_SUCCESS(code) && length <= capacity ? length : 0;
}

int32_t zb_spellout_write_decimal(zb_spellout *spellout, double number, uint16_t *out, int32_t capacity,
                                  int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  int32_t length = unum_formatDouble((UNumberFormat *)spellout, number, (UChar *)out, capacity, 0, &code);
  *status = code;
  return U_SUCCESS(code) && length <= capacity ? length : 0;
}
