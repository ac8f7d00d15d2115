#include "CImaging.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// Everything that changes after a setjmp lives in this block on the heap, not in local variables,
// whose values a longjmp may lose.
struct CImagingJPEGReader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  jmp_buf back;
  const uint8_t *bytes;
  size_t count;
  CImagingStatus status;
  char *message;  // of the call under way
};

// Progressive files have about ten scans; each makes work without holding more than a few bytes.
static const int most_scans = 64;

// A block's first coefficient takes a bit at least, and a block covers 32 x 32 pixels at most.
static const uint64_t most_pixels_per_byte = 8 * 32 * 32;

static void say(CImagingJPEGReader *reader, const char *text) {
  strncpy(reader->message, text, CIMAGING_MESSAGE_SIZE - 1);
  reader->message[CIMAGING_MESSAGE_SIZE - 1] = 0;
}

static void give_up(CImagingJPEGReader *reader, CImagingStatus status) {
  char text[JMSG_LENGTH_MAX];
  reader->status = status;
  reader->errors.format_message((j_common_ptr)&reader->jpeg, text);
  say(reader, text);
  longjmp(reader->back, 1);
}

static void on_error(j_common_ptr jpeg) {
  switch (jpeg->err->msg_code) {
    case JERR_OUT_OF_MEMORY: give_up(jpeg->client_data, CImagingStatusOutOfMemory); break;
    case JERR_IMAGE_TOO_BIG: give_up(jpeg->client_data, CImagingStatusTooLarge); break;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED: give_up(jpeg->client_data, CImagingStatusUnsupported); break;
    default: give_up(jpeg->client_data, CImagingStatusDamaged);
  }
}

// A warning means pixels that are guesses, but for a few that cameras are known to cause.
static void on_message(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM: return;
    default: give_up(jpeg->client_data, CImagingStatusDamaged);
  }
}

static void on_output(j_common_ptr jpeg) { (void)jpeg; }

static void on_start(j_decompress_ptr jpeg) { (void)jpeg; }

static boolean on_end_of_bytes(j_decompress_ptr jpeg) {
  CImagingJPEGReader *reader = jpeg->client_data;
  reader->source.bytes_in_buffer = 0;
  reader->status = CImagingStatusTruncated;
  say(reader, "the bytes end too early");
  longjmp(reader->back, 1);
}

static void on_skip(j_decompress_ptr jpeg, long wanted) {
  if (wanted <= 0) return;
  if ((size_t)wanted > jpeg->src->bytes_in_buffer) on_end_of_bytes(jpeg);
  jpeg->src->next_input_byte += wanted;
  jpeg->src->bytes_in_buffer -= (size_t)wanted;
}

static void on_progress(j_common_ptr jpeg) {
  CImagingJPEGReader *reader = jpeg->client_data;
  if (reader->jpeg.input_scan_number <= most_scans) return;
  reader->status = CImagingStatusDamaged;
  say(reader, "more than 64 scans");
  longjmp(reader->back, 1);
}

static CImagingStatus check_start(const uint8_t *bytes, size_t count) {
  size_t seen = count < 3 ? count : 3;
  if (count == 0) return CImagingStatusTruncated;
  if (memcmp(bytes, "\xFF\xD8\xFF", seen) != 0) return CImagingStatusOtherKind;
  return CImagingStatusFine;
}

// What is read here, and as what.
static CImagingStatus choose_colours(CImagingJPEGReader *reader) {
  J_COLOR_SPACE stored = reader->jpeg.jpeg_color_space;
  reader->jpeg.out_color_space = stored == JCS_GRAYSCALE ? JCS_GRAYSCALE : JCS_RGB;
  if (reader->jpeg.arith_code) {
    say(reader, "arithmetic coding");
  } else if (stored == JCS_CMYK || stored == JCS_YCCK) {
    say(reader, "CMYK colours");
  } else if (stored != JCS_GRAYSCALE && stored != JCS_YCbCr && stored != JCS_RGB) {
    say(reader, "colours that are neither grey nor RGB");
  } else {
    return CImagingStatusFine;
  }
  return CImagingStatusUnsupported;
}

static CImagingStatus read_header(
    CImagingJPEGReader *reader, CImagingLimits limits, CImagingShape *shape) {
  if (setjmp(reader->back)) {
    shape->width = reader->jpeg.image_width;
    shape->height = reader->jpeg.image_height;
    return reader->status;
  }
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  jpeg_create_decompress(jpeg);
  jpeg->client_data = reader;
  jpeg->src = &reader->source;
  jpeg->progress = &reader->progress;
  jpeg_read_header(jpeg, TRUE);

  shape->width = jpeg->image_width;
  shape->height = jpeg->image_height;
  if (shape->width > limits.side || shape->height > limits.side) return CImagingStatusTooLarge;
  CImagingStatus status = choose_colours(reader);
  if (status != CImagingStatusFine) return status;
  shape->channels = jpeg->out_color_space == JCS_GRAYSCALE ? 1 : 3;
  shape->bits = 8;
  uint64_t pixels = (uint64_t)shape->width * shape->height;
  if (pixels * (uint64_t)shape->channels > limits.bytes) return CImagingStatusTooLarge;
  if (pixels / most_pixels_per_byte > reader->count) return CImagingStatusTruncated;
  return CImagingStatusFine;
}

static CImagingJPEGReader *make_reader(const uint8_t *bytes, size_t count, char *message) {
  CImagingJPEGReader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  reader->message = message;
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->jpeg.client_data = reader;
  reader->errors.error_exit = on_error;
  reader->errors.emit_message = on_message;
  reader->errors.output_message = on_output;
  reader->source = (struct jpeg_source_mgr){
      .next_input_byte = bytes,
      .bytes_in_buffer = count,
      .init_source = on_start,
      .fill_input_buffer = on_end_of_bytes,
      .skip_input_data = on_skip,
      .resync_to_restart = jpeg_resync_to_restart,
      .term_source = on_start,
  };
  reader->progress.progress_monitor = on_progress;
  return reader;
}

CImagingStatus cimaging_jpeg_open(
    const uint8_t *bytes, size_t count, CImagingLimits limits, CImagingJPEGReader **out,
    CImagingShape *shape, char *message) {
  *out = NULL;
  memset(shape, 0, sizeof *shape);
  message[0] = 0;
  CImagingStatus status = check_start(bytes, count);
  if (status != CImagingStatusFine) return status;

  CImagingJPEGReader *reader = make_reader(bytes, count, message);
  status = reader ? read_header(reader, limits, shape) : CImagingStatusOutOfMemory;
  if (status == CImagingStatusFine) {
    *out = reader;
  } else {
    cimaging_jpeg_close(reader);
  }
  return status;
}

CImagingStatus cimaging_jpeg_read(CImagingJPEGReader *reader, uint8_t *pixels, char *message) {
  reader->message = message;
  message[0] = 0;
  if (setjmp(reader->back)) return reader->status;
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->do_fancy_upsampling = TRUE;
  jpeg_start_decompress(jpeg);
  size_t stride = (size_t)jpeg->output_width * (size_t)jpeg->output_components;
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW row = pixels + jpeg->output_scanline * stride;
    jpeg_read_scanlines(jpeg, &row, 1);
  }
  jpeg_finish_decompress(jpeg);
  return CImagingStatusFine;
}

size_t cimaging_jpeg_position(const CImagingJPEGReader *reader) {
  return reader->count - reader->source.bytes_in_buffer;
}

void cimaging_jpeg_close(CImagingJPEGReader *reader) {
  if (!reader) return;
  jpeg_destroy_decompress(&reader->jpeg);
  free(reader);
}
