"""Writes rotations.csv and distances.json beside itself. Needs NumPy and SciPy; takes minutes."""

import json
import pathlib

import numpy as np
from scipy.optimize import minimize
from scipy.spatial import ConvexHull
from scipy.spatial.transform import Rotation

HERE = pathlib.Path(__file__).parent
KINDS = ["box", "cylinder", "cone", "capsule", "sphere", "prism", "roundedBox"]


# Rotations


def rotation_vectors(rng):
    vectors = [np.zeros(3), np.array([1e-9, 0, 0]), np.array([0, 1e-7, -1e-7])]
    for axis in np.eye(3):
        vectors += [s * np.pi / 2 * axis for s in (1, -1)] + [np.pi * axis]
    for _ in range(100):
        axis = rng.normal(size=3)
        vectors.append(axis / np.linalg.norm(axis) * rng.uniform(0, np.pi))
    for _ in range(10):
        axis = rng.normal(size=3)
        vectors.append(axis / np.linalg.norm(axis) * (np.pi - 10.0 ** rng.uniform(-8, -3)))
    return vectors


def write_rotations():
    rng = np.random.default_rng(20261121)
    header = "ax,ay,az,bx,by,bz,qw,qx,qy,qz,roll,pitch,yaw"
    header += "".join(f",m{i}{j}" for i in range(3) for j in range(3)) + ",px,py,pz"
    lines = [header]
    for a in rotation_vectors(rng):
        b = rng.normal(size=3)
        A, product = Rotation.from_rotvec(a), Rotation.from_rotvec(a) * Rotation.from_rotvec(b)
        x, y, z, w = A.as_quat(canonical=True)
        vertical = abs(abs(A.as_matrix()[2, 0]) - 1) < 1e-12
        rpy = [np.nan] * 3 if vertical else A.as_euler("xyz")
        row = [*a, *b, w, x, y, z, *rpy, *A.as_matrix().ravel(), *product.as_rotvec()]
        lines.append(",".join(repr(float(v)) for v in row))
    (HERE / "rotations.csv").write_text("\n".join(lines) + "\n")


# Bodies: a core, all of which lies within a margin of


def random_shape(rng, kind, scale):
    def length():
        return float(rng.uniform(0.02, 0.2)) * scale

    if kind == "sphere":
        return {"kind": kind, "numbers": [length()]}
    if kind in ("cylinder", "capsule"):
        return {"kind": kind, "numbers": [length(), length()]}
    numbers = [length(), length(), length()]
    if kind == "cone" and rng.random() < 0.25:
        numbers[int(rng.integers(2))] = 0.0
    if kind == "roundedBox":
        numbers.append(float(rng.uniform(0.05, 0.5)) * min(numbers))
    if kind == "prism":
        count, radius = int(rng.integers(3, 9)), numbers[0]
        steps = np.sort(rng.uniform(0, 0.8, count)) + np.arange(count)
        outline = [[radius * np.cos(t), radius * np.sin(t)] for t in 2 * np.pi / count * steps]
        numbers = [numbers[1]] + [float(v) for p in outline for v in p]
    return {"kind": kind, "numbers": numbers}


def margin(shape):
    kind, n = shape["kind"], shape["numbers"]
    return n[0] if kind in ("capsule", "sphere") else n[3] if kind == "roundedBox" else 0.0


def core_corners(shape):
    """The corners of the core, or None where it is curved."""
    kind, n = shape["kind"], shape["numbers"]
    cube = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)])
    if kind == "box":
        return cube * n
    if kind == "roundedBox":
        return cube * (np.array(n[:3]) - 2 * n[3])
    if kind == "capsule":
        return np.array([[0, 0, -n[1] / 2], [0, 0, n[1] / 2]])
    if kind == "sphere":
        return np.zeros((1, 3))
    if kind == "prism":
        outline = np.array(n[1:]).reshape(-1, 2)
        return np.array([[x, y, z] for x, y in outline for z in (-n[0] / 2, n[0] / 2)])
    return None


