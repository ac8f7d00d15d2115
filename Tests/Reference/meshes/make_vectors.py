"""Writes the mesh files beside it and, in truth.json, what trimesh makes of them.

Run in an environment with trimesh 5.2.0, numpy 2.4.6 and pillow 13.0.0: python make_vectors.py
"""

import json
import pathlib

import numpy as np
import trimesh
from PIL import Image

HERE = pathlib.Path(__file__).parent


def bodies():
    egg = trimesh.creation.icosphere(subdivisions=2, radius=1.0)
    egg.apply_scale([0.05, 0.03, 0.04])
    can = trimesh.creation.cylinder(radius=0.033, height=0.12, sections=24)
    return {
        "box": trimesh.creation.box(extents=[0.1, 0.2, 0.3]),
        "egg": egg,
        "can": can,
        "ring": trimesh.creation.torus(major_radius=0.05, minor_radius=0.02,
                                       major_sections=20, minor_sections=12),
    }


def painted(mesh, colour):
    copy = mesh.copy()
    material = trimesh.visual.material.PBRMaterial(baseColorFactor=colour)
    copy.visual = trimesh.visual.TextureVisuals(material=material)
    return copy


def room(things):
    """Four nodes, two showing the same mesh, one turned, one mirrored, one on another."""
    scene = trimesh.Scene()
    turn = trimesh.transformations.euler_matrix(0.3, -0.7, 1.1)
    turn[:3, 3] = [0.4, -0.2, 0.1]
    mirror = np.diag([-1.5, 1.0, 0.5, 1.0])
    mirror[:3, 3] = [-0.5, 0.0, 0.2]
    scene.add_geometry(painted(things["box"], [200, 40, 50, 255]), node_name="a",
                       geom_name="box", transform=turn)
    scene.add_geometry(painted(things["egg"], [30, 200, 90, 255]), node_name="b",
                       geom_name="egg", parent_node_name="a", transform=turn)
    scene.graph.update(frame_to="c", frame_from="world", matrix=mirror, geometry="box")
    scene.add_geometry(painted(things["can"], [200, 40, 50, 255]), node_name="d",
                       geom_name="can")
    return scene


def labelled(box):
    """A box with a picture of 4 by 2 pixels in the file, all of it on the two sides along y."""
    pixels = np.array([[[250, 20, 30], [20, 240, 40], [30, 40, 230], [220, 210, 20]],
                       [[10, 20, 30], [90, 80, 70], [130, 140, 150], [250, 250, 250]]], np.uint8)
    material = trimesh.visual.material.PBRMaterial(
        baseColorTexture=Image.fromarray(pixels), baseColorFactor=[255, 255, 255, 255])
    copy = box.copy()
    places = (copy.vertices[:, [0, 2]] - copy.bounds[0][[0, 2]]) / copy.extents[[0, 2]]
    copy.visual = trimesh.visual.TextureVisuals(uv=places, material=material)
    return copy


def truth(loaded):
    mesh = loaded.to_geometry() if isinstance(loaded, trimesh.Scene) else loaded
    mesh = trimesh.Trimesh(mesh.vertices, mesh.faces, process=True)
    return {
        "triangles": len(mesh.faces), "places": len(np.unique(mesh.vertices, axis=0)),
        "area": mesh.area, "volume": mesh.volume,
        "lower": mesh.bounds[0].tolist(), "upper": mesh.bounds[1].tolist(),
    }


def polygons():
    """A box by hand: quads, counted backwards, CR LF, groups and a comment."""
    lines = ["# a box", "o box", "s off"]
    lines += [f"v {x} {y} {z}" for z in (0, 1) for y in (0, 2) for x in (0, 3)]
    lines += ["vt 0 0", "g sides", "usemtl none"]
    quads = [(1, 3, 4, 2), (5, 6, 8, 7), (1, 2, 6, 5), (3, 7, 8, 4), (1, 5, 7, 3), (2, 4, 8, 6)]
    lines += ["f " + " ".join(f"{i - 9}/1" for i in quad) for quad in quads]
    return "\r\n".join(lines) + "\r\n"


def main():
    things = bodies()
    files = {}
    for name, mesh in things.items():
        for ending, how in (("obj", {"file_type": "obj", "include_normals": name == "egg"}),
                            ("stl", {"file_type": "stl"}),
                            ("glb", {"file_type": "glb", "include_normals": name == "egg"})):
            files[f"{name}.{ending}"] = mesh.export(**how)
    files["can-text.stl"] = things["can"].export(file_type="stl_ascii")
    files["polygons.obj"] = polygons()
    files["labelled.glb"] = labelled(things["box"]).export(file_type="glb")
    files["room.glb"] = room(things).export(file_type="glb", include_normals=True)
    expected = {}
    for name, content in sorted(files.items()):
        path = HERE / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        expected[name] = truth(trimesh.load(path, process=True))
    (HERE / "truth.json").write_text(json.dumps(expected, indent=1) + "\n")


main()
