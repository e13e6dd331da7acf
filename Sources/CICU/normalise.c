#include "icu.h"
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

void zb_nfc_flags(uint8_t *flags, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
  memset(flags, 0, 65536);
  *status = code;
  if (U_FAILURE(code)) return;
  /* Nothing below U+0300 composes by itself; ideographs and Hangul syllables stand as they are. */
  for (int32_t c = 0x300; c < 0x10000; c++) {
    if (c == 0x3400) c = 0xA000;
    if (c == 0xAC00) c = 0xD7A4;
    if (c >= 0xD800 && c < 0xE000) continue;
    UChar unit = (UChar)c;
    flags[c] = !unorm2_hasBoundaryBefore(nfc, c) || unorm2_quickCheck(nfc, &unit, 1, &code) != UNORM_YES;
  }
  /* Leading surrogates of the scripts and signs of plane 1 below its pictographs, and of the compatibility ideographs
     of plane 2: looking at a million code points one by one would cost more than these do in a text. */
  memset(flags + 0xD800, 1, 0x3B);
  flags[0xD87E] = 1;
  *status = code;
}

int32_t zb_nfc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfc = unorm2_getNFCInstance(&code);
  int32_t count = unorm2_normalize(nfc, (const UChar *)text, length, (UChar *)out, capacity, &code);
  *status = code;
  return U_SUCCESS(code) ? count : 0;
}

int32_t zb_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&code);
  int32_t count = unorm2_normalize(nfkc, (const UChar *)text, length, (UChar *)out, capacity, &code);
  *status = code;
  return U_SUCCESS(code) ? count : 0;
}

int32_t zb_simplifying_rules(uint16_t *out, int32_t capacity, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UChar id[32];
  u_uastrcpy(id, "Traditional-Simplified");
  UTransliterator *transliterator = utrans_openU(id, -1, UTRANS_FORWARD, 0, 0, 0, &code);
  if (U_FAILURE(code)) {
    *status = code;
    return 0;
  }
  int32_t count = utrans_toRules(transliterator, 0, (UChar *)out, capacity, &code);
  utrans_close(transliterator);
  *status = code;
  return count;
}
