#include "CImaging.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// Everything that changes after a setjmp lives in this block on the heap, not in local variables,
// whose values a longjmp may lose.
struct CImagingReader {
  png_structp png;
  png_infop info;
  const uint8_t *bytes;
  size_t count, position;
  uint32_t height;
  CImagingStatus status;
  char *message;  // of the call under way
};

// More than deflate can ever make of one byte: 258 bytes from two bits.
static const uint64_t most_inflation = 1032;

static void say(char *message, const char *text) {
  strncpy(message, text, CIMAGING_MESSAGE_SIZE - 1);
  message[CIMAGING_MESSAGE_SIZE - 1] = 0;
}

static void on_error(png_structp png, png_const_charp text) {
  CImagingReader *reader = png_get_error_ptr(png);
  if (reader->status == CImagingStatusFine) reader->status = CImagingStatusDamaged;
  say(reader->message, text);
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void on_read(png_structp png, png_bytep out, size_t wanted) {
  CImagingReader *reader = png_get_io_ptr(png);
  if (wanted > reader->count - reader->position) {
    reader->position = reader->count;
    reader->status = CImagingStatusTruncated;
    png_error(png, "the bytes end too early");
  }
  memcpy(out, reader->bytes + reader->position, wanted);
  reader->position += wanted;
}

static png_voidp on_malloc(png_structp png, size_t size) {
  void *block = malloc(size);
  if (!block) ((CImagingReader *)png_get_mem_ptr(png))->status = CImagingStatusOutOfMemory;
  return block;
}

static void on_free(png_structp png, png_voidp block) {
  (void)png;
  free(block);
}

static uint32_t big_endian(const uint8_t *p) {
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

// Signature and size are judged before libpng sees them: its own words would not tell them apart.
static CImagingStatus check_start(
    const uint8_t *bytes, size_t count, CImagingLimits limits, CImagingShape *shape) {
  size_t seen = count < 8 ? count : 8;
  if (count == 0) return CImagingStatusTruncated;
  if (memcmp(bytes, "\x89PNG\r\n\x1a\n", seen) != 0) return CImagingStatusOtherKind;
  if (count < 24) return CImagingStatusTruncated;
  if (memcmp(bytes + 12, "IHDR", 4) != 0) return CImagingStatusFine;  // libpng will say so
  shape->width = big_endian(bytes + 16);
  shape->height = big_endian(bytes + 20);
  if (shape->width > limits.side || shape->height > limits.side) return CImagingStatusTooLarge;
  return CImagingStatusFine;
}

// Brings what is not 8-bit grey, RGB, RGBA or 16-bit grey to one of them.
static void set_transforms(png_structp png, png_infop info) {
  int colour = png_get_color_type(png, info);
  int bits = png_get_bit_depth(png, info);
  int keyed = png_get_valid(png, info, PNG_INFO_tRNS) != 0;
  if (colour == PNG_COLOR_TYPE_GRAY && bits == 16) return;
  png_set_expand(png);
  if (bits == 16) png_set_scale_16(png);
  if (colour == PNG_COLOR_TYPE_GRAY_ALPHA || (colour == PNG_COLOR_TYPE_GRAY && keyed))
    png_set_gray_to_rgb(png);
}

static CImagingStatus read_header(
    CImagingReader *reader, CImagingLimits limits, CImagingShape *shape) {
  if (setjmp(png_jmpbuf(reader->png))) return reader->status;
  png_structp png = reader->png;
  png_infop info = reader->info;
  png_set_read_fn(png, reader, on_read);
  png_set_user_limits(png, limits.side, limits.side);
  png_set_chunk_cache_max(png, 16);
  png_set_chunk_malloc_max(png, 1 << 16);
  // Texts, profiles, times and the like are passed over, but their CRCs are checked.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_read_info(png, info);

  uint64_t stored = (uint64_t)png_get_rowbytes(png, info) * png_get_image_height(png, info);
  set_transforms(png, info);
  png_set_interlace_handling(png);
  png_read_update_info(png, info);
  shape->width = png_get_image_width(png, info);
  shape->height = png_get_image_height(png, info);
  shape->channels = png_get_channels(png, info);
  shape->bits = png_get_bit_depth(png, info);
  reader->height = shape->height;
  uint64_t wanted = (uint64_t)png_get_rowbytes(png, info) * shape->height;
  if (wanted > limits.bytes) return CImagingStatusTooLarge;
  if (stored / most_inflation > reader->count) return CImagingStatusTruncated;
  return CImagingStatusFine;
}

CImagingStatus cimaging_png_open(
    const uint8_t *bytes, size_t count, CImagingLimits limits, CImagingReader **out,
    CImagingShape *shape, char *message) {
  *out = NULL;
  memset(shape, 0, sizeof *shape);
  message[0] = 0;
  CImagingStatus status = check_start(bytes, count, limits, shape);
  if (status != CImagingStatusFine) return status;

  CImagingReader *reader = calloc(1, sizeof *reader);
  if (!reader) return CImagingStatusOutOfMemory;
  reader->bytes = bytes;
  reader->count = count;
  reader->message = message;
  reader->png = png_create_read_struct_2(
      PNG_LIBPNG_VER_STRING, reader, on_error, on_warning, reader, on_malloc, on_free);
  reader->info = reader->png ? png_create_info_struct(reader->png) : NULL;
  status = reader->info ? read_header(reader, limits, shape) : CImagingStatusOutOfMemory;
  if (status == CImagingStatusFine) {
    *out = reader;
  } else {
    cimaging_png_close(reader);
  }
  return status;
}

CImagingStatus cimaging_png_read(CImagingReader *reader, uint8_t *pixels, char *message) {
  reader->message = message;
  message[0] = 0;
  if (setjmp(png_jmpbuf(reader->png))) return reader->status;
  size_t stride = png_get_rowbytes(reader->png, reader->info);
  int interlaced = png_get_interlace_type(reader->png, reader->info) != PNG_INTERLACE_NONE;
  for (int pass = interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1; pass > 0; pass--)
    for (size_t y = 0; y < reader->height; y++)
      png_read_row(reader->png, pixels + y * stride, NULL);
  png_read_end(reader->png, NULL);
  return CImagingStatusFine;
}

size_t cimaging_png_position(const CImagingReader *reader) { return reader->position; }

void cimaging_png_close(CImagingReader *reader) {
  if (!reader) return;
  png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}
