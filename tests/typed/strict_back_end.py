"""A service that refuses each schema that strict back ends refuse, on a real socket."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.typed.strict_rules import broken_rules

USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}


class StrictBackEnd:
    """Answers chats with texts in a row. It keeps the bodies that came, and the rules that they broke."""

    def __init__(self):
        self.replies = []
        self.bodies = []
        self.refused = []
        self.refuses_all_schemas = False
        self.over = threading.Event()

    def reply(self, text="", finish_reason="stop", **message):
        """Queue an answer."""
        choice = {"index": 0, "message": {"role": "assistant", "content": text, **message}}
        choices = [{**choice, "finish_reason": finish_reason}]
        fields = {
            "id": "c",
            "object": "chat.completion",
            "created": 1,
            "model": "m",
            "choices": choices,
            "usage": USAGE,
        }
        self.replies.append((200, fields))

    def fail(self, status, message):
        """Queue an error."""
        self.replies.append((status, {"error": {"message": message}}))

    def hang(self):
        """Queue an answer that comes when the test is over."""
        self.replies.append((None, {}))

    def answer(self, body):
        """Return the status and the fields of the answer to a chat."""
        self.bodies.append(body)
        form = body["response_format"]["json_schema"]
        rules = broken_rules(form["schema"]) if form["strict"] else []
        if rules or (self.refuses_all_schemas and form["strict"]):
            self.refused.append(rules)
            message = f"Invalid schema for response_format '{form['name']}': {rules}"
            return 400, {"error": {"message": message, "type": "invalid_request_error"}}
        return self.replies.pop(0)


@contextmanager
def strict_back_end():
    """Serve on a free port; `url` is where."""
    back_end = StrictBackEnd()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            status, fields = back_end.answer(body)
            if status is None:
                back_end.over.wait(10)
                return
            content = json.dumps(fields).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    back_end.url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield back_end
    finally:
        back_end.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
