#include "CImaging.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

CImagingStatus cimaging_inflate(
    const uint8_t *bytes, size_t count, uint8_t *out, size_t room) {
  if (count > UINT_MAX || room > UINT_MAX) return CImagingStatusTooLarge;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  // Negative: neither zlib's nor gzip's wrapping around the data.
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return CImagingStatusOutOfMemory;
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = out;
  stream.avail_out = (uInt)room;
  int end = inflate(&stream, Z_FINISH);
  size_t made = room - stream.avail_out;
  inflateEnd(&stream);
  return end == Z_STREAM_END && made == room ? CImagingStatusFine : CImagingStatusDamaged;
}
