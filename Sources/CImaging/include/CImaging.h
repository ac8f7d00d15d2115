#ifndef CIMAGING_H
#define CIMAGING_H

#include <stddef.h>
#include <stdint.h>

/// libpng, zlib and libjpeg-turbo behind a few functions that always return.
///
/// libpng and libjpeg report an error by a longjmp. It ends inside these functions, which free what
/// they hold and return a status, so that no caller's frame is ever jumped over.

/// How a call ended.
typedef enum __attribute__((enum_extensibility(closed))) CImagingStatus {
  CImagingStatusFine,
  /// The bytes do not begin as a file of this kind does.
  CImagingStatusOtherKind,
  /// A sound file, of a sort that is not read here; the message says which.
  CImagingStatusUnsupported,
  /// The picture is larger than the limits, or than any file of this length could hold.
  CImagingStatusTooLarge,
  /// The bytes end before the picture does.
  CImagingStatusTruncated,
  /// Anything else that the library refuses; the message is the library's.
  CImagingStatusDamaged,
  CImagingStatusOutOfMemory,
} CImagingStatus;

/// Bytes that a message takes at most, its closing zero included.
#define CIMAGING_MESSAGE_SIZE 256

/// A picture's shape. Rows are not padded; 16-bit samples are big-endian.
typedef struct CImagingShape {
  uint32_t width, height;
  /// 1 grey, 3 RGB, 4 RGBA.
  int channels;
  /// 8, or 16 for grey.
  int bits;
} CImagingShape;

/// What a decoder accepts; checked before anything is allocated for the pixels.
typedef struct CImagingLimits {
  uint32_t side;
  size_t bytes;
} CImagingLimits;

/// A PNG that is being read.
typedef struct CImagingReader CImagingReader;

/// Reads a PNG up to its pixels and says what shape `cimaging_png_read` will give them.
///
/// Palettes become RGB, grey below 8 bits grey of 8; with transparency both, and RGB, become RGBA.
/// 16-bit grey stays as it is, without its transparent value; other 16-bit pictures get 8 bits.
/// `bytes` must outlive the reader; `message` has CIMAGING_MESSAGE_SIZE bytes. The shape's size is
/// set for too large a picture as well. A reader is made only when the status is fine.
CImagingStatus cimaging_png_open(
    const uint8_t *bytes, size_t count, CImagingLimits limits, CImagingReader **reader,
    CImagingShape *shape, char *message);

/// Reads the pixels into `pixels`, which has room for the whole shape, and all chunks up to the
/// end of the PNG; bytes after that are not looked at. Once per reader.
CImagingStatus cimaging_png_read(CImagingReader *reader, uint8_t *pixels, char *message);

/// How many bytes have been read.
size_t cimaging_png_position(const CImagingReader *reader);

/// Frees a reader; a null pointer is let pass.
void cimaging_png_close(CImagingReader *reader);

/// Row filters of a PNG, as bits that may be joined: more than one lets libpng choose row by row.
enum {
  CImagingFilterNone = 1,
  CImagingFilterSub = 2,
  CImagingFilterUp = 4,
  CImagingFilterAverage = 8,
  CImagingFilterPaeth = 16,
};

/// Writes a PNG into memory of its own, to be freed with `cimaging_release`; level 0 to 9.
/// Nothing is to be freed unless the status is fine.
CImagingStatus cimaging_png_write(
    CImagingShape shape, const uint8_t *pixels, int level, int filters, uint8_t **bytes,
    size_t *count, char *message);

/// A JPEG that is being read.
typedef struct CImagingJPEGReader CImagingJPEGReader;

/// Reads a JPEG up to its pixels and says what shape `cimaging_jpeg_read` will give them: grey or
/// RGB of 8 bits.
///
/// CMYK and YCCK, arithmetic coding, lossless and 12-bit files are unsupported. `bytes` must outlive
/// the reader; `message` has CIMAGING_MESSAGE_SIZE bytes. The shape's size is set for too large a
/// picture as well. A reader is made only when the status is fine.
CImagingStatus cimaging_jpeg_open(
    const uint8_t *bytes, size_t count, CImagingLimits limits, CImagingJPEGReader **reader,
    CImagingShape *shape, char *message);

/// Reads the pixels into `pixels`, which has room for the whole shape, up to the end of the JPEG;
/// bytes after that are not looked at. More than 64 scans are refused. Once per reader.
CImagingStatus cimaging_jpeg_read(CImagingJPEGReader *reader, uint8_t *pixels, char *message);

/// How many bytes have been read.
size_t cimaging_jpeg_position(const CImagingJPEGReader *reader);

/// Frees a reader; a null pointer is let pass.
void cimaging_jpeg_close(CImagingJPEGReader *reader);

/// Writes grey or RGB of 8 bits as a baseline JPEG into memory of its own, to be freed with
/// `cimaging_release`; quality 1 to 100. One chroma sample stands for `across` by `down` pixels,
/// each 1 or 2. Nothing is to be freed unless the status is fine.
CImagingStatus cimaging_jpeg_write(
    CImagingShape shape, const uint8_t *pixels, int quality, int across, int down, uint8_t **bytes,
    size_t *count, char *message);

/// Frees what `cimaging_png_write` or `cimaging_jpeg_write` made.
void cimaging_release(uint8_t *bytes);

/// The CRC-32 of PNG chunks (that of ISO 3309) over more bytes, from that of those before; 0 first.
uint32_t cimaging_crc32(uint32_t crc, const uint8_t *bytes, size_t count);

/// Unpacks deflated bytes, as a ZIP file holds them, into exactly `room` bytes; anything else that
/// they may unpack to is damaged.
CImagingStatus cimaging_inflate(
    const uint8_t *bytes, size_t count, uint8_t *out, size_t room);

#endif
