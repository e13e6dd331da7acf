#include "sha256.h"
#include <stdio.h>
#include <string.h>

const uint32_t zb_sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t x, int by) { return x >> by | x << (32 - by); }

static void portable(uint32_t state[8], const uint8_t *bytes, size_t blocks) {
  for (; blocks; blocks--, bytes += 64) {
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
      w[i] = (uint32_t)bytes[4 * i] << 24 | (uint32_t)bytes[4 * i + 1] << 16 | (uint32_t)bytes[4 * i + 2] << 8 |
             bytes[4 * i + 3];
    for (int i = 16; i < 64; i++) {
      uint32_t a = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3;
      uint32_t b = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10;
      w[i] = w[i - 16] + a + w[i - 7] + b;
    }
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
      uint32_t one = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + (s[6] ^ (s[4] & (s[5] ^ s[6]))) +
                     zb_sha256_constants[i] + w[i];
      uint32_t two = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) + ((s[0] & s[1]) | (s[2] & (s[0] | s[1])));
      memmove(s + 1, s, 7 * sizeof *s);
      s[4] += one;
      s[0] = one + two;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
  }
}

static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                  0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/* `bytes` are the last of `length` in all; those before them were whole blocks. */
static void finish(zb_sha256_blocks work, uint32_t state[8], const uint8_t *bytes, size_t count, uint64_t length,
                   uint8_t digest[32]) {
  uint8_t tail[128] = {0};
  size_t rest = count % 64, tail_length = rest < 56 ? 64 : 128;
  work(state, bytes, count / 64);
  if (rest) memcpy(tail, bytes + (count - rest), rest);
  tail[rest] = 0x80;
  for (int i = 0; i < 8; i++) tail[tail_length - 1 - i] = (uint8_t)(length * 8 >> 8 * i);
  work(state, tail, tail_length / 64);
  for (int i = 0; i < 32; i++) digest[i] = (uint8_t)(state[i / 4] >> (24 - i % 4 * 8));
}

static void digest_with(zb_sha256_blocks work, const uint8_t *bytes, size_t length, uint8_t digest[32]) {
  uint32_t state[8];
  memcpy(state, start, sizeof state);
  finish(work, state, bytes, length, length, digest);
}

void zb_sha256_portable(const uint8_t *bytes, size_t length, uint8_t digest[32]) {
  digest_with(portable, bytes, length, digest);
}

void zb_sha256(const uint8_t *bytes, size_t length, uint8_t digest[32]) {
  zb_sha256_blocks fast = zb_sha256_accelerated();
  digest_with(fast ? fast : portable, bytes, length, digest);
}

int zb_sha256_file(const char *path, uint8_t digest[32], uint64_t *length) {
  zb_sha256_blocks fast = zb_sha256_accelerated(), work = fast ? fast : portable;
  static _Thread_local uint8_t buffer[1 << 16];
  uint32_t state[8];
  size_t count;
  FILE *file = fopen(path, "rb");
  if (!file) return -1;
  memcpy(state, start, sizeof state);
  *length = 0;
  while ((count = fread(buffer, 1, sizeof buffer, file)) == sizeof buffer) {
    work(state, buffer, sizeof buffer / 64);
    *length += count;
  }
  *length += count;
  int fault = ferror(file);
  fclose(file);
  if (fault) return -1;
  finish(work, state, buffer, count, *length, digest);
  return 0;
}
