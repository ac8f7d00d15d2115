"""A station as the photos need it: its scene, its arm, its camera, and where keypoints are in a picture."""

import json
import os
import pathlib
import subprocess
import tempfile

import numpy as np
import yaml
from PIL import Image
from scipy.spatial.transform import Rotation

ROOT = pathlib.Path(__file__).resolve().parents[2]
BESIDE = pathlib.Path(__file__).resolve().parent

# The WidowX 250s: each joint's link, where its frame is in the link before it, and its axis.
JOINTS = [
    ("shoulder_link", (0, 0, 0.072), 2),
    ("upper_arm_link", (0, 0, 0.03865), 1),
    ("upper_forearm_link", (0.04975, 0, 0.25), 1),
    ("lower_forearm_link", (0.175, 0, 0), 0),
    ("wrist_link", (0.075, 0, 0), 1),
    ("gripper_link", (0.065, 0, 0), 0),
]
FINGERS_SHUT, FINGERS_OPEN = 0.015, 0.037

# What a photo's objects are called in the scenes' labels, and where its keypoints are.
OBJECTS = yaml.safe_load((BESIDE / "objects.yaml").read_text())
POINTS = yaml.safe_load((BESIDE / "points.yaml").read_text())


# The scene that a photo shows, by an object that is in no other.
SCENES = {
    "cabinet_body": ("autoeval/open_drawer", {"slides": {"drawer": 0.02}}),
    "basin": ("autoeval/put_eggplant_in_basket", {}),
    "cloth": ("probe/cloth_folded", {}),
}


def states_file(folder):
    """Where the states of a folder's photos are kept: in it, or else beside this file."""
    own = pathlib.Path(folder) / "states.json"
    return own if own.exists() else BESIDE / "states.json"


def read_states(folder, annotations):
    """What each annotated photo shows; one that is new begins with its scene alone, in a group of its
    own."""
    known, states = json.loads(states_file(folder).read_text()), {}
    for file, annotation in annotations.items():
        name = pathlib.Path(file).stem
        scene = next((SCENES[thing] for thing in annotation["objects"] if thing in SCENES), None)
        if name in known:
            states[name] = known[name]
        elif scene:
            states[name] = {"scene": scene[0], "group": name, "state": scene[1]}
    return states


def transform(rotation, translation):
    X = np.eye(4)
    X[:3, :3], X[:3, 3] = rotation, translation
    return X


class Station:
    """A scene's bodies and camera, read from its file."""

    def __init__(self, scene):
        self.scene = scene
        self.file = yaml.safe_load((ROOT / "scenes" / f"{scene}.yaml").read_text())
        self.bodies = self.file["bodies"]
        self.camera_name, camera = next(iter(self.file["cameras"].items()))
        self.size = np.array(camera["size_px"], float)
        self.focal = np.array(camera["focal_px"])
        self.centre = np.array(camera["centre_px"])
        self.camera = camera_vector(camera)

    def body(self, name, state):
        """A body's frame in the arm's base."""
        body = self.bodies[name]
        if "slides" in body:
            joint = body["slides"]
            along = state.get("slides", {}).get(name, joint["start"]) * np.array(joint["along"], float)
            return self.body(joint["in"], state) @ transform(np.eye(3), along)
        body = state.get("bodies", {}).get(name, body)
        turn = Rotation.from_euler("z", body.get("yaw_deg", 0), degrees=True).as_matrix()
        return transform(turn, body["at"])

    def project(self, points, camera):
        """Points of the arm's base in a picture of 256x256, and how far away they are."""
        R, p = Rotation.from_rotvec(camera[3:]).as_matrix(), camera[:3]
        seen = (np.atleast_2d(points) - p) @ R
        place = seen[:, :2] / seen[:, 2:] * self.focal + self.centre
        return place * (256 / self.size), seen[:, 2]

    def keypoint(self, point, state, links, camera):
        """Where one keypoint of `points.yaml` is in the picture."""
        X = links[point["link"]] if "link" in point else self.body(point["body"], state)
        at = np.array(point["at"], float)
        if "radius" in point:
            angle = np.linspace(0, 2 * np.pi, 181)
            ring = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
            at = at + point["radius"] * ring
        elif "corners" in point:
            at = at + rounded(point["corners"], point["rounding"])
        place, _ = self.project(at @ X[:3, :3].T + X[:3, 3], camera)
        return pick(place, point.get("extreme"))


def rounded(size, radius):
    """The outline of a level rounded rectangle about the origin."""
    angle = np.linspace(0, 2 * np.pi, 181)
    turn = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    corner = np.append(np.array(size) / 2 - radius, 0)
    return np.sign(turn) * corner + radius * turn


def pick(place, extreme):
    """The place of a set of points that lies farthest to one side of the picture."""
    if extreme is None:
        return place[0]
    axis, sign = {"left": (0, -1), "right": (0, 1), "top": (1, -1), "bottom": (1, 1)}[extreme]
    return place[np.argmax(sign * place[:, axis])]


def camera_vector(camera):
    """Position and rotation vector of a camera (x right, y down, z forward)."""
    w, x, y, z = camera["quaternion_wxyz"]
    return np.concatenate([camera["at"], Rotation.from_quat([x, y, z, w]).as_rotvec()])


def camera_entry(vector):
    """The same as a scene file writes it."""
    x, y, z, w = Rotation.from_rotvec(vector[3:]).as_quat()
    return {
        "at": [round(float(v), 4) for v in vector[:3]],
        "quaternion_wxyz": [round(float(v), 6) for v in (w, x, y, z)],
    }


def links(joints, opening):
    """The frames of the arm's links in its base."""
    X, frames = np.eye(4), {"base_link": np.eye(4)}
    for angle, (name, offset, axis) in zip(joints, JOINTS):
        turn = Rotation.from_euler("xyz"[axis], angle).as_matrix()
        X = X @ transform(turn, offset)
        frames[name] = X
    frames["gripper_bar_link"] = X @ transform(np.eye(3), (0.043, 0, 0))
    travel = FINGERS_SHUT + opening * (FINGERS_OPEN - FINGERS_SHUT)
    for name, side in (("left_finger_link", 1), ("right_finger_link", -1)):
        frames[name] = X @ transform(np.eye(3), (0.066, side * travel, 0))
    frames["tool"] = X @ transform(np.eye(3), (0.093575, 0, 0))
    return frames


def draw(scene, state):
    """simeval's picture of a state as the station sends it, 256x256, and labels at four times that.

    $SIMEVAL names another simeval than this checkout's.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = {name: os.path.join(folder, name) for name in ("state.yaml", "a.png", "b.png", "c.png")}
        pathlib.Path(files["state.yaml"]).write_text(yaml.safe_dump(state))
        base = [str(ROOT / "scripts" / "simeval"), "render", scene, "--state", files["state.yaml"]]
        base[0] = os.environ.get("SIMEVAL", base[0])
        subprocess.run([*base, "-o", files["a.png"]], check=True, stdout=subprocess.DEVNULL)
        truth = ["--size", "1024x1024", "--labels", files["c.png"], "-o", files["b.png"]]
        subprocess.run([*base, *truth], check=True, stdout=subprocess.DEVNULL)
        picture = np.array(Image.open(files["a.png"]).convert("RGB"))
        labels = np.array(Image.open(files["c.png"]))
        names = json.loads(pathlib.Path(files["c.png"] + ".json").read_text())
    return picture, labels, names
