#include "icu.h"
#include <unicode/ubrk.h>

zb_break *zb_break_open(int32_t kind, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UBreakIterator *it = ubrk_open(kind == ZB_BREAK_WORD ? UBRK_WORD : UBRK_SENTENCE, "zh", 0, 0, &code);
  *status = code;
  return U_SUCCESS(code) ? (zb_break *)it : 0;
}

zb_break *zb_break_clone(const zb_break *breaker, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
#if U_ICU_VERSION_MAJOR_NUM >= 69
  UBreakIterator *it = ubrk_clone((const UBreakIterator *)breaker, &code);
#else
  UBreakIterator *it = ubrk_safeClone((const UBreakIterator *)breaker, 0, 0, &code);
#endif
  *status = code;
  return U_SUCCESS(code) ? (zb_break *)it : 0;
}

void zb_break_close(zb_break *breaker) { ubrk_close((UBreakIterator *)breaker); }

void zb_break_set_text(zb_break *breaker, const uint16_t *text, int32_t length, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  ubrk_setText((UBreakIterator *)breaker, (const UChar *)text, length, &code);
  *status = code;
}

int32_t zb_break_fill(zb_break *breaker, int32_t *boundaries, int32_t *statuses, int32_t capacity) {
  UBreakIterator *it = (UBreakIterator *)breaker;
  int32_t count = 0;
  while (count < capacity) {
    int32_t at = ubrk_next(it);
    if (at == UBRK_DONE) break;
    if (statuses) statuses[count] = ubrk_getRuleStatus(it);
    boundaries[count++] = at;
  }
  return count;
}

int32_t zb_break_following(zb_break *breaker, int32_t offset) {
  int32_t at = ubrk_following((UBreakIterator *)breaker, offset);
  return at == UBRK_DONE ? -1 : at;
}
