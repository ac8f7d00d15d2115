"""Reads the text in pictures: a path a line of standard input, for each a JSON list of
[text, left, top, right, bottom], in pixels."""

import json
import logging
import sys

from rapidocr_onnxruntime import RapidOCR

logging.disable(logging.CRITICAL)
engine = RapidOCR()
for line in sys.stdin:
    found, _ = engine(line.strip())
    rows = []
    for corners, text, _ in found or []:
        xs, ys = [p[0] for p in corners], [p[1] for p in corners]
        rows.append([text, min(xs), min(ys), max(xs), max(ys)])
    print(json.dumps(rows), flush=True)
