#include "icu.h"
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>

/* Puts one U+FFFD for each faulty sequence and counts its bytes; ICU's own substitute callback does not count. */
static void replace_and_count(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t length,
                              UConverterCallbackReason reason, UErrorCode *code) {
  static const UChar replacement = 0xFFFD;
  (void)bytes;
  if (reason > UCNV_IRREGULAR) return;
  *(int64_t *)context += length;
  *code = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, code);
}

int64_t zb_decode(const char *charset, const uint8_t *bytes, int64_t length, uint16_t *out, int64_t capacity,
                  int64_t *replaced, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  *replaced = 0;
  UConverter *converter = ucnv_open(charset, &code);
  if (U_FAILURE(code)) {
    *status = code;
    return 0;
  }
  ucnv_setToUCallBack(converter, replace_and_count, replaced, 0, 0, &code);
  const char *source = (const char *)bytes;
  UChar *target = (UChar *)out;
  ucnv_toUnicode(converter, &target, (UChar *)out + capacity, &source, (const char *)bytes + length, 0, 1, &code);
  ucnv_close(converter);
  *status = code;
  return target - (UChar *)out;
}

int32_t zb_detect(const uint8_t *bytes, int32_t length, char *name, int32_t capacity) {
  UErrorCode code = U_ZERO_ERROR;
  UCharsetDetector *detector = ucsdet_open(&code);
  if (U_FAILURE(code)) return -1;
  ucsdet_setText(detector, (const char *)bytes, length, &code);
  const UCharsetMatch *match = ucsdet_detect(detector, &code);
  int32_t confidence = -1;
  if (U_SUCCESS(code) && match) {
    const char *found = ucsdet_getName(match, &code);
    if (U_SUCCESS(code) && found && (int32_t)strlen(found) < capacity) {
      strcpy(name, found);
      confidence = ucsdet_getConfidence(match, &code);
    }
  }
  ucsdet_close(detector);
  return confidence;
}