def core_reach(shape, d):
    """The greatest x . d over the core, for each row of d."""
    kind, n = shape["kind"], shape["numbers"]
    corners = core_corners(shape)
    if corners is not None:
        return (d @ corners.T).max(1)
    across = np.hypot(d[:, 0], d[:, 1])
    if kind == "cylinder":
        return n[0] * across + n[1] / 2 * abs(d[:, 2])
    low, high = n[0] * across - n[2] / 2 * d[:, 2], n[1] * across + n[2] / 2 * d[:, 2]
    return np.maximum(low, high)


def core_radius(shape):
    corners, n = core_corners(shape), shape["numbers"]
    if corners is not None:
        return np.linalg.norm(corners, axis=1).max()
    return np.hypot(max(n[:-1]), n[-1] / 2)


def frame(pose):
    w, x, y, z = pose["q"]
    return Rotation.from_quat([x, y, z, w]).as_matrix(), np.array(pose["p"])


# Three ways to the distance of two cores


def triangle_distances(t):
    a, b, c = t[:, 0], t[:, 1], t[:, 2]

    def segment(p, q):
        d = q - p
        whole = (d * d).sum(1)
        share = np.clip(-(p * d).sum(1) / np.where(whole > 0, whole, 1), 0, 1)
        return np.linalg.norm(p + share[:, None] * d, axis=1)

    edges = np.minimum(np.minimum(segment(a, b), segment(b, c)), segment(c, a))
    n = np.cross(b - a, c - a)
    squared = (n * n).sum(1)
    over = squared > 1e-30
    for p, q in ((a, b), (b, c), (c, a)):
        over &= (n * np.cross(q - p, -p)).sum(1) >= 0
    plane = abs((n * a).sum(1)) / np.sqrt(np.where(squared > 1e-30, squared, 1))
    return np.where(over, np.minimum(plane, edges), edges)


def by_hull(case):
    """Flat-sided: Qhull's hull of all differences of corners; exact. None where it is flat."""
    (Ra, pa), (Rb, pb) = frame(case["X_WA"]), frame(case["X_WB"])
    a = core_corners(case["a"]) @ Ra.T + pa
    b = core_corners(case["b"]) @ Rb.T + pb
    differences = (a[:, None] - b[None]).reshape(-1, 3)
    try:
        hull = ConvexHull(differences)
    except Exception:
        return None
    deepest = hull.equations[:, 3].max()
    if deepest <= 0:
        return float(deepest)
    return float(triangle_distances(differences[hull.simplices]).min())


def by_search(case):
    """The least way out over all directions: a dense start, then a random walk downhill."""
    (Ra, pa), (Rb, pb) = frame(case["X_WA"]), frame(case["X_WB"])

    def depth(n):
        return core_reach(case["b"], n @ Rb) + n @ pb + core_reach(case["a"], -n @ Ra) - n @ pa

    rng = np.random.default_rng(0)
    i = np.arange(20000) + 0.5
    polar, around = np.arccos(1 - i / 10000), np.pi * (1 + 5**0.5) * i
    rings = np.sin(polar)
    start = np.c_[np.cos(around) * rings, np.sin(around) * rings, np.cos(polar)]
    start = np.r_[start, Ra.T, -Ra.T, Rb.T, -Rb.T]
    depths = depth(start)
    best = np.inf
    for k in np.argsort(depths)[:60:6]:
        n, d, width = start[k], depths[k], 0.02
        while width > 1e-10:
            tries = n + width * rng.normal(size=(200, 3))
            tries /= np.linalg.norm(tries, axis=1)[:, None]
            found = depth(tries)
            least = found.argmin()
            if found[least] < d:
                n, d = tries[least], found[least]
            else:
                width *= 0.8
        best = min(best, d)
    return -float(best)


