"""Compares what simeval draws with real photos: keypoints, masks and colours."""

import argparse
import json
import pathlib
import sys

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

import station as st

MEDIAN, WORST, COLOUR = 2.5, 8.0, 12.0


def main():
    parser = argparse.ArgumentParser(prog="photo-score", description=__doc__)
    parser.add_argument("--photos", default=st.ROOT / "../shared/reference/photos", type=pathlib.Path)
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")
    parser.add_argument("--out", default="photo-score", type=pathlib.Path, help="where the pictures go")
    options = parser.parse_args()
    if not (options.photos / "annotations.json").exists():
        sys.exit(f"error: no annotations.json in {options.photos}. Name the photos' folder with --photos.")
    annotations = json.loads((options.photos / "annotations.json").read_text())
    options.out.mkdir(parents=True, exist_ok=True)
    scores = {}
    for name, entry in st.read_states(options.photos, annotations).items():
        if "joints_rad" in entry["state"]:
            scores[name] = score(name, entry, annotations[f"{name}.png"], options)
        else:
            print(f"{name} is new. Fit it with scripts/fit-camera --write.", file=sys.stderr)
    if not scores:
        sys.exit(f"error: no photo in {options.photos} has a fitted state. Run scripts/fit-camera --write.")
    met = all(check["met"] for one in scores.values() for check in one["checks"])
    if options.json:
        print(json.dumps({"photos": scores, "met": met}))
    else:
        print(table(scores))
    sys.exit(0 if met else 1)


def score(name, entry, annotation, options):
    picture, labels, names = st.draw(entry["scene"], entry["state"])
    photo = np.array(Image.open(options.photos / f"{name}.png").convert("RGB"))
    keypoints = keypoint_errors(entry, annotation)
    sizes = np.array(list(keypoints.values()))
    result = {
        "keypoints": len(sizes),
        "median_px": round(float(np.median(sizes)), 2),
        "worst_px": round(float(sizes.max()), 2),
        "worst": max(keypoints, key=keypoints.get),
        "objects": {},
    }
    outlines = []
    for label, known in st.OBJECTS.items():
        path = options.photos / "masks" / name / f"{label}.png"
        if not path.exists():
            continue
        real = np.array(Image.open(path)) >= 128
        drawn = mask(labels, names, known)
        outlines.append((real, drawn))
        result["objects"][label] = compare(real, drawn, photo, picture, annotation["mean_rgb"].get(label))
    result["checks"] = checks(result, entry.get("dithered", False))
    side_by_side(photo, picture, outlines).save(options.out / f"{name}.png")
    return result


def keypoint_errors(entry, annotation):
    """How far each visible keypoint is from where we draw it. Pixels of 256x256."""
    scene, state = st.Station(entry["scene"]), entry["state"]
    frames = st.links(state["joints_rad"], state["opening"])
    camera = scene.camera
    if scene.camera_name in state.get("cameras", {}):
        camera = st.camera_vector(state["cameras"][scene.camera_name])
    errors = {}
    for key, place in annotation["keypoints"].items():
        if annotation["keypoint_visibility"][key] == "visible" and key in st.POINTS:
            ours = scene.keypoint(st.POINTS[key], state, frames, camera)
            errors[key] = float(np.hypot(*(ours - place)))
    return errors


def mask(labels, names, known):
    """Where an object is in the drawn picture, at 256x256: half a pixel's area or more."""
    wanted = [names[label] for label in known["labels"] if label in names]
    whole = np.isin(labels, wanted)
    side = labels.shape[0] // 256
    return whole.reshape(256, side, 256, side).mean(axis=(1, 3)) >= 0.5


def compare(real, drawn, photo, picture, mean):
    union = (real | drawn).sum()
    inside = ndimage.binary_erosion(drawn) if ndimage.binary_erosion(drawn).any() else drawn
    result = {"iou": round(float((real & drawn).sum() / union), 3) if union else None}
    if drawn.any() and mean is not None:
        ours = picture[inside].mean(axis=0)
        result["rgb"] = [round(float(v)) for v in ours]
        result["photo_rgb"] = [round(v) for v in mean]
        result["colour_de76"] = round(float(np.linalg.norm(lab(ours) - lab(mean))), 1)
    return result


def lab(rgb):
    """CIE L*a*b* (D65) of an 8-bit sRGB colour."""
    value = np.array(rgb, float) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                    [0.0193339, 0.1191920, 0.9503041]]) @ linear / [0.95047, 1, 1.08883]
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def checks(result, dithered):
    """What is asked of a photo, and whether it is met."""
    found = [
        ("median_px", result["median_px"], MEDIAN, result["median_px"] <= MEDIAN),
        ("worst_px", result["worst_px"], WORST, result["worst_px"] <= WORST),
    ]
    for label, values in result["objects"].items():
        least = st.OBJECTS[label].get("want")
        if least is not None:
            found.append((f"iou {label}", values["iou"], least, (values["iou"] or 0) >= least))
        if not dithered and "colour_de76" in values:
            far = values["colour_de76"]
            found.append((f"colour {label}", far, COLOUR, far <= COLOUR))
    return [dict(zip(("what", "value", "target", "met"), check)) for check in found]


def table(scores):
    lines = []
    for name, one in scores.items():
        lines.append(
            f"{name}: {one['keypoints']} keypoints, median {one['median_px']:.2f} px, "
            f"worst {one['worst_px']:.2f} px ({one['worst']})")
        lines.append(f"  {'object':18}{'IoU':>7}{'want':>7}{'dE76':>7}  ours / photo")
        for label, values in one["objects"].items():
            want = st.OBJECTS[label].get("want")
            rgb = f"{values['rgb']} / {values['photo_rgb']}" if "rgb" in values else ""
            lines.append(
                f"  {label:18}{values['iou'] or 0:7.3f}{want or '':>7}"
                f"{values.get('colour_de76', ''):>7}  {rgb}")
        missed = [check["what"] for check in one["checks"] if not check["met"]]
        lines.append("  missed: " + (", ".join(missed) or "nothing"))
    return "\n".join(lines)


def side_by_side(photo, picture, outlines, scale=2):
    """Photo, render, blend and outlines (photo's green, ours red)."""
    edges = photo.copy()
    big = Image.fromarray(edges).resize((256 * scale,) * 2, Image.BICUBIC)
    drawing = np.array(big)
    for real, drawn in outlines:
        for region, colour in ((real, (0, 255, 0)), (drawn, (255, 0, 0))):
            large = np.kron(region, np.ones((scale, scale), bool))
            drawing[large & ~ndimage.binary_erosion(large)] = colour
    blend = ((photo.astype(int) + picture) // 2).astype(np.uint8)
    panels = [Image.fromarray(p).resize((256 * scale,) * 2, Image.BICUBIC) for p in (photo, picture, blend)]
    panels.append(Image.fromarray(drawing))
    sheet = Image.new("RGB", (256 * scale * 4, 256 * scale + 16), (255, 255, 255))
    text = ImageDraw.Draw(sheet)
    for k, (panel, title) in enumerate(zip(panels, ("photo", "render", "blend", "outlines: photo green, ours red"))):
        sheet.paste(panel, (256 * scale * k, 16))
        text.text((256 * scale * k + 4, 2), title, fill=(0, 0, 0))
    return sheet


if __name__ == "__main__":
    main()
