"""A policy server in the shape of AutoEval's template: FastAPI, uvicorn and json_numpy's patch.

    autoeval_server.py            serves on a loopback port that the system chooses, prints it, and
                                  ends when its standard input does
    autoeval_server.py post URL   posts the JSON that comes on standard input as AutoEval's client
                                  does: {"height", "width", "image" (list), "instruction", "proprio"}

    autoeval_server.py raw KIND   a bare socket in the server's place, which breaks off as KIND
                                  says, or never answers (mute)

The server's own paths come after /NAME, which says how its /act and /reset answer; /seen returns what
has come in, decoded, and forgets it.
"""

import asyncio
import base64
import gzip
import json as plain_json
import os
import socket
import struct
import sys
import threading
import zlib

# Before the patch: the harness talks plain JSON with the test.
dumps, loads = plain_json.dumps, plain_json.loads

import json_numpy

json_numpy.patch()

import json

import numpy as np
import requests
import uvicorn
from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, StreamingResponse

ACTION = [0.01, -0.02, 0.03, 0.1, -0.2, 0.3, 1.0]


def post(url):
    task = loads(sys.stdin.read())
    shape = (task["height"], task["width"], 3)
    session = requests.Session()
    session.post(url + "/reset")
    session.post(
        url + "/act",
        json={
            "image": np.array(task["image"], dtype=np.uint8).reshape(shape),
            "instruction": task["instruction"],
            "proprio": np.array(task["proprio"], dtype=np.float32),
        },
    )


app, seen = FastAPI(), []


async def drip():
    """A byte now and then, without end: a time-out on silence alone would never fire."""
    while True:
        yield b" "
        await asyncio.sleep(0.05)


def chunks(count):
    for _ in range(count):
        yield b" " * (1 << 20)


def squeezed(body, coding):
    packed = gzip.compress(body) if coding == "gzip" else zlib.compress(body)
    return Response(packed, media_type="application/json", headers={"Content-Encoding": coding})


def answer(name, payload):
    array = np.array(ACTION, dtype=np.float32)
    match name:
        case "list":
            return JSONResponse(ACTION)
        case "array":
            return JSONResponse(array)
        case "big_endian":
            return JSONResponse(array.astype(">f8"))
        case "status_500":
            return JSONResponse(ACTION, status_code=500)
        case "gzip" | "deflate":
            return squeezed(dumps(ACTION).encode(), name)
        case "bomb":
            return squeezed(b" " * (8 << 20), "gzip")
        case "object":
            return JSONResponse({"action": ACTION})
        case "chunk":
            return JSONResponse(np.stack([array] * 4))
        case "string":
            return JSONResponse(json_numpy.dumps(array))
        case "nan":
            return JSONResponse(array * np.nan)
        case "nan_list":
            return JSONResponse([float("nan")] * 7)
        case "python_nan":
            return Response(dumps([float("nan")] * 7), media_type="application/json")
        case "html":
            return HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", status_code=502)
        case "empty":
            return Response()
        case "detail":
            raise HTTPException(400, "Missing required fields: image and instruction")
        case "crash":
            raise RuntimeError("a policy's own fault")
        case "drip":
            return StreamingResponse(drip())
        case "large":
            return StreamingResponse(chunks(20))
        case "away":
            return RedirectResponse("http://user:secret@elsewhere.example/act", status_code=307)
        case "circle":
            return RedirectResponse("/circle/act", status_code=308)
        case "moved":
            return RedirectResponse("https://user:secret@elsewhere.example/act", status_code=301)
    raise HTTPException(404, "no such way to answer")


def raw(name, request, body):
    # The three as they were on the wire, and the client's port: one connection, one port.
    seen.append(
        {
            "path": request.url.path,
            "headers": dict(request.headers),
            "body": base64.b64encode(body).decode(),
            "port": request.client.port,
        }
    )


@app.post("/{name}/reset")
async def reset(name: str, request: Request):
    raw(name, request, await request.body())
    if name.startswith("redirect_"):
        return RedirectResponse("/list/reset", status_code=int(name[-3:]))
    if name == "no_reset":
        raise HTTPException(404, "Not Found")
    if name == "bad_reset":
        return JSONResponse({"detail": "no GPU left"}, status_code=500)
    return {"status": "reset successful"}


@app.post("/{name}/act")
async def act(name: str, request: Request):
    body = await request.body()
    raw(name, request, body)
    payload = json.loads(body)
    image, proprio = payload["image"], payload["proprio"]
    seen[-1]["payload"] = {
        "keys": list(payload),
        "image": image.flatten().tolist(),
        "image_shape": list(image.shape),
        "image_type": image.dtype.str,
        "instruction": payload["instruction"],
        "proprio": proprio.tolist(),
        "proprio_type": proprio.dtype.str,
    }
    if name.startswith("redirect_"):
        return RedirectResponse("/list/act", status_code=int(name[-3:]))
    if name == "silent":
        await asyncio.sleep(600)
    return answer("list" if name == "no_reset" else name, payload)


@app.post("/seen")
def what_came():
    everything, seen[:] = list(seen), []
    return Response(dumps(everything))


def end_with_input():
    sys.stdin.read()
    os._exit(0)


def serve():
    server = uvicorn.Server(
        uvicorn.Config(
            app, host="127.0.0.1", port=0, log_level="critical", timeout_keep_alive=120
        )
    )

    def announce():
        while not server.started:
            threading.Event().wait(0.01)
        print(server.servers[0].sockets[0].getsockname()[1], flush=True)
        end_with_input()

    threading.Thread(target=announce, daemon=True).start()
    server.run()


def swallow(connection):
    while connection.recv(1 << 20):
        pass


def serve_raw(kind):
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    threading.Thread(target=end_with_input, daemon=True).start()
    while True:
        connection, _ = listener.accept()
        if kind == "mute":
            threading.Thread(target=swallow, args=[connection], daemon=True).start()
            continue
        connection.recv(1 << 20)
        if kind == "garbage":
            connection.sendall(b"220 mail.example ready\r\n")
        if kind == "half":
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[0.0, ")
        if kind == "abort":
            # No lingering: closing sends a reset instead of an end.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["post", url]:
            post(url)
        case ["raw", kind]:
            serve_raw(kind)
        case _:
            serve()