def limits(shape, start):
    """What holds for a point of the core, at x[start:start+3], as inequalities for SLSQP."""
    kind, n = shape["kind"], shape["numbers"]
    at = slice(start, start + 3)
    planes, found = [], []
    axes = np.eye(3)
    if kind in ("box", "roundedBox"):
        half = np.array(n[:3]) / 2 - margin(shape)
        planes = [(s * axes[k], half[k]) for k in range(3) for s in (1, -1)]
    elif kind == "prism":
        outline = np.array(n[1:]).reshape(-1, 2)
        planes = [(axes[2], n[0] / 2), (-axes[2], n[0] / 2)]
        for p, q in zip(outline, np.roll(outline, -1, 0)):
            m = np.array([q[1] - p[1], p[0] - q[0], 0]) / np.linalg.norm(q - p)
            planes.append((m, m[:2] @ p))
    elif kind == "sphere":
        found = [{"type": "eq", "fun": lambda x: x[at]}]
    else:
        half = n[-1] / 2
        planes = [(axes[2], half), (-axes[2], half)]
        low, high = {"cone": n[:2], "cylinder": [n[0], n[0]], "capsule": [0, 0]}[kind]
        if kind == "capsule":
            found = [{"type": "eq", "fun": lambda x: x[at][:2]}]
        else:
            radius = lambda z: (low * (half - z) + high * (half + z)) / (2 * half)
            across = lambda x: np.sqrt(x[at][0] ** 2 + x[at][1] ** 2 + 1e-24)
            found = [{"type": "ineq", "fun": lambda x: radius(x[at][2]) - across(x)}]
    return found + [
        {"type": "ineq", "fun": lambda x, m=m, far=far: far - m @ x[at]} for m, far in planes
    ]


def by_programming(case):
    """Apart: the least distance of two points, each held in its core."""
    (Ra, pa), (Rb, pb) = frame(case["X_WA"]), frame(case["X_WB"])

    def squared(x):
        return 100 * ((Ra @ x[:3] + pa - Rb @ x[3:] - pb) ** 2).sum()

    constraints = limits(case["a"], 0) + limits(case["b"], 3)
    options = {"ftol": 1e-18, "maxiter": 500}
    found = minimize(
        squared, np.zeros(6), constraints=constraints, method="SLSQP", options=options)
    return float(np.sqrt(found.fun / 100))


def true_distance(case):
    both = [case["a"], case["b"]]
    found = None
    if all(core_corners(s) is not None for s in both):
        found = by_hull(case)
    if found is None:
        found = by_search(case)
        if found > 1e-4:
            found = by_programming(case)
    return found - sum(margin(s) for s in both)


def random_pose(rng, position):
    q = rng.normal(size=4)
    if rng.random() < 0.3:  # Quarter turns, so that faces and edges are parallel.
        q = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [1, 0, 1, 0], [1, 1, 1, 1]][rng.integers(4)])
    q = q / np.linalg.norm(q)
    return {"q": [float(v) for v in q], "p": [float(v) for v in position]}


def random_case(rng, kind_a, kind_b):
    # One in four pairs a body with one fifty times its size.
    scales = [1, 1] if rng.random() < 0.75 else [[0.1, 5], [5, 0.1]][rng.integers(2)]
    a, b = random_shape(rng, kind_a, scales[0]), random_shape(rng, kind_b, scales[1])
    position, direction = 0.3 * rng.normal(size=3), rng.normal(size=3)
    direction /= np.linalg.norm(direction)
    far = core_radius(a) + margin(a) + core_radius(b) + margin(b)
    away = position + far * rng.uniform(0.1, 1.3) * direction
    case = {"a": a, "b": b}
    case |= {"X_WA": random_pose(rng, position), "X_WB": random_pose(rng, away)}
    return case | {"distance": true_distance(case)}


def write_distances():
    rng = np.random.default_rng(20261121)
    cases = [
        random_case(rng, a, b) for a in KINDS for b in KINDS for _ in range(8)
    ]
    lines = ",\n".join(json.dumps(c) for c in cases)
    (HERE / "distances.json").write_text("[\n" + lines + "\n]\n")


if __name__ == "__main__":
    write_rotations()
    write_distances()
