"""A model's server that misbehaves on demand: the first part of the path says how.

Prints its port, serves until its input ends. GET /seen gives the requests so far and forgets them.
With the argument tls it speaks https, with a certificate that nobody trusts by itself; with a port it is
a proxy besides, which leads whoever asks to connect to that port of this machine.
"""

import gzip
import json
import pathlib
import socket
import socketserver
import ssl
import sys
import threading
import time

SEEN = []
COUNTS = {}


def chat(content, finish="stop", **message):
    return {
        "id": "c", "object": "chat.completion", "created": 1, "model": "m-1",
        "choices": [{"index": 0, "message": {"role": "assistant", "content": content, **message},
                     "finish_reason": finish}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 3, "total_tokens": 12},
    }


BODIES = {
    "ok": chat("move up"),
    "error_in_200": {"error": {"code": 400, "message": "no such model"}},
    "null": chat(None),
    "parts": chat([{"type": "text", "text": "move "}, {"type": "text", "text": "up"}]),
    "fences": chat("```json\n{\"move\": \"up\"}\n```\nThat should do."),
    "prose": chat("{\"move\": \"up\"} is what I would do."),
    "cut": chat("mov", finish="length"),
    "refusal": chat(None, refusal="I will not."),
    "blocked": chat(None, finish="content_filter"),
    "empty": {"object": "chat.completion", "choices": []},
}


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while self.request_once():
            pass

    def request_once(self):
        line = self.rfile.readline().decode("latin-1")
        if not line.strip():
            return False
        method, path, _ = line.split(" ", 2)
        headers = {}
        while (field := self.rfile.readline().decode("latin-1").strip()):
            name, value = field.split(":", 1)
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", 0)))
        if method == "CONNECT":  # asked to be a proxy
            SEEN.append({"path": path, "headers": headers})
            if MODE.isdigit():
                self.tunnel(int(MODE))
            else:
                self.send(403, b"")
            return False
        if path == "/seen":
            text = json.dumps(SEEN).encode()
            SEEN.clear()
            self.send(200, text)
            return True
        SEEN.append({"path": path, "headers": headers, "body": body.decode("utf-8")})
        return self.answer(path.split("/")[1], headers)

    def send(self, status, body, extra=()):
        head = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}",
                "Content-Type: application/json", *extra]
        self.wfile.write("\r\n".join(head).encode("latin-1") + b"\r\n\r\n" + body)
        self.wfile.flush()

    def tunnel(self, port):
        with socket.create_connection(("127.0.0.1", port)) as server:
            self.wfile.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            back = threading.Thread(target=self.pump, args=(server, self.request), daemon=True)
            back.start()
            self.pump(self.request, server)
            back.join(5)

    @staticmethod
    def pump(source, target):
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def answer(self, name, headers):
        ok = json.dumps(BODIES["ok"]).encode()
        error = json.dumps({"error": {"message": "slow down", "type": "rate_limit"}}).encode()
        count = COUNTS[name] = COUNTS.get(name, 0) + 1
        if name in BODIES:
            self.send(200, json.dumps(BODIES[name]).encode())
        elif name.startswith("once_"):  # once_429_retry-after_0.1: an error first, then an answer
            _, status, *rest = name.split("_")
            if count % 2:
                self.send(int(status), error, [": ".join(rest)] if rest else [])
            else:
                self.send(200, ok)
        elif name.startswith("always_"):
            _, status, *rest = name.split("_")
            self.send(int(status), error, [": ".join(rest)] if rest else [])
        elif name == "echo":  # a proxy that shows all it was sent
            self.send(401, json.dumps({"error": {"message": str(headers)}}).encode())
        elif name == "gzip":
            self.send(200, gzip.compress(ok), ["Content-Encoding: gzip"])
        elif name == "bomb":
            self.send(200, gzip.compress(b" " * (64 << 20)), ["Content-Encoding: gzip"])
        elif name == "chunked":
            self.wfile.write(b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n")
            for start in range(0, len(ok), 7):
                piece = ok[start:start + 7]
                self.wfile.write(b"%x\r\n" % len(piece) + piece + b"\r\n")
            self.wfile.write(b"0\r\n\r\n")
        elif name == "charset":
            text = json.dumps(chat("höher"), ensure_ascii=False).encode("utf-8")
            self.send(200, text, ["Content-Type: application/json; charset=iso-8859-1"])
        elif name == "utf16":
            self.send(200, json.dumps(BODIES["ok"]).encode("utf-16"))
        elif name == "header":
            self.send(200, ok, ["X-Long: " + "x" * (1 << 20)])
            return False
        elif name == "drip":
            self.wfile.write(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n")
            for _ in range(1000):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        elif name == "reset":
            self.wfile.write(b"HTTP/1.1 200 X\r\nContent-Length: 1000\r\n\r\n{\"choices\"")
            self.wfile.flush()
            return False
        elif name == "deep":
            self.send(200, b"[" * 1_000_000)
        elif name == "twice":
            self.send(200, b'{"choices": 1, ' + ok[1:])
        elif name == "nan":
            self.send(200, ok.replace(b'"prompt_tokens": 9', b'"prompt_tokens": NaN'))
        elif name == "moved":
            self.send(307, b"{}", ["Location: /ok/v1/chat/completions"])
        else:
            self.send(404, b'{"error": "no such behaviour"}')
        return True


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def get_request(self):
        connection, address = super().get_request()
        if MODE == "tls":
            connection = CONTEXT.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        return connection, address

    def handle_error(self, request, client_address):
        pass


MODE = sys.argv[1] if len(sys.argv) > 1 else ""
if MODE == "tls":
    folder = pathlib.Path(__file__).parent / "tls"
    CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    CONTEXT.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
