#include "CImaging.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// On the caller's stack below the setjmp, and reached by pointer only.
typedef struct Writer {
  png_structp png;
  png_infop info;
  uint8_t *bytes;
  size_t count, capacity;
  CImagingStatus status;
  char *message;
} Writer;

static void on_error(png_structp png, png_const_charp text) {
  Writer *writer = png_get_error_ptr(png);
  if (writer->status == CImagingStatusFine) writer->status = CImagingStatusDamaged;
  strncpy(writer->message, text, CIMAGING_MESSAGE_SIZE - 1);
  writer->message[CIMAGING_MESSAGE_SIZE - 1] = 0;
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text) {
  (void)png;
  (void)text;
}

static void on_write(png_structp png, png_bytep bytes, size_t count) {
  Writer *writer = png_get_io_ptr(png);
  if (count > writer->capacity - writer->count) {
    size_t needed = writer->count + count;
    size_t capacity = needed < (1 << 15) ? 1 << 16 : 2 * needed;
    uint8_t *grown = realloc(writer->bytes, capacity);
    if (!grown) {
      writer->status = CImagingStatusOutOfMemory;
      png_error(png, "out of memory");
    }
    writer->bytes = grown;
    writer->capacity = capacity;
  }
  memcpy(writer->bytes + writer->count, bytes, count);
  writer->count += count;
}

static void on_flush(png_structp png) { (void)png; }

static int colour_type(int channels) {
  return channels == 1 ? PNG_COLOR_TYPE_GRAY
       : channels == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA;
}

static CImagingStatus write_all(
    Writer *writer, CImagingShape shape, const uint8_t *pixels, int level, int filters) {
  if (setjmp(png_jmpbuf(writer->png))) return writer->status;
  png_structp png = writer->png;
  png_set_write_fn(png, writer, on_write, on_flush);
  png_set_compression_level(png, level);
  png_set_compression_buffer_size(png, 1 << 16);
  png_set_IHDR(
      png, writer->info, shape.width, shape.height, shape.bits, colour_type(shape.channels),
      PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  // The bits of this header's filters, in PNG's own order from bit 3 on.
  png_set_filter(png, PNG_FILTER_TYPE_BASE, filters << 3);
  png_write_info(png, writer->info);
  size_t stride = (size_t)shape.width * (size_t)(shape.channels * shape.bits / 8);
  for (size_t y = 0; y < shape.height; y++) png_write_row(png, pixels + y * stride);
  png_write_end(png, NULL);
  return CImagingStatusFine;
}

CImagingStatus cimaging_png_write(
    CImagingShape shape, const uint8_t *pixels, int level, int filters, uint8_t **bytes,
    size_t *count, char *message) {
  *bytes = NULL;
  *count = 0;
  message[0] = 0;
  Writer writer = {.message = message};
  writer.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &writer, on_error, on_warning);
  writer.info = writer.png ? png_create_info_struct(writer.png) : NULL;
  CImagingStatus status = writer.info
      ? write_all(&writer, shape, pixels, level, filters) : CImagingStatusOutOfMemory;
  png_destroy_write_struct(&writer.png, &writer.info);
  if (status == CImagingStatusFine) {
    *bytes = writer.bytes;
    *count = writer.count;
  } else {
    free(writer.bytes);
  }
  return status;
}

void cimaging_release(uint8_t *bytes) { free(bytes); }

uint32_t cimaging_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32_z(crc, bytes, count);
}
