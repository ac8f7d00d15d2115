"""Measures simeval on the common scene `tabletop-v1`, alone or with its peers; prints JSON objects.

tabletop.py SIMEVAL SHARED SCENE ROUNDS [PEERS_PYTHON]

SHARED holds the bench that all renderers share, SCENE what its make_scene.py wrote. With a Python that has
the peers, its run.py takes turns with everyone; without, the same work is done by simeval alone. Speeds are
of one core's processor time, medians of the rounds.
"""
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

WORK = [  # level, size, shadows, samples, frames: as in run.py
    ("lo", "256x256", 0, 0, 100), ("lo", "256x256", 1, 0, 60), ("lo", "256x256", 1, 4, 60),
    ("lo", "640x480", 0, 0, 60), ("lo", "640x480", 1, 4, 40),
    ("hi", "256x256", 0, 0, 30), ("hi", "256x256", 1, 4, 20),
]
KEEPS = {"whole": "shadows", "kept": "all"}
PEERS = {"mujoco-osmesa": "mujoco_osmesa", "mujoco-egl": "mujoco_egl", "pybullet": "pybullet"}

program, shared, scene = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
rounds, peers = int(sys.argv[4]), sys.argv[5] if len(sys.argv) > 5 else None


def worker(level, size, shadows, samples, frames, *more):
    """The command that draws so."""
    return [program, "bench", "render", "--obj", str(scene / f"{level}.obj"), "--scene",
            str(scene / "tabletop-v1.json"), "--size", size, "--shadows", str(shadows), "--samples",
            str(samples), "--frames", str(frames), *more]


def run(command, cpus="0"):
    """What a worker says of its run, and how long it took from start to exit."""
    start = time.time()
    done = subprocess.run(["taskset", "-c", cpus, *command] if cpus else command, check=True,
                          stdout=subprocess.PIPE, env={**os.environ, "BENCH_START": str(start)})
    return {**json.loads(done.stdout), "wall_s": time.time() - start}


def alone():
    """Rows as run.py keeps them, and the episodes' times: of simeval only."""
    rows, episodes = [], {"kept": []}
    for _ in range(rounds):
        for work in WORK:
            for name, keep in KEEPS.items():
                rows.append({**run(worker(*work, "--keep", keep)), "peer": name})
        with tempfile.TemporaryDirectory() as folder:
            row = run(worker("lo", "256x256", 1, 0, 50, "--episode", folder), cpus=None)
            episodes["kept"].append((row["wall_s"], row["peak_mb"]))
    medians = {name: [statistics.median(v) for v in zip(*runs)] for name, runs in episodes.items()}
    return rows, medians


def with_peers():
    """The same, of everyone in turn."""
    placeholders = ("{size}", "{shadows}", "{samples}", "{frames}")
    also = []
    for name, keep in KEEPS.items():
        command = worker("lo", *placeholders, "--keep", keep)
        command[command.index("--obj") + 1] = "{obj}"
        also += ["--also", f"{name}=" + " ".join(command)]
    episode = worker("lo", "256x256", 1, 0, 50, "--episode", "{out}")
    with tempfile.TemporaryDirectory() as folder:
        raw = pathlib.Path(folder) / "raw"
        done = subprocess.run(
            [peers, str(shared / "run.py"), "--scene", str(scene), "--runs", str(rounds), "--cpus", "0",
             "--raw", str(raw), *also, "--also-episode", "kept=" + " ".join(episode)],
            check=True, stdout=subprocess.PIPE, text=True)
        rows = [json.loads(line) for line in raw.read_text().splitlines()]
    found = re.findall(r"^\| (\S+) \| ([\d.]+) s \| (\d+) MB \|$", done.stdout, re.M)
    return rows, {name: [float(wall), float(peak)] for name, wall, peak in found}


def say(**values):
    print(json.dumps(values), flush=True)


def median(rows, key):
    return statistics.median(row[key] for row in rows)


rows, episodes = with_peers() if peers else alone()
for level, size, shadows, samples, _ in WORK:
    line = {"bench": "tabletop", "level": level, "size": size, "shadows": bool(shadows), "samples": samples or 1}
    for name in [*KEEPS, *PEERS]:
        of = [row for row in rows if row["peer"] == name and row["level"] == level and row["size"] == size
              and row["shadows"] == bool(shadows) and row["samples"] == samples]
        if of:
            line[PEERS.get(name, name) + "_fps"] = round(1000 / median(of, "cpu_ms_per_frame"))
    say(**line)

first = {name: [row for row in rows if row["peer"] == name and row["level"] == "lo"
                and row["size"] == "256x256" and row["shadows"] and not row["samples"]]
         for name in ["kept", *PEERS]}
for name, of in first.items():
    if of:
        wall, peak = episodes.get(name, (None, None))
        say(bench="tabletop_episode", peer="simeval" if name == "kept" else PEERS[name],
            wall_s=wall and round(wall, 3), peak_mb=peak and round(peak, 1),
            first_frame_s=round(median(of, "process_start_to_first_frame_s"), 3))

# What fading shadows cost, in rounds of their own: the peers have no such thing.
for name, keep in KEEPS.items():
    times = {}
    for _ in range(rounds):
        for soft in (False, True):
            more = ["--keep", keep] + (["--soft-shadows"] if soft else [])
            times.setdefault(soft, []).append(run(worker("lo", "256x256", 1, 4, 60, *more)))
    hard, soft = (median(times[k], "cpu_ms_per_frame") for k in (False, True))
    say(bench="shadow_filter", drawn=name, hard_ms=hard, soft_ms=soft)
