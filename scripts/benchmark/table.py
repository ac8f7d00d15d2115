"""Turns the JSON objects of scripts/bench, on standard input, into the tables of README."""
import json
import sys

PEERS = {"mujoco_osmesa": "MuJoCo, OSMesa", "mujoco_egl": "MuJoCo, EGL", "pybullet": "PyBullet"}
lines = [json.loads(line) for line in sys.stdin if line.startswith("{")]


def of(bench):
    return [line for line in lines if line["bench"] == bench]


def table(title, columns, rows):
    """Markdown; the first column is words, the others are numbers."""
    if not rows:
        return
    print(f"\n{title}\n\n| {' | '.join(columns)} |\n|---|" + "---:|" * (len(columns) - 1))
    for row in rows:
        print(f"| {' | '.join(row)} |")


def beside(rows, key, text):
    """simeval's figure and, in brackets, those of the peers that ran too."""
    ours = next(row for row in rows if row["peer"] == "simeval")
    peers = [f"{PEERS[row['peer']]}: {text(row[key])}" for row in rows
             if row["peer"] != "simeval" and row[key]]
    return text(ours[key]) + (f" ({'; '.join(peers)})" if peers else "")


def tabletop():
    rows = of("tabletop")
    peers = [name for name in PEERS if any(name + "_fps" in row for row in rows)]
    cells = []
    for row in rows:
        best = max((row.get(name + "_fps", 0) for name in peers), default=0)
        samples = f"{row['samples']} sample{'s' if row['samples'] > 1 else ''}"
        cells.append([f"`{row['level']}` {row['size']}, {'shadows' if row['shadows'] else 'plain'}, {samples}"])
        for name in ("whole", "kept"):
            fps = row[name + "_fps"]
            cells[-1].append(f"{fps:,}" + (f" ({fps / best:.1f}x)" if best else ""))
        cells[-1] += [f"{row[name + '_fps']:,}" if name + "_fps" in row else "-" for name in peers]
    times = ", and how many times the best peer's" if peers else ""
    table(f"The scene that renderers are compared on, pictures a second{times}:",
          ["`tabletop-v1`", "redrawn whole", "still things kept", *(PEERS[name] for name in peers)], cells)


def whole():
    rows = []
    for row in of("render"):
        rows += [
            ["drawer scene at full quality, 640x480, redrawn whole", f"{row['draw_640x480_per_s']} a second"],
            ["the same, still things kept", f"{row['draw_640x480_kept_per_s']} a second"],
            [f"the same, squashed to the policy's {row['observe_size']}", f"{row['observe_per_s']} a second"],
        ]
    for row in of("shadow_filter"):
        way = "redrawn whole" if row["drawn"] == "whole" else "still things kept"
        rows.append([f"soft shadows beside hard ones, `lo` 256x256, 4 samples, {way}",
                     f"{100 * (row['soft_ms'] / row['hard_ms'] - 1):+.0f} % time"])
    episodes = of("tabletop_episode")
    if episodes:
        rows += [
            ["50 frames of `lo`, 256x256, shadows, each a PNG, process start to exit",
             beside(episodes, "wall_s", "{:.2f} s".format)],
            ["peak memory of those", beside(episodes, "peak_mb", "{:.0f} MB".format)],
            ["process start to first frame", beside(episodes, "first_frame_s", "{:.3f} s".format)],
        ]
    for row in of("episode"):
        rows.append([f"a {row['steps']}-step episode with all its files, process start to exit",
                     f"{row['wall_s']:.2f} s, {row['cpu_s']:.2f} s of processor time, {row['peak_mb']:.0f} MB"])
    for row in of("jobs"):
        rows.append([f"{row['episodes']} such episodes, two at once (`-j 2`) beside one by one",
                     f"{row['speedup']:.2f}x, processor time {row['cpu_ratio']:.2f}x"])
    for row in of("build"):
        rows.append([f"the first build, on {row['cores']} cores", f"{row['seconds']} s"])
    table("The whole way:", ["what", ""], rows)


for row in of("machine"):
    print(f"{row['cpu']}, {row['cores']} cores, Swift {row['swift']}, {row['date']}. Pictures a second are of one "
          "core's processor time.")
tabletop()
whole()
table("A PNG of what the drawer scene's policy sees, 256x256, by filter and zlib's level; level 1 without a "
      "filter is used:",
      ["filter", "level 1", "level 2", "level 6"],
      [[row["filter"], *(f"{row[f'level_{n}_ms']:.1f} ms, {row[f'level_{n}_kb']:.0f} kB" for n in (1, 2, 6))]
       for row in of("png")])
table("A camera's marks, which are off by default, on a picture of 640x480:", ["mark", "ms"],
      [[row["mark"], f"{row['ms']:.1f}"] for row in of("marks")])
table("Kinematics, a second on one core:", ["arm", "forward", "Jacobian", "inverse"],
      [[row["arm"], *(f"{row[key]:,}" for key in ("fk_per_s", "jacobian_per_s", "ik_per_s"))]
       for row in of("kinematics")])

table("A step of the world, microseconds: standing still, moving free, as the oracle plays, as the policy `random` "
      "does, and pressed into whatever is near; and the narrowest gap after any of the last, millimetres:",
      ["scene", "still", "free", "oracle", "random", "pressed", "gap"],
      [[row["scene"], *(str(row[key]) for key in
                        ("hold_us", "air_us", "oracle_us", "random_us", "pressed_us", "narrowest_gap_mm"))]
       for row in of("world")])
for row in of("world_total"):
    lost = row["steps_not_a_number"] + row["steps_body_lost"] + row["steps_energy_gained"]
    print(f"\nOver all {row['pressed_steps']:,} pressed steps the narrowest gap was {row['narrowest_gap_mm']} mm; {lost} of "
          "them left a number that is none, a body gone, or weight raised by nothing. "
          + ("Every world at rest was" if row["is_still"] else "Not every world at rest was")
          + " the same to the bit after 1,000 steps.")
