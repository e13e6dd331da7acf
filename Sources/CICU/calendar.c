#include "icu.h"
#include <stdio.h>
#include <unicode/ucal.h>

static const UChar UTC[] = {'E', 't', 'c', '/', 'U', 'T', 'C'};

static UCalendar *open_calendar(const char *locale, int32_t *status) {
  UErrorCode code = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(UTC, 7, locale, UCAL_DEFAULT, &code);
  *status = code;
  if (U_SUCCESS(code)) return calendar;
  if (calendar) ucal_close(calendar);
  return 0;
}

zb_calendar *zb_calendar_open(const char *name, int32_t *status) {
  char locale[64];
  snprintf(locale, sizeof locale, "@calendar=%s", name);
  return (zb_calendar *)open_calendar(locale, status);
}

void zb_calendar_close(zb_calendar *calendar) { ucal_close((UCalendar *)calendar); }

/* Days from 1970-01-01 to the first of January of a Gregorian year. */
static double january(int32_t year) {
  int64_t y = (int64_t)year - 1;
  return (double)(y * 365 + y / 4 - y / 100 + y / 400 - 719162);
}

int32_t zb_calendar_find(zb_calendar *opaque, int32_t year, int32_t month, int32_t day, double *millis) {
  UCalendar *calendar = (UCalendar *)opaque;
  UErrorCode code = U_ZERO_ERROR;
  if (year < 1 || year > 9998) return 0;
  double from = january(year) * 86400000.0, to = january(year + 1) * 86400000.0;
  ucal_setMillis(calendar, from, &code);
  int32_t first = ucal_get(calendar, UCAL_EXTENDED_YEAR, &code);
  /* A year of another calendar begins anywhere in a Gregorian one; two may begin in it. */
  for (int32_t own = first; own <= first + 2 && U_SUCCESS(code); own++) {
    ucal_clear(calendar);
    ucal_set(calendar, UCAL_EXTENDED_YEAR, own);
    ucal_set(calendar, UCAL_MONTH, month - 1);
    ucal_set(calendar, UCAL_DAY_OF_MONTH, day);
    *millis = ucal_getMillis(calendar, &code);
    if (*millis >= from && *millis < to) return U_SUCCESS(code);
  }
  return 0;
}

/* Days from 1970-01-01 to the first of July of a Gregorian year, by which every lunar year has begun. */
static double july(int32_t year) {
  int64_t y = year, leaps = y / 4 - y / 100 + y / 400;
  int32_t is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return (double)((y - 1970) * 365 + (leaps - is_leap) - 477 + 181 + is_leap);
}

int32_t zb_calendar_day(zb_calendar *opaque, int32_t year, int32_t month, int32_t is_leap, int32_t day,
                        double *millis) {
  UCalendar *calendar = (UCalendar *)opaque;
  UErrorCode code = U_ZERO_ERROR;
  if (year < 1 || year > 9999) return 0;
  ucal_setMillis(calendar, july(year) * 86400000.0, &code);
  int32_t lunar = ucal_get(calendar, UCAL_EXTENDED_YEAR, &code);
  ucal_clear(calendar);
  ucal_set(calendar, UCAL_EXTENDED_YEAR, lunar);
  ucal_set(calendar, UCAL_MONTH, month - 1);
  ucal_set(calendar, UCAL_IS_LEAP_MONTH, is_leap);
  ucal_set(calendar, UCAL_DAY_OF_MONTH, day);
  *millis = ucal_getMillis(calendar, &code);
  /* ICU lets a thirtieth of a month of 29 days run over: only a day that reads back as it was asked for is one. */
  int32_t same = ucal_get(calendar, UCAL_MONTH, &code) == month - 1 &&
                 ucal_get(calendar, UCAL_DAY_OF_MONTH, &code) == day &&
                 ucal_get(calendar, UCAL_IS_LEAP_MONTH, &code) == is_leap &&
                 ucal_get(calendar, UCAL_EXTENDED_YEAR, &code) == lunar;
  return U_SUCCESS(code) && same;
}
