#!/usr/bin/env python3
"""Makes the vectors of this folder: run in it, with OpenCV and numpy as in README.md."""
import json

import cv2
import numpy as np

LENSES = [
    [-0.28, 0.07, 0.0, 0.0], [0.25, 0.05, 0.002, -0.003], [-0.1, 0.0, 0.01, 0.0],
    [0.0, 0.0, 0.0, 0.02], [0.05, -0.2, -0.004, 0.006],
]


def lenses():
    """Rays, and where OpenCV's projectPoints puts them: (lens, [x, y, x seen, y seen] ...)."""
    x, y = np.meshgrid(np.linspace(-0.55, 0.55, 7), np.linspace(-0.42, 0.42, 5))
    rays = np.stack([x.ravel(), y.ravel(), np.ones(x.size)], axis=1)
    table = []
    for lens in LENSES:
        seen, _ = cv2.projectPoints(rays, np.zeros(3), np.zeros(3), np.eye(3), np.array(lens))
        points = np.concatenate([rays[:, :2], seen[:, 0]], axis=1)
        table.append({"lens": lens, "points": [[float(v) for v in p] for p in points]})
    lines = ",\n".join(json.dumps(entry) for entry in table)
    open("lenses.json", "w").write(f"[\n{lines}\n]\n")


def linear(picture):
    v = picture / 255.0
    return np.where(v <= 0.04045, v / 12.92, ((v + 0.055) / 1.055) ** 2.4)


def coded(light):
    light = np.clip(light, 0, 1)
    v = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.rint(255 * v).astype(np.uint8)


def pictures():
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:60, 0:80]
    source = np.stack([3 * x, 4 * y, 255 - 3 * x], axis=2)
    for _ in range(12):
        left, top = rng.integers(0, 70), rng.integers(0, 50)
        source[top:top + rng.integers(3, 25), left:left + rng.integers(3, 25)] = rng.integers(0, 256, 3)
    source = np.clip(source, 0, 255).astype(np.uint8)
    light = linear(source)
    save("source", source)

    for name, deviation in (("blur_0.7", 0.7), ("blur_2.5", 2.5)):
        side = 2 * int(np.ceil(4 * deviation)) + 1
        save(name, coded(cv2.GaussianBlur(light, (side, side), deviation,
                                          borderType=cv2.BORDER_REPLICATE)))

    # OpenCV's pixel centres lie at whole numbers, so its principal point is half a pixel less.
    camera = np.array([[90.0, 0, 41.3 - 0.5], [0, 92.0, 29.1 - 0.5], [0, 0, 1]])
    lens = np.array(LENSES[1])
    seen = np.stack(np.meshgrid(np.arange(80.0), np.arange(60.0)), axis=2).reshape(-1, 1, 2)
    criteria = (cv2.TERM_CRITERIA_COUNT + cv2.TERM_CRITERIA_EPS, 200, 1e-13)
    place = cv2.undistortPoints(seen, camera, lens, R=np.eye(3), P=camera, criteria=criteria)
    place = place.reshape(60, 80, 2).astype(np.float32)
    assert (place >= 0).all() and (place[..., 0] <= 79).all() and (place[..., 1] <= 59).all()
    # OpenCV's own remap rounds places to 1/32 pixel.
    whole = np.minimum(np.floor(place).astype(int), [78, 58])
    part = place - whole
    (i, j), (u, v) = np.moveaxis(whole, 2, 0), np.moveaxis(part[..., None], 2, 0)
    above = light[j, i] * (1 - u) + light[j, i + 1] * u
    below = light[j + 1, i] * (1 - u) + light[j + 1, i + 1] * u
    save("lens", coded(above * (1 - v) + below * v))

    save("balance", coded(1.3 * light * np.array([1.1, 1.0, 0.7])))
    spot = (x + 0.5 - 41.3) ** 2 + (y + 0.5 - 29.1) ** 2
    save("vignetting", coded(light * (1 - 0.4 * spot / (41.3 ** 2 + 30.9 ** 2))[..., None]))


def save(name, picture):
    cv2.imwrite(f"{name}.png", picture[..., ::-1], [cv2.IMWRITE_PNG_COMPRESSION, 9])


if __name__ == "__main__":
    lenses()
    pictures()
