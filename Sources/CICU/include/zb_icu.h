/* The part of ICU that Zhibiao uses, under names of its own.
   ICU renames its symbols by macro and its headers cannot meet Foundation's own ICU in one module:
   so only the .c files beside this header include ICU, and Swift sees opaque pointers and int32_t.
   A status is ICU's own: 0 or less is success. Lengths of text count UTF-16 units. */
#ifndef ZB_ICU_H
#define ZB_ICU_H

#include <stdint.h>

/* ICU's version as text, such as "72.1". */
const char *zb_icu_version(void);

/* A calendar by ICU's name for it: chinese, hebrew, islamic-umalqura. Months and days count from 1. */
typedef struct zb_calendar zb_calendar;
zb_calendar *zb_calendar_open(const char *name, int32_t *status);
void zb_calendar_close(zb_calendar *calendar);
/* Milliseconds since 1970 (UTC midnight) of a day of the lunar year that begins in a Gregorian year.
   Returns 0 where that year has no such day. */
int32_t zb_calendar_day(zb_calendar *calendar, int32_t year, int32_t month, int32_t is_leap, int32_t day,
                        double *millis);
/* Milliseconds since 1970 (UTC midnight) of the first such day of a calendar in a Gregorian year; 0 where there is none. */
int32_t zb_calendar_find(zb_calendar *calendar, int32_t year, int32_t month, int32_t day, double *millis);

/* Boundaries of words and sentences. A breaker keeps a pointer to the text, which must outlive its use. */
typedef struct zb_break zb_break;
enum { ZB_BREAK_WORD = 1, ZB_BREAK_SENTENCE = 2 };
zb_break *zb_break_open(int32_t kind, int32_t *status);
zb_break *zb_break_clone(const zb_break *breaker, int32_t *status);
void zb_break_close(zb_break *breaker);
void zb_break_set_text(zb_break *breaker, const uint16_t *text, int32_t length, int32_t *status);
/* Writes boundaries that follow the last one given, and ICU's rule status of each where `statuses` is not null.
   Returns how many; 0 at the end. The first call begins with the end of the first stretch. */
int32_t zb_break_fill(zb_break *breaker, int32_t *boundaries, int32_t *statuses, int32_t capacity);
/* The boundary behind an offset, or -1. */
int32_t zb_break_following(zb_break *breaker, int32_t offset);

/* Text out of bytes in a charset of ICU's name. Bytes that are no text become U+FFFD and are counted.
   Returns how many units were written; a capacity of `length` + 16 is enough. */
int64_t zb_decode(const char *charset, const uint8_t *bytes, int64_t length, uint16_t *out, int64_t capacity,
                  int64_t *replaced, int32_t *status);
/* ICU's best guess at a charset: its name into `name`; returns the confidence of 0 to 100, -1 for none. */
int32_t zb_detect(const uint8_t *bytes, int32_t length, char *name, int32_t capacity);

/* Normalisation form C. Sets a flag for each of the 65,536 units that may be changed by composing or may change the
   character before it; of surrogates, for leading ones of blocks that have such characters. */
void zb_nfc_flags(uint8_t *flags, int32_t *status);
/* Returns the length of the result, which is written if it fits. */
int32_t zb_nfc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity, int32_t *status);
/* The same for form KC; one unit can become eighteen. */
int32_t zb_nfkc(const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity, int32_t *status);

/* The rules from Traditional to Simplified as text, `X > Y;` a line. Returns their length, written if it fits. */
int32_t zb_simplifying_rules(uint16_t *out, int32_t capacity, int32_t *status);

/* Numbers in words by a ruleset of a locale, such as "%spellout-cardinal" of "zh"; a null ruleset is the locale's own.
   Returns the length of the words, 0 where they do not fit. */
typedef struct zb_spellout zb_spellout;
zb_spellout *zb_spellout_open(const char *locale, const char *ruleset, int32_t *status);
void zb_spellout_close(zb_spellout *spellout);
int32_t zb_spellout_write(zb_spellout *spellout, int64_t number, uint16_t *out, int32_t capacity, int32_t *status);
int32_t zb_spellout_write_decimal(zb_spellout *spellout, double number, uint16_t *out, int32_t capacity,
                                  int32_t *status);

#endif
