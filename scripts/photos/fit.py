"""Fits a camera to each group of photos and the arm's joints and what slides to each photo."""

import argparse
import json
import pathlib
import sys

import numpy as np
from scipy.optimize import least_squares

import station as st

# Where a fit begins: the tool level above the table, the hand pointing down.
START = [0.0, -0.29, 0.35, 0.0, 1.51, 0.0]
# How far from the start each joint may be thought to stray, radians; the station keeps the hand
# pointing down, so the roll of the forearm and the sum of the pitches stray little. How far away the
# hand is shows weakly in the picture; that the elbow stays out of it says more.
ROLL, PITCH, SHOULDER = 0.03, 0.07, 0.08
# What the camera was nudged by: metres and radians.
NUDGE, TURN = 0.05, 0.10
# The weight of a keypoint by its visibility.
WEIGHT = {"visible": 1.0, "partial": 0.5}
# What the keypoints of a picture from a GIF count for, whose accuracy is half that of a photo's.
DITHERED = 0.5


class Photo:
    def __init__(self, name, annotation, entry):
        self.name, self.entry = name, entry
        self.station = st.Station(entry["scene"])
        scale = DITHERED if entry.get("dithered") else 1.0
        self.seen = {
            key: (np.array(place), scale * WEIGHT[annotation["keypoint_visibility"][key]])
            for key, place in annotation["keypoints"].items()
            if annotation["keypoint_visibility"][key] in WEIGHT and key in st.POINTS
        }
        self.sliding = sorted(entry.get("state", {}).get("slides", {}))
        state = entry.get("state", {})
        self.guess = np.array(
            [*state.get("joints_rad", START), state.get("opening", 0.8),
             *(state["slides"][name] for name in self.sliding)])

    def state(self, x):
        state = dict(self.entry.get("state", {}))
        state["joints_rad"] = [round(float(v), 4) for v in x[:6]]
        state["opening"] = round(float(x[6]), 3)
        if self.sliding:
            state["slides"] = {name: round(float(v), 4) for name, v in zip(self.sliding, x[7:])}
        return state

    def errors(self, x, camera):
        state = dict(self.entry.get("state", {}))
        state["slides"] = dict(zip(self.sliding, x[7:]))
        frames = st.links(x[:6], x[6])
        return {
            key: (self.station.keypoint(st.POINTS[key], state, frames, camera) - place, weight)
            for key, (place, weight) in self.seen.items()
        }

    def priors(self, x):
        hand_down = x[1] + x[2] + x[4] - np.pi / 2
        return [x[1] / SHOULDER, x[3] / ROLL, hand_down / PITCH, x[5] / 0.5, (x[6] - 0.8) / 0.5]


def fit_group(photos, camera):
    """The camera and each photo's numbers that suit the keypoints best."""
    spread = np.array([NUDGE] * 3 + [TURN] * 3)
    widths = [len(photo.guess) for photo in photos]
    cuts = np.cumsum([6, *widths])

    def residuals(x):
        moved = camera + x[:6]
        parts = [x[:6] / spread]
        for photo, begin, end in zip(photos, cuts, cuts[1:]):
            own = x[begin:end]
            errors = photo.errors(own, moved)
            parts += [error * weight for error, weight in errors.values()] + [photo.priors(own)]
        return np.concatenate(parts)

    start = np.concatenate([np.zeros(6), *(photo.guess for photo in photos)])
    lower, upper = np.full(len(start), -np.inf), np.full(len(start), np.inf)
    for begin, end, photo in zip(cuts, cuts[1:], photos):
        lower[begin : begin + 6], upper[begin : begin + 6] = -3.14, 3.14
        lower[begin + 6], upper[begin + 6] = -1e-9, 1 + 1e-9
        for k, name in enumerate(photo.sliding):
            low, high = photo.station.bodies[name]["slides"]["range"]
            lower[begin + 7 + k], upper[begin + 7 + k] = low - 1e-9, high + 1e-9
    start = np.clip(start, lower + 1e-6, upper - 1e-6)
    fit = least_squares(residuals, start, bounds=(lower, upper), loss="soft_l1")
    return camera + fit.x[:6], [fit.x[a:b] for a, b in zip(cuts, cuts[1:])]


def main():
    parser = argparse.ArgumentParser(prog="fit-camera", description=__doc__)
    parser.add_argument("--photos", default=st.ROOT / "../shared/reference/photos", type=pathlib.Path)
    parser.add_argument("--group", action="append", help="only this group of photos; may be repeated")
    parser.add_argument("--write", action="store_true", help="keep the result in states.json")
    options = parser.parse_args()
    annotations = json.loads((options.photos / "annotations.json").read_text())
    states = st.read_states(options.photos, annotations)
    groups = {}
    for name, entry in states.items():
        groups.setdefault(entry["group"], []).append(name)
    for group, names in groups.items():
        if options.group and group not in options.group:
            continue
        photos = [Photo(name, annotations[f"{name}.png"], states[name]) for name in names]
        camera, numbers = fit_group(photos, photos[0].station.camera)
        show(group, photos, camera, numbers)
        for photo, x in zip(photos, numbers):
            state = photo.state(x)
            state["cameras"] = {photo.station.camera_name: st.camera_entry(camera)}
            states[photo.name]["state"] = state
    if options.write:
        file = st.states_file(options.photos)
        file.write_text(json.dumps(json.loads(file.read_text()) | states, indent=1) + "\n")


def show(group, photos, camera, numbers):
    entry = st.camera_entry(camera)
    print(f"{group}: camera at {entry['at']}, quaternion_wxyz {entry['quaternion_wxyz']}")
    for photo, x in zip(photos, numbers):
        errors = {key: error for key, (error, _) in photo.errors(x, camera).items()}
        sizes = np.array([np.hypot(*error) for error in errors.values()])
        state = photo.state(x)
        print(f"  {photo.name}: median {np.median(sizes):.2f} px, worst {sizes.max():.2f} px")
        print(f"    joints_rad {state['joints_rad']}, opening {state['opening']}", state.get("slides", ""))
        for key, error in sorted(errors.items(), key=lambda pair: -np.hypot(*pair[1]))[:6]:
            print(f"    {key:36} {error[0]:6.1f} {error[1]:6.1f}")


if __name__ == "__main__":
    sys.exit(main())
