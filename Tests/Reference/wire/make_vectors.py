"""Writes the vectors of this folder with the genuine Python libraries.

    python3 -m venv VENV && VENV/bin/pip install json-numpy==2.1.1 requests==2.34.2 numpy==2.4.6 \
        fastapi==0.165.0 uvicorn==0.54.0
    VENV/bin/python make_vectors.py

requests.json: bodies and headers that a bare HTTP server on loopback received
from `requests.Session().post(url, json=...)`, with json_numpy's patch in place, called as AutoEval's
OpenWebClient calls it.
replies.json: bodies that FastAPI under uvicorn answered, one route for each way of answering, and
what AutoEval's client makes of each: `requests`' own `.json()`, then its type check.
"""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import json_numpy

json_numpy.patch()

import numpy as np
import requests
import uvicorn
from fastapi import FastAPI, HTTPException, Response
from fastapi.responses import HTMLResponse, JSONResponse

HERE = Path(__file__).parent


def plain(document):
    return json_numpy._dumps(document, indent=1, ensure_ascii=True) + "\n"


# Requests ---------------------------------------------------------------------------------------

received = []


class Recorder(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        received.append((self.path, dict(self.headers.items()), body))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *_):
        pass


def image(height, width):
    """Bytes that any language can make again: i * 37 + i // 251, modulo 256."""
    index = np.arange(height * width * 3, dtype=np.int64)
    return ((index * 37 + index // 251) % 256).astype(np.uint8).reshape(height, width, 3)


def fnv1a64(data):
    """The 64-bit Fowler-Noll-Vo hash 1a, in hexadecimal."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 % 2**64
    return f"{value:016x}"


INSTRUCTIONS = [
    "open the drawer",
    "",
    'say "cheese" \\ /slash',
    "tab\tline\nreturn\rform\fback\bbell\x07nul\x00escape\x1bdelete\x7f",
    "Schublade \u00f6ffnen, \u62c9\u5f00\u62bd\u5c49, \U0001f916 e\u0301 \u2028 \ufeff \U0010ffff",
]

PROPRIO = np.array(
    [0.2567, -0.0031, 0.1843, -3.0891, 1.5416, -3.0887, 0.0, 0.3936], dtype=np.float32
)


def requests_vectors():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    session = requests.Session()
    session.post(url + "/reset")
    cases = []
    odd = np.array([np.nan, np.inf, -np.inf, -0.0, 1e-45, 3.4e38, 0.1, 1 / 3], dtype=np.float32)
    for number, instruction in enumerate(INSTRUCTIONS):
        height, width = [(4, 4), (1, 1), (2, 3), (3, 2), (1, 5)][number]
        for proprio in [PROPRIO, odd, None][: 3 if number == 0 else 1]:
            optional = {} if proprio is None else {"proprio": proprio}
            session.post(
                url + "/act",
                json={"image": image(height, width), "instruction": instruction, **optional},
            )
            cases.append(
                {
                    "height": height,
                    "width": width,
                    "instruction": instruction,
                    "proprio_bits": [] if proprio is None else proprio.view(np.uint32).tolist(),
                    "body_base64": base64.b64encode(received[-1][2]).decode(),
                }
            )
    session.post(
        url + "/act",
        json={"image": image(256, 256), "instruction": INSTRUCTIONS[0], "proprio": PROPRIO},
    )
    big = received[-1][2]
    server.shutdown()
    hidden = {"Host", "User-Agent"}
    document = {
        "reset_headers": {k: v for k, v in received[0][1].items() if k not in hidden},
        "reset_body": received[0][2].decode(),
        "act_headers": {k: v for k, v in received[-1][1].items() if k not in hidden},
        "act_256": {"bytes": len(big), "fnv1a64": fnv1a64(big)},
        "cases": cases,
    }
    (HERE / "requests.json").write_text(plain(document))


# Replies ----------------------------------------------------------------------------------------

ACTION = [0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 1.0]

app = FastAPI()


def answers():
    """Name to what the server returns; a Response is sent as it is, all else through FastAPI."""
    made = {"list": ACTION, "ints": [0, 0, 0, 0, 0, 0, 1]}
    made["bools"] = ACTION[:6] + [True]
    made["tiny_and_large"] = [1e-320, -0.0, 1.5e10, 12345678901234567890, 0.1 + 0.2, 1e-5, 0.0]
    for code in ["f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"]:
        values = [1, -2, 3, -100, 127, 0, 1]
        if code[0] == "f":
            values = ACTION[:4] + [-65504.0, 5.9604644775390625e-08, 1.0]
        if code[0] == "u" or code[0] == "b":
            values = [1, 2, 0, 100, 255, 0, 1]
        for order in ["<", ">"] if code[1] != "1" else ["|"]:
            made[f"array_{order}{code}"] = np.array(values).astype(order + code)
    made["array_extremes_i8"] = np.array([2**63 - 1, -(2**63), 0, 1, -1, 2**53 + 1, 7])
    made["array_extremes_u8"] = np.array([2**64 - 1, 0, 1, 2, 3, 4, 5], dtype=np.uint64)
    made["array_strided"] = np.arange(14, dtype=np.float32)[::2]
    made["list_of_scalars"] = list(np.array(ACTION, dtype=np.float32))
    # From here on what AutoEval does not take, or a robot could not carry out.
    made["array_f4_nan"] = np.array([0, np.nan, 0, 0, 0, 0, 1], dtype=np.float32)
    made["array_f8_inf"] = np.array([0, 0, 0, 0, 0, -np.inf, 1])
    made["array_f2_inf"] = np.array([0, 0, np.inf, 0, 0, 0, 1], dtype=np.float16)
    made["array_complex"] = np.array(ACTION, dtype=np.complex64)
    made["array_text"] = np.array(["a"] * 7)
    made["array_structured"] = np.zeros(7, dtype=[("a", "<f4"), ("b", "<i4")])
    made["array_6"] = np.zeros(6, dtype=np.float32)
    made["array_empty"] = np.zeros(0, dtype=np.float32)
    made["array_scalar"] = np.float32(1)
    made["array_1x7"] = np.zeros((1, 7), dtype=np.float32)
    made["array_4x7"] = np.zeros((4, 7), dtype=np.float32)
    made["list_4x7"] = [ACTION] * 4
    made["list_of_arrays"] = [np.array(ACTION, dtype=np.float32)] * 4
    made["list_of_1s"] = [np.ones(1, dtype=np.float32)] * 7
    made["list_6"] = ACTION[:6]
    made["list_8"] = ACTION + [0]
    made["list_empty"] = []
    made["list_of_text"] = ["0.1"] * 7
    made["list_with_null"] = ACTION[:6] + [None]
    made["object_action"] = {"action": ACTION}
    made["object_array"] = {"action": np.array(ACTION, dtype=np.float32)}
    made["object_empty"] = {}
    made["string_of_list"] = json.dumps(ACTION)
    made["string_of_array"] = json_numpy.dumps(np.array(ACTION, dtype=np.float32))
    made["null"] = None
    made["number"] = 3
    made["true"] = True
    made["html"] = HTMLResponse("<!DOCTYPE html><html><title>502 Bad Gateway</title></html>")
    made["text"] = Response("Internal Server Error", 500, media_type="text/plain")
    made["empty"] = Response(b"")
    # Python's own json writes these, FastAPI does not.
    made["python_nan"] = Response(json.dumps([0.0, float("nan")] + [0.0] * 5))
    made["python_infinity"] = Response(json.dumps([0.0] * 6 + [float("-inf")]))
    made["truncated"] = Response(json.dumps(ACTION)[:20])
    made["deep"] = Response("[" * 400 + "]" * 400)
    return made


@app.post("/detail")
def detail():
    raise HTTPException(400, "Missing required fields: image and instruction")


@app.post("/validation")
def validation(payload: dict):
    return ACTION


def add_route(name, answer):
    app.post("/" + name)(
        lambda: answer if isinstance(answer, Response) else JSONResponse(answer)
    )


for name, answer in answers().items():
    add_route(name, answer)


@app.post("/starlette_nan")
def starlette_nan():
    return JSONResponse([0.0, float("nan")] + [0.0] * 5)


def upstream(response):
    """What AutoEval's client makes of it: its action as a list, or why there is none."""
    try:
        action = response.json()
    except (requests.exceptions.JSONDecodeError, RecursionError) as error:
        return type(error).__name__
    except Exception as error:
        return type(error).__name__
    if type(action) not in (np.ndarray, list):
        return "RuntimeError"
    try:
        # The environment's first wrapper.
        clipped = np.clip(action, -2, 2)
        if clipped.shape != (7,):
            return f"shape {list(clipped.shape)}"
        return [repr(float(number)) for number in np.asarray(action, dtype=np.float64)]
    except Exception as error:
        return type(error).__name__


def replies_vectors():
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    session, cases = requests.Session(), []
    for name in [*answers(), "detail", "validation", "starlette_nan", "no_such_route"]:
        keep = {"json": ["not", "an", "object"]} if name == "validation" else {}
        response = session.post(f"http://127.0.0.1:{port}/{name}", **keep)
        cases.append(
            {
                "name": name,
                "status": response.status_code,
                "body_base64": base64.b64encode(response.content).decode(),
                "upstream": upstream(response),
            }
        )
    server.should_exit = True
    thread.join()
    (HERE / "replies.json").write_text(plain({"cases": cases}))


if __name__ == "__main__":
    requests_vectors()
    replies_vectors()
