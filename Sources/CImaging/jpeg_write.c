#include "CImaging.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// On the caller's stack below the setjmp, and reached by pointer only.
typedef struct Writer {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr target;
  jmp_buf back;
  uint8_t *bytes;
  size_t count, capacity;
  CImagingStatus status;
  char *message;
} Writer;

static void on_error(j_common_ptr jpeg) {
  Writer *writer = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  strncpy(writer->message, text, CIMAGING_MESSAGE_SIZE - 1);
  writer->message[CIMAGING_MESSAGE_SIZE - 1] = 0;
  writer->status = jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? CImagingStatusOutOfMemory
                                                            : CImagingStatusDamaged;
  longjmp(writer->back, 1);
}

static void on_message(j_common_ptr jpeg, int level) {
  (void)jpeg;
  (void)level;
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }

// Twice the room, and the library told where it goes on.
static boolean on_full(j_compress_ptr jpeg) {
  Writer *writer = jpeg->client_data;
  size_t capacity = writer->capacity ? 2 * writer->capacity : 1 << 16;
  uint8_t *grown = realloc(writer->bytes, capacity);
  if (!grown) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
  // The library calls with its buffer full, whatever it says of the room that is left.
  size_t used = writer->capacity;
  writer->bytes = grown;
  writer->capacity = capacity;
  jpeg->dest->next_output_byte = grown + used;
  jpeg->dest->free_in_buffer = capacity - used;
  return TRUE;
}

static void on_start(j_compress_ptr jpeg) { on_full(jpeg); }

static void on_end(j_compress_ptr jpeg) {
  Writer *writer = jpeg->client_data;
  writer->count = writer->capacity - jpeg->dest->free_in_buffer;
}

static CImagingStatus write_all(
    Writer *writer, CImagingShape shape, const uint8_t *pixels, int quality, int across, int down) {
  if (setjmp(writer->back)) return writer->status;
  struct jpeg_compress_struct *jpeg = &writer->jpeg;
  jpeg_create_compress(jpeg);
  jpeg->client_data = writer;
  jpeg->dest = &writer->target;
  jpeg->image_width = shape.width;
  jpeg->image_height = shape.height;
  jpeg->input_components = shape.channels;
  jpeg->in_color_space = shape.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  jpeg->dct_method = JDCT_ISLOW;
  if (shape.channels == 3) {
    jpeg->comp_info[0].h_samp_factor = across;
    jpeg->comp_info[0].v_samp_factor = down;
  }
  jpeg_start_compress(jpeg, TRUE);
  size_t stride = (size_t)shape.width * (size_t)shape.channels;
  while (jpeg->next_scanline < jpeg->image_height) {
    JSAMPROW row = (JSAMPROW)pixels + jpeg->next_scanline * stride;
    jpeg_write_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_compress(jpeg);
  return CImagingStatusFine;
}

CImagingStatus cimaging_jpeg_write(
    CImagingShape shape, const uint8_t *pixels, int quality, int across, int down, uint8_t **bytes,
    size_t *count, char *message) {
  *bytes = NULL;
  *count = 0;
  message[0] = 0;
  Writer writer = {.message = message};
  writer.jpeg.err = jpeg_std_error(&writer.errors);
  writer.jpeg.client_data = &writer;
  writer.errors.error_exit = on_error;
  writer.errors.emit_message = on_message;
  writer.errors.output_message = on_output;
  writer.target = (struct jpeg_destination_mgr){
      .init_destination = on_start, .empty_output_buffer = on_full, .term_destination = on_end};
  CImagingStatus status = write_all(&writer, shape, pixels, quality, across, down);
  jpeg_destroy_compress(&writer.jpeg);
  if (status == CImagingStatusFine) {
    *bytes = writer.bytes;
    *count = writer.count;
  } else {
    free(writer.bytes);
  }
  return status;
}
