#!/usr/bin/env python3
"""Makes the vectors of this folder: `make_vectors.py FOLDER_WITH_PHOTOS`, run in this folder.

Needs opencv-python-headless, numpy and Pillow in the versions that README.md names.
"""
import json
import struct
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

HERE = Path(__file__).parent


# Resizing: names are SOURCE.png and SOURCE_to_WIDTHxHEIGHT.png.

def scene(rng, width, height):
    """A picture with ramps, sharp edges and a little noise, which still compresses."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([x * 255 // width, y * 255 // height, (x + y) // 5], axis=2).astype(np.int32)
    for _ in range(60):
        left, top = rng.integers(0, width), rng.integers(0, height)
        across, down = rng.integers(1, 120, 2)
        picture[top:top + down, left:left + across] = rng.integers(0, 256, 3)
    picture[100:140, 200:260] += rng.integers(-40, 41, (40, 60, 3))
    return np.clip(picture, 0, 255).astype(np.uint8)


def resize_vectors():
    rng = np.random.default_rng(20240617)
    noise = lambda height, width, channels: rng.integers(0, 256, (height, width, channels), np.uint8)
    sources = {
        "scene": (scene(rng, 640, 480), [(256, 256), (224, 224), (320, 240)]),
        "noise": (noise(23, 37, 3),
                  [(64, 48), (74, 46), (18, 11), (5, 7), (1, 1), (100, 1), (37, 40), (36, 23)]),
        "even": (noise(24, 32, 3), [(16, 12), (24, 24), (8, 6)]),
        "grey": (noise(31, 19, 1), [(40, 20), (9, 15)]),
        "clear": (noise(9, 16, 4), [(7, 21), (33, 5)]),
        "dot": (noise(1, 1, 3), [(9, 4)]),
    }
    for name, (picture, sizes) in sources.items():
        save(name, picture)
        for size in sizes:
            # OpenCV treats channels alike, so their order does not matter here.
            made = cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
            save(f"{name}_to_{size[0]}x{size[1]}", made)


def save(name, picture):
    Image.fromarray(picture.squeeze(axis=2) if picture.ndim == 3 and picture.shape[2] == 1
                    else picture).save(HERE / f"resize/{name}.png", optimize=True)


# PNG formats: each file by the encoder below, what is in it by the arithmetic below.

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
         (0, 1, 1, 2)]


def chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data)))


def packed(row, bits):
    """Samples as a PNG row stores them."""
    text = "".join(format(int(sample), f"0{bits}b") for sample in row.ravel())
    text += "0" * (-len(text) % 8)
    return bytes(int(text[i:i + 8], 2) for i in range(0, len(text), 8))


def encode(samples, colour, bits, extra=b"", interlaced=False):
    """A PNG with filter 0; `samples` are (height, width, channels), `extra` goes before IDAT."""
    height, width = samples.shape[:2]
    raw = b""
    for x0, y0, dx, dy in ADAM7 if interlaced else [(0, 0, 1, 1)]:
        part = samples[y0::dy, x0::dx]
        if part.size:
            raw += b"".join(b"\0" + packed(row, bits) for row in part)
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra
            + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b""))


def format_vectors():
    rng = np.random.default_rng(7)
    size = (5, 11)
    table = []

    def add(name, data, pixels, format):
        (HERE / f"formats/{name}.png").write_bytes(data)
        table.append({"file": f"{name}.png", "format": format, "width": size[1],
                      "height": size[0], "pixels": np.ascontiguousarray(pixels).tobytes().hex()})

    def draw(bits, channels=1):
        return rng.integers(0, 1 << bits, (*size, channels))

    for interlaced in (False, True):
        end = "_interlaced" if interlaced else ""
        put = lambda *a, **k: encode(*a, interlaced=interlaced, **k)
        for bits in (1, 2, 4, 8):
            s = draw(bits)
            grey = (s * 255 // ((1 << bits) - 1)).astype(np.uint8)
            add(f"grey{bits}{end}", put(s, 0, bits), grey, "grey8")
            key = int(s[0, 0, 0])
            alpha = np.where(s == key, 0, 255).astype(np.uint8)
            add(f"grey{bits}_keyed{end}",
                put(s, 0, bits, extra=chunk(b"tRNS", struct.pack(">H", key))),
                np.concatenate([grey] * 3 + [alpha], axis=2), "rgba8")
            palette = rng.integers(0, 256, (1 << bits, 3)).astype(np.uint8)
            plte = chunk(b"PLTE", palette.tobytes())
            add(f"palette{bits}{end}", put(s, 3, bits, extra=plte), palette[s[..., 0]], "rgb8")
            some = rng.integers(0, 256, max(1, len(palette) // 2)).astype(np.uint8)
            alphas = np.full(len(palette), 255, np.uint8)
            alphas[:len(some)] = some
            add(f"palette{bits}_clear{end}",
                put(s, 3, bits, extra=plte + chunk(b"tRNS", some.tobytes())),
                np.concatenate([palette[s[..., 0]], alphas[s]], axis=2), "rgba8")
        for name, colour, channels in (("rgb", 2, 3), ("rgba", 6, 4)):
            s = draw(8, channels)
            add(f"{name}8{end}", put(s, colour, 8), s.astype(np.uint8), f"{name}8")
            s = draw(16, channels)
            rounded = ((2 * 255 * s + 65535) // (2 * 65535)).astype(np.uint8)
            add(f"{name}16{end}", put(s, colour, 16), rounded, f"{name}8")
        s = draw(8, 3)
        alpha = np.where((s == s[0, 0]).all(axis=2, keepdims=True), 0, 255)
        add(f"rgb8_keyed{end}",
            put(s, 2, 8, extra=chunk(b"tRNS", struct.pack(">HHH", *s[0, 0]))),
            np.concatenate([s, alpha], axis=2).astype(np.uint8), "rgba8")
        s = draw(8, 2)
        add(f"grey_alpha8{end}", put(s, 4, 8), s[..., [0, 0, 0, 1]].astype(np.uint8), "rgba8")
        s = draw(16, 2)
        rounded = ((2 * 255 * s + 65535) // (2 * 65535)).astype(np.uint8)
        add(f"grey_alpha16{end}", put(s, 4, 16), rounded[..., [0, 0, 0, 1]], "rgba8")
        s = draw(16)
        add(f"grey16{end}", put(s, 0, 16), s.astype(">u2"), "grey16")
        add(f"grey16_keyed{end}",
            put(s, 0, 16, extra=chunk(b"tRNS", struct.pack(">H", int(s[0, 0, 0])))),
            s.astype(">u2"), "grey16")
    text = chunk(b"tEXt", b"Comment\0none") + chunk(b"gAMA", struct.pack(">I", 45455))
    s = draw(8, 3)
    add("rgb8_chunks", encode(s, 2, 8, extra=text), s.astype(np.uint8), "rgb8")
    write_json("formats.json", table)

    # Pillow reads them alike, but for 16 bits, which it cuts, and a transparent grey below 8 bits,
    # which it compares with samples that it has already stretched to 8.
    for entry in table:
        if "16" in entry["file"] or any(f"grey{bits}_keyed" in entry["file"] for bits in (1, 2, 4)):
            continue
        with Image.open(HERE / "formats" / entry["file"]) as picture:
            mode = {"grey8": "L", "rgb8": "RGB", "rgba8": "RGBA"}[entry["format"]]
            assert picture.convert(mode).tobytes().hex() == entry["pixels"], entry["file"]


def photo_vectors(folder):
    names = ["drawer_closed_real.png", "open_drawer_vlm_00.png"]
    table = []
    for name in names:
        picture = Image.open(Path(folder) / name)
        table.append({"file": name, "mode": picture.mode, "width": picture.width,
                      "height": picture.height, "crc32": zlib.crc32(picture.tobytes())})
    write_json("photos.json", table)


def write_json(name, table):
    lines = ",\n".join(json.dumps(entry) for entry in table)
    (HERE / name).write_text(f"[\n{lines}\n]\n")


if __name__ == "__main__":
    (HERE / "resize").mkdir(exist_ok=True)
    (HERE / "formats").mkdir(exist_ok=True)
    resize_vectors()
    format_vectors()
    photo_vectors(sys.argv[1])
