#!/usr/bin/env python3
"""Makes jpeg/ and jpeg.json: run in this folder, with OpenCV, Pillow and numpy as in README.md."""
import json
import zlib
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

HERE = Path(__file__).parent


def scene():
    """Ramps, edges and noise, 61 x 45: sides that no block and no pair of pixels divides."""
    rng = np.random.default_rng(11)
    y, x = np.mgrid[0:45, 0:61]
    picture = np.stack([4 * x, 5 * y, 255 - 2 * x - 2 * y], axis=2)
    picture[8:20, 10:30] = (200, 30, 45)
    picture[25:40, 35:55] += rng.integers(-60, 61, (15, 20, 3))
    return np.clip(picture, 0, 255).astype(np.uint8)


def main():
    (HERE / "jpeg").mkdir(exist_ok=True)
    rgb = scene()
    Image.fromarray(rgb).save(HERE / "jpeg/scene.png", optimize=True)
    table = []

    # What OpenCV writes: the very bytes are kept by their checksum.
    chromas = {"full": 0x111111, "halvedAcross": 0x211111, "halved": 0x221111}
    for quality in (1, 20, 75, 95, 100):
        for chroma, factor in chromas.items():
            _, made = cv2.imencode(".jpg", rgb[..., ::-1], [
                cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, factor])
            add(table, f"rgb_{quality}_{chroma}", made.tobytes(), quality=quality, chroma=chroma)
    _, made = cv2.imencode(".jpg", rgb[..., ::-1])
    add(table, "rgb_default", made.tobytes(), quality=95, chroma="halved")
    _, made = cv2.imencode(".jpg", rgb[..., 1], [cv2.IMWRITE_JPEG_QUALITY, 60])
    add(table, "grey_60", made.tobytes(), quality=60, chroma="halved")

    # Other forms, to be read only.
    picture = Image.fromarray(rgb)
    for name, options in {
            "progressive": {"progressive": True, "quality": 80},
            "restarts": {"restart_marker_rows": 1, "quality": 80},
            "optimised": {"optimize": True, "quality": 80},
            "rgb_kept": {"keep_rgb": True, "quality": 80},
            "commented": {"comment": b"none", "quality": 80}}.items():
        picture.save(HERE / f"jpeg/{name}.jpg", **options)
        add(table, name, (HERE / f"jpeg/{name}.jpg").read_bytes())
    picture.convert("CMYK").save(HERE / "jpeg/cmyk.jpg")
    lines = ",\n".join(json.dumps(entry) for entry in table)
    (HERE / "jpeg.json").write_text(f"[\n{lines}\n]\n")


def add(table, name, data, **how):
    """Notes a file by its checksum, and the pixels that OpenCV and Pillow agree that it has."""
    (HERE / f"jpeg/{name}.jpg").write_bytes(data)
    read = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    read = read[..., ::-1] if read.ndim == 3 else read
    with Image.open(HERE / f"jpeg/{name}.jpg") as picture:
        assert (np.asarray(picture) == read).all(), name
    table.append({"file": f"{name}.jpg", "crc32": zlib.crc32(data),
                  "pixels": zlib.crc32(np.ascontiguousarray(read).tobytes()), **how})


if __name__ == "__main__":
    main()
