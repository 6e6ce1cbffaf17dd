"""Spans and metrics of OpenTelemetry: what they tell, whose children they are, and what they never hold."""

import ast
import asyncio
import contextlib
import functools
import gzip
import http.server
import json
import os
import re
import subprocess
import sys
import threading
import warnings

import anyio
import httpx
import pytest
from opentelemetry import baggage, context, metrics, trace
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor, RequestInfo
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, PeriodicExportingMetricReader
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF
from opentelemetry.semconv._incubating.attributes import gen_ai_attributes
from opentelemetry.semconv._incubating.metrics import gen_ai_metrics
from tests.helpers.flavours import every_flavour
from tests.helpers.pages import BLOCKS, ROOT
from tests.helpers.servers import cancel_when_read, silent

from pollination_sdk import AsyncPollinations, Pollinations, Retry, _operations, errors, without_waiting
from pollination_sdk._client.telemetry import names, otel
from pollination_sdk._engine.attempt import draft
from pollination_sdk._engine.exchange import Delivery
from pollination_sdk.sandbox import Fault, Sandbox

PROMPT = "a secret of moss"
REPLY = "whispered answer"
CHAT = "/v1/chat/completions"
INPUT = {"type": "input_text", "text": PROMPT}


class Seen:
    """What an exporter in memory has got.

    The functions of the API are replaced for a test: a provider that is set stays set for the whole process.
    """

    def __init__(self, monkeypatch):
        self.exporter, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        self.provider = TracerProvider()
        self.provider.add_span_processor(SimpleSpanProcessor(self.exporter))
        meters = MeterProvider([self.reader])
        monkeypatch.setattr(trace, "get_tracer_provider", lambda: self.provider)
        monkeypatch.setattr(metrics, "get_meter_provider", lambda: meters)
        self.tracer = self.provider.get_tracer("app")

    @property
    def spans(self):
        """The spans that have ended, without those of the program."""
        return [span for span in self.exporter.get_finished_spans() if span.instrumentation_scope.name != "app"]

    @property
    def calls(self):
        """Those of calls."""
        return [span for span in self.spans if names.OPERATION_NAME in span.attributes]

    def children(self, parent):
        """Those of the requests of a call."""
        return [span for span in self.spans if span.parent and span.parent.span_id == parent.context.span_id]

    @property
    def points(self):
        """The values of each metric, with their attributes."""
        found = {}
        for resource in self.reader.get_metrics_data().resource_metrics:
            for scope in resource.scope_metrics:
                assert scope.scope.schema_url == names.SCHEMA_URL
                found |= {metric.name: metric.data.data_points for metric in scope.metrics}
        return found

    def written(self):
        """All that was exported, as text."""
        spans = "".join(span.to_json() for span in self.exporter.get_finished_spans())
        return spans + self.reader.get_metrics_data().to_json()


@pytest.fixture
def seen(monkeypatch):
    """Trace a test."""
    return Seen(monkeypatch)


@every_flavour
async def test_a_chat_has_the_attributes_of_the_conventions(flavour, seen):
    """The span of a call is named for its operation and its model, and tells what `Answer` tells."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        await client.text_models()
        answer = await client.detailed.chat(PROMPT, model="openai", seed=7)
        url = httpx.URL(sandbox.url)
    models, chat = seen.calls
    assert (models.name, models.kind) == ("get_generate_text_models", trace.SpanKind.CLIENT)
    assert (chat.name, chat.kind, chat.status.status_code) == (
        "chat openai",
        trace.SpanKind.CLIENT,
        trace.StatusCode.UNSET,
    )
    assert chat.instrumentation_scope.schema_url == names.SCHEMA_URL
    assert dict(chat.attributes) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "pollinations",
        "gen_ai.request.model": "openai",
        "gen_ai.request.seed": 7,
        "gen_ai.output.type": "text",
        "gen_ai.response.model": answer.model,
        "gen_ai.response.id": answer.value.id,
        "gen_ai.response.finish_reasons": ("stop",),
        "gen_ai.usage.input_tokens": answer.value.usage.prompt_tokens,
        "gen_ai.usage.output_tokens": answer.value.usage.completion_tokens,
        "server.address": url.host,
        "server.port": url.port,
        "url.template": CHAT,
        "pollinations.method": "chat",
        "pollinations.route": answer.route,
        "pollinations.outcome": "ok",
        "pollinations.attempts": 1,
        "pollinations.request_id": answer.request_id,
        "pollinations.cached": False,
        "pollinations.cost": answer.cost.pollen,
        "pollinations.cost.source": "computed",
    }
    (request,) = seen.children(chat)
    assert (request.name, request.attributes["http.response.status_code"]) == (f"POST {CHAT}", 200)


@every_flavour
async def test_a_failed_call_tells_class_and_code_of_its_error(flavour, seen):
    """The event has no message and no traceback, and the status no description: both may quote the prompt."""
    with Sandbox() as sandbox, pytest.raises(errors.BadRequestError):
        await flavour.client(sandbox.key, base_url=sandbox.url, model_lookup=False).chat(PROMPT, model="none")
    (chat,) = seen.calls
    assert (chat.status.status_code, chat.status.description) == (trace.StatusCode.ERROR, None)
    assert chat.attributes["error.type"] == "BadRequestError"
    (event,) = chat.events
    assert event.name == "exception"
    assert event.attributes == {"exception.type": "BadRequestError", "pollinations.error.code": "BAD_REQUEST"}
    (request,) = seen.children(chat)
    assert (request.attributes["error.type"], request.status.status_code) == ("400", trace.StatusCode.ERROR)
    assert seen.points["gen_ai.client.operation.duration"][0].attributes["error.type"] == "BadRequestError"


@every_flavour
async def test_each_attempt_is_a_child(flavour, seen):
    """A repeated call has a child for each request, in order, and the service gets the id of that child."""
    with Sandbox() as sandbox, without_waiting():
        sandbox.queue(Fault.status(503))
        await flavour.client(sandbox.key, base_url=sandbox.url).text(PROMPT)
        sent = [request.headers["traceparent"] for request in sandbox.requests]
    (call,) = seen.calls
    children = seen.children(call)
    assert [child.attributes["http.response.status_code"] for child in children] == [503, 200]
    assert [child.attributes.get("http.request.resend_count") for child in children] == [None, 1]
    assert [child.name for child in children] == ["GET /text/{prompt}"] * 2
    assert sent == [
        f"00-{span.context.trace_id:032x}-{span.context.span_id:016x}-{span.context.trace_flags:02x}"
        for span in children
    ]


@every_flavour
async def test_the_span_of_a_stream_ends_with_it(flavour, seen):
    """Its parent is the span that was current when the method was called, not where it is read."""
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url)
        with seen.tracer.start_as_current_span("calling") as calling:
            stream = client.stream_chat(PROMPT)
        with seen.tracer.start_as_current_span("reading"):
            async for _ in stream:
                assert seen.calls == []
                assert trace.get_current_span().name == "reading"
        async with client.stream_chat(PROMPT) as left:
            async for _ in left:
                break
    whole, early = seen.calls
    assert whole.parent.span_id == calling.get_span_context().span_id
    assert whole.attributes["gen_ai.request.stream"] is True
    assert 0 < whole.attributes["gen_ai.response.time_to_first_chunk"] < (whole.end_time - whole.start_time) / 1e9
    assert whole.attributes["gen_ai.response.finish_reasons"] == ("stop",)
    assert whole.attributes["gen_ai.usage.output_tokens"] > 0
    assert early.attributes["pollinations.outcome"] == "closed"
    assert early.status.status_code is trace.StatusCode.UNSET
    assert seen.points["gen_ai.client.operation.time_to_first_chunk"][0].count == 2


def test_tool_calls_are_a_finish_reason(seen):
    """Each chat of a run of tools is a call of its own, and they are siblings."""

    def weather(city: str) -> str:
        """Say the weather."""
        return f"sun in {city}"

    with Sandbox() as sandbox, seen.tracer.start_as_current_span("app") as app:
        Pollinations(sandbox.key, base_url=sandbox.url).run_tools(PROMPT, tools=[weather])
    first, last = seen.calls
    assert first.attributes["gen_ai.response.finish_reasons"] == ("tool_calls",)
    assert last.attributes["gen_ai.response.finish_reasons"] == ("stop",)
    assert {span.parent.span_id for span in (first, last)} == {app.get_span_context().span_id}


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_calls_at_once_keep_to_their_tasks(backend, seen):
    """In tasks that run together, each call is the child of the span of its task, and each request of its call."""
    parents = {}

    async def one(client, number):
        with seen.tracer.start_as_current_span(str(number)) as span:
            parents[number] = span.get_span_context().span_id
            await client.text("hi", seed=number)
            assert trace.get_current_span() is span

    async def all_of_them():
        with Sandbox() as sandbox:
            client = AsyncPollinations(sandbox.key, base_url=sandbox.url)
            if backend == "asyncio":
                await asyncio.gather(*(one(client, number) for number in range(8)))
                return
            async with anyio.create_task_group() as group:
                for number in range(8):
                    group.start_soon(one, client, number)

    anyio.run(all_of_them, backend=backend)
    assert {span.attributes["gen_ai.request.seed"]: span.parent.span_id for span in seen.calls} == parents
    assert all(len(seen.children(span)) == 1 for span in seen.calls)


def test_calls_in_threads_keep_to_their_threads(seen):
    """The same holds for threads that share a client."""
    parents = {}
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url)

        def one(number):
            with seen.tracer.start_as_current_span(str(number)) as span:
                parents[number] = span.get_span_context().span_id
                client.text("hi", seed=number)

        threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert {span.attributes["gen_ai.request.seed"]: span.parent.span_id for span in seen.calls} == parents


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_a_cancelled_call_leaves_the_context_as_it_was(backend, seen, caplog):
    """Its spans end with the class of the cancellation, and the span of the program is the current one again."""
    current = []

    async def cancel():
        with silent() as server, seen.tracer.start_as_current_span("app") as app:
            client = AsyncPollinations("sk_test1234567890", base_url=server.url)

            async def chat():
                try:
                    await client.chat(PROMPT)
                finally:
                    current.append(trace.get_current_span())

            await cancel_when_read(server, chat)
            assert current == [app]

    anyio.run(cancel, backend=backend)
    (call,) = seen.calls
    assert call.attributes["pollinations.outcome"] == "cancelled"
    assert call.attributes["error.type"] in {"CancelledError", "Cancelled"}
    assert [child.attributes["error.type"] for child in seen.children(call)] == [call.attributes["error.type"]]
    assert caplog.text == ""


def scenes(sandbox, **options):
    """Make calls of all kinds that hold the prompt, and that fail in all ways."""
    sandbox.reply(REPLY, times=2)
    client = Pollinations(sandbox.key, base_url=sandbox.url, retry=Retry.off, **options)
    client.chat([{"role": "system", "content": PROMPT}, {"role": "user", "content": PROMPT}])
    client.text(PROMPT, system=PROMPT)
    client.image(PROMPT, width=64, height=64)
    client.speech(PROMPT)
    client.embed(PROMPT)
    list(client.stream_chat(PROMPT))
    faults = (
        Fault.status(400, f"bad: {PROMPT} {sandbox.key}", code="BAD"),
        Fault.status(500, f"broken by {PROMPT} with {sandbox.key}"),
        Fault.close(),
        Fault.garbage(),
        Fault.header("x-request-id", f"of {sandbox.key}"),
    )
    for fault in faults:
        for call in (client.text, client.image, client.chat, lambda prompt: list(client.stream_text(prompt))):
            sandbox.queue(fault)
            with contextlib.suppress(errors.PollinationsError):
                call(PROMPT)
            sandbox.behave()


def refuse_secrets(text, key):
    """Fail if a text holds the prompt, the answer or the key, in any spelling of a URL."""
    for secret in (PROMPT, PROMPT.replace(" ", "%20"), PROMPT.replace(" ", "+"), REPLY, key, "url.full", "stacktrace"):
        assert secret not in text, secret


@pytest.mark.parametrize("query_key", ["never", "always"])
def test_no_span_and_no_metric_holds_a_secret(query_key, seen):
    """In memory: no prompt, no answer, no key and no whole URL, of good calls and of all failures."""
    with Sandbox() as sandbox:
        scenes(sandbox, query_key=query_key)
        refuse_secrets(seen.written(), sandbox.key)
        failed = [span for span in seen.calls if span.status.status_code is trace.StatusCode.ERROR]
        assert len(failed) >= 10
        assert all(span.events[0].attributes.keys() <= {"exception.type", names.ERROR_CODE} for span in failed)


class Receiver:
    """A receiver of OTLP/HTTP on this machine, which keeps what comes, unpacked."""

    def __enter__(self):
        self.bodies = bodies = {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                assert self.headers["Content-Encoding"] == "gzip"
                bodies.setdefault(self.path, []).append(gzip.decompress(body))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                """Stay quiet."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


@pytest.mark.slow(reason="sends spans and metrics")
def test_no_secret_goes_over_the_wire(seen, monkeypatch):
    """What a receiver of OTLP/HTTP gets, unpacked, holds all spans and no secret."""
    with Receiver() as receiver, Sandbox() as sandbox:
        spans = OTLPSpanExporter(f"{receiver.url}/v1/traces", compression=Compression.Gzip)
        values = OTLPMetricExporter(f"{receiver.url}/v1/metrics", compression=Compression.Gzip)
        meters = MeterProvider([PeriodicExportingMetricReader(values, export_interval_millis=3_600_000)])
        monkeypatch.setattr(metrics, "get_meter_provider", lambda: meters)
        seen.provider.add_span_processor(SimpleSpanProcessor(spans))
        scenes(sandbox, query_key="always")
        meters.shutdown()
        seen.provider.shutdown()
        got = [ExportTraceServiceRequest.FromString(body) for body in receiver.bodies["/v1/traces"]]
        assert sum(len(scope.spans) for one in got for span in one.resource_spans for scope in span.scope_spans) > 40
        for body in (*receiver.bodies["/v1/traces"], *receiver.bodies["/v1/metrics"]):
            refuse_secrets(body.decode("latin-1"), sandbox.key)
        assert b"gen_ai.client.token.usage" in receiver.bodies["/v1/metrics"][0]


def test_content_is_captured_if_the_environment_asks(seen, monkeypatch):
    """`OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true` adds prompts and answers, and still no key."""
    monkeypatch.setenv("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true")
    with Sandbox() as sandbox:
        sandbox.reply(REPLY, times=3)
        client = Pollinations(sandbox.key, base_url=sandbox.url)
        client.chat(f"{PROMPT} {sandbox.key}")
        list(client.stream_chat(PROMPT))
        client.text(PROMPT)
        client.image(PROMPT, width=64, height=64)
        client.call("post_v1_responses", body={"input": [{"role": "user", "content": [INPUT]}], "model": "openai"})
        assert sandbox.key not in seen.written()
    content = [
        {name: json.loads(span.attributes.get(name, "null")) for name in (names.INPUT_MESSAGES, names.OUTPUT_MESSAGES)}
        for span in seen.calls
    ]
    asked = [one[names.INPUT_MESSAGES][0] for one in content]
    assert asked[1:] == [{"role": "user", "parts": [{"type": "text", "content": PROMPT}]}] * 4
    assert asked[0]["parts"][0]["content"].startswith(PROMPT)
    answered = [one[names.OUTPUT_MESSAGES] for one in content]
    said = {"role": "assistant", "parts": [{"type": "text", "content": REPLY}]}
    assert answered == [[{**said, "finish_reason": "stop"}]] * 2 + [[said], None, None]


def test_the_id_of_a_trace_goes_to_the_service_alone(seen):
    """A redirect to another host carries no `traceparent`; a header of the caller's own stays as it is."""
    with Sandbox() as sandbox, Sandbox() as other:
        client = Pollinations(sandbox.key, base_url=sandbox.url)
        sandbox.queue(Fault.redirect(f"{other.url}/text/models"))
        client.text("hi")
        client.text("hi", extra_headers={"traceparent": "00-mine"})
        assert "traceparent" in sandbox.requests[0].headers
        assert "traceparent" not in other.requests[0].headers
        assert sandbox.requests[-1].headers["traceparent"] == "00-mine"
    hop = seen.children(seen.calls[0])[1]
    assert names.URL_TEMPLATE not in hop.attributes


def test_the_hosts_of_the_client_get_the_trace_and_no_baggage(seen):
    """`base_url` may be a gateway, and `media_url` another host: both get `traceparent` and `tracestate` alone."""
    state = trace.TraceState([("vendor", "7")])
    parent = trace.SpanContext(1, 2, is_remote=True, trace_flags=trace.TraceFlags(1), trace_state=state)
    current = baggage.set_baggage("user", "ada", trace.set_span_in_context(trace.NonRecordingSpan(parent)))
    with Sandbox() as gateway, Sandbox() as media:
        token = context.attach(current)
        try:
            client = Pollinations(gateway.key, base_url=gateway.url, media_url=f"{media.url}/x-media")
            client.text("hi")
            with contextlib.suppress(errors.PollinationsError):  # each sandbox has a key of its own
                client.upload_info("c2404331064f47e4")
        finally:
            context.detach(token)
        sent = [*gateway.requests, *media.requests]
        assert len(sent) == 2
        for request in sent:
            assert request.headers["traceparent"].startswith(f"00-{1:032x}-")
            assert request.headers["tracestate"] == "vendor=7"
            assert "baggage" not in request.headers


class Broken(SpanProcessor):
    """A processor of the program with a bug."""

    def __init__(self, method):
        setattr(self, method, self.fail)

    def fail(self, *_, **__):
        """Raise."""
        raise RuntimeError("a bug of the program")


@every_flavour
@pytest.mark.parametrize("method", ["on_start", "on_end"])
async def test_a_broken_processor_changes_no_call(method, flavour, seen, caplog, monkeypatch):
    """A paid answer is not lost: calls, streams and records are as without OpenTelemetry, and one line says it."""
    monkeypatch.setattr(otel, "_first_failure", threading.Lock())  # another test may have logged it
    seen.provider.add_span_processor(Broken(method))
    records = []
    with Sandbox() as sandbox:
        client = flavour.client(sandbox.key, base_url=sandbox.url, on_call=records.append)
        assert await client.text("hi")
        assert [piece async for piece in client.stream_text("hi")]
        with pytest.raises(errors.BadRequestError):
            await client.text("hi", model="none")
    assert [record.outcome for record in records] == ["ok", "ok", "failed"]
    assert seen.points["gen_ai.client.operation.duration"][0].count == 2  # and 1 of the model that is unknown
    assert [record.levelname for record in caplog.records if "OpenTelemetry failed" in record.message] == ["WARNING"]


def test_an_old_opentelemetry_changes_no_call(seen, caplog, monkeypatch):
    """A program may have an API that is older than the extra asks for, which knows less arguments."""
    monkeypatch.setattr(otel, "_first_failure", threading.Lock())  # it is once a process

    class Old(metrics.NoOpMeterProvider):
        __module__ = "old"

        def get_meter(self, *_, **__):
            raise TypeError("create_histogram() got an unexpected keyword argument")

    monkeypatch.setattr(metrics, "get_meter_provider", Old)
    with Sandbox() as sandbox:
        assert Pollinations(sandbox.key, base_url=sandbox.url).text("hi")
    assert "below 1.30" in caplog.text


def test_a_trace_that_is_not_sampled_is_passed_on(seen, monkeypatch):
    """Without sampling there are no spans and no attributes, but the service gets the id with the flag 00."""
    seen.provider = TracerProvider(sampler=ALWAYS_OFF)
    with Sandbox() as sandbox:
        Pollinations(sandbox.key, base_url=sandbox.url).text("hi")
        assert re.fullmatch(r"00-\w{32}-\w{16}-0[02]", sandbox.requests[0].headers["traceparent"])
    assert seen.spans == []


def test_a_provider_that_does_nothing_passes_the_parent_on(seen, monkeypatch):
    """A no-op provider makes no span; the service gets the id of the program's own span, or none."""
    monkeypatch.setattr(trace, "get_tracer_provider", trace.NoOpTracerProvider)
    monkeypatch.setattr(metrics, "get_meter_provider", metrics.NoOpMeterProvider)
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url)
        client.text("hi")
        with seen.tracer.start_as_current_span("app") as app:
            client.text("hi")
        assert "traceparent" not in sandbox.requests[0].headers
        assert f"{app.get_span_context().span_id:016x}" in sandbox.requests[1].headers["traceparent"]
    assert seen.spans == []


def test_metrics_count_tokens_and_pollen(seen):
    """The histograms have the values of the records; free operations have none."""
    records = []
    with Sandbox() as sandbox:
        client = Pollinations(sandbox.key, base_url=sandbox.url, on_call=records.append)
        client.text_models()
        client.chat(PROMPT, model="openai")
    record = records[-1]
    points = seen.points
    assert {name: [point.count for point in values] for name, values in points.items()} == {
        "gen_ai.client.operation.duration": [1],
        "gen_ai.client.token.usage": [1, 1],
        "pollinations.client.operation.cost": [1],
    }
    assert points["gen_ai.client.operation.duration"][0].sum == record.seconds
    assert points["pollinations.client.operation.cost"][0].sum == record.cost.pollen
    kinds = {point.attributes["gen_ai.token.type"]: point.sum for point in points["gen_ai.client.token.usage"]}
    assert kinds == {"input": record.usage["prompt_text_tokens"], "output": record.usage["completion_text_tokens"]}


def test_only_the_right_settings_trace(seen, monkeypatch):
    """`POLLINATIONS_OTEL=0` switches tracing off; another value than 0 and 1 is refused when a client is made."""
    with Sandbox() as sandbox:
        monkeypatch.setenv("POLLINATIONS_OTEL", "0")
        Pollinations(sandbox.key, base_url=sandbox.url).text("hi")
        assert seen.spans == []
        monkeypatch.setenv("POLLINATIONS_OTEL", "1")
        Pollinations(sandbox.key, base_url=sandbox.url).text("hi")
        assert len(seen.calls) == 1
    monkeypatch.setenv("POLLINATIONS_OTEL", "maybe")
    with pytest.raises(errors.ConfigurationError, match="POLLINATIONS_OTEL is 1 to import"):
        Pollinations(sandbox.key)


def test_the_api_is_needed_where_it_is_asked_for(monkeypatch):
    """Without the API, `POLLINATIONS_OTEL=1` says what to install, also where other packages of OpenTelemetry are."""
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)  # its import then fails
    monkeypatch.setenv("POLLINATIONS_OTEL", "1")
    with pytest.raises(errors.ConfigurationError, match=r"POLLINATIONS_OTEL=1 needs opentelemetry-api; install it"):
        Pollinations("sk_test1234567890")


@pytest.mark.slow(reason="starts an interpreter")
def test_opentelemetry_is_imported_by_the_program_alone():
    """A client imports it only if the environment says so; a real provider of the program then traces its calls."""
    code = (
        "import os, pollination_sdk, sys\n"
        "for setting in ('', '0', '1'):\n"
        "    os.environ['POLLINATIONS_OTEL'] = setting\n"
        "    pollination_sdk.Pollinations('sk_test1234567890')\n"
        "    print(setting, 'opentelemetry.trace' in sys.modules)"
    )
    path = os.pathsep.join(entry for entry in sys.path if entry)
    done = subprocess.run(  # noqa: S603 - this Python
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [" False", "0 False", "1 True"]


def test_the_templates_are_those_of_the_contract():
    """Each path of the contract with a parameter has its template, so that no span shows a path with a prompt."""
    found, path = {}, ""
    for line in (ROOT / "openapi.yaml").read_text(encoding="utf-8").splitlines():  # parsing it takes a second
        if (start := re.fullmatch(r"  (/\S*):", line)) is not None:
            path = start[1]
        elif (named := re.fullmatch(r"      operationId: (\w+)", line)) is not None:
            found[named[1]] = path
    assert {name: path for name, path in found.items() if "{" in path} == names.TEMPLATES
    assert names.OPERATIONS.keys() <= found.keys()


def test_the_names_are_those_of_the_conventions():
    """OpenTelemetry's own list has each name that begins with `gen_ai.`, of attributes and of metrics."""
    known = [*vars(gen_ai_attributes).values(), *vars(gen_ai_metrics).values()]
    ours = [*vars(names).values(), *(metric.name for metric in names.METRICS)]
    used = {name for name in ours if isinstance(name, str) and name.startswith("gen_ai.")}
    assert len(used) > 15
    if "gen_ai.response.time_to_first_chunk" not in known:
        pytest.skip("this environment has the oldest versions that work, whose list is older than the schema")
    assert {name for name in used if name not in known} == set()


def instructions_of(client, call):
    """Return how many instructions what follows a call takes, without sending anything."""
    attempt = draft(call, client._context, None)  # private: the limits are those of this seam, without the network
    response = httpx.Response(200, request=httpx.Request("GET", client.base_url))

    def exchange():
        yield attempt
        return Delivery(response, 1)

    def plain():
        steps = exchange()
        next(steps)
        with contextlib.suppress(StopIteration):
            steps.send(response)

    def followed():
        with client._observed(call, "text") as observation:  # as above
            steps = observation.steps(exchange())
            next(steps)
            with contextlib.suppress(StopIteration):
                steps.send(response)
            observation.answer("moss")

    def instructions(work):
        for _ in range(10):  # what is imported or remembered at first
            work()
        count = 0

        def trace_calls(frame, event, _):
            nonlocal count
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
            count += event == "opcode"
            return trace_calls

        sys.settrace(trace_calls)
        try:
            work()
        finally:
            sys.settrace(None)
        return count

    return instructions(followed) - instructions(plain)


@pytest.mark.parametrize(("setting", "most"), [("0", 400), ("", 1600)])
def test_what_follows_a_call_costs_little(setting, most, monkeypatch):
    """Where tracing is off, and with a provider that does nothing, a call takes few more instructions of Python.

    Twice what it takes now is allowed, which is about 1 and 13 microseconds a call.
    """
    if "coverage" in sys.modules:
        pytest.skip("coverage sets the trace function that counts here")
    monkeypatch.setenv("POLLINATIONS_OTEL", setting)
    monkeypatch.setattr(trace, "get_tracer_provider", functools.cache(trace.NoOpTracerProvider))
    monkeypatch.setattr(metrics, "get_meter_provider", metrics.NoOpMeterProvider)
    client = Pollinations("sk_test1234567890")
    assert 0 < instructions_of(client, _operations.text("What is moss?")) < most


def test_an_instrumented_client_warns_of_the_key(seen):
    """A key in the URL would be in the span of the instrumentation: one warning for each client, before it is sent."""
    with Sandbox() as sandbox, httpx.Client() as plain, httpx.Client() as own, httpx.Client() as other:
        for http in (own, other):
            HTTPXClientInstrumentor.instrument_client(http, tracer_provider=seen.provider)
        Pollinations(sandbox.key, base_url=sandbox.url, http_client=plain, query_key="always").text("hi")
        Pollinations(sandbox.key, base_url=sandbox.url, http_client=other, query_key="never").text("hi")
        client = Pollinations(sandbox.key, base_url=sandbox.url, http_client=own, query_key="always")
        with pytest.warns(errors.KeyInURLWarning, match="request hook") as warned:
            client.text("hi")
        client.text("hi")  # a second warning would fail the test
    assert len(warned) == 1
    assert warned[0].filename == __file__


@pytest.mark.slow(reason="instruments httpx")
def test_the_hook_of_the_page_hides_key_and_prompt(seen):
    """With the request hook of the page, the spans of the instrumentation hold no secret, of failed requests too."""
    (block,) = [one for one in BLOCKS if one.page.name == "logging.md" and "request_hook=" in one.content]
    (hook,) = [node for node in ast.parse(block.content).body if isinstance(node, ast.FunctionDef)]
    page = {"Span": trace.Span, "RequestInfo": RequestInfo, "httpx": httpx}
    exec(ast.unparse(hook), page)  # noqa: S102 - the hook of our own page
    with Sandbox() as sandbox, httpx.Client() as http, warnings.catch_warnings():
        warnings.simplefilter("ignore", errors.KeyInURLWarning)  # it comes with each instrumented client
        HTTPXClientInstrumentor.instrument_client(http, request_hook=page[hook.name], tracer_provider=seen.provider)
        scenes(sandbox, query_key="always", http_client=http)
        for secret in (PROMPT, httpx.QueryParams({"": PROMPT}), PROMPT.replace(" ", "%20"), sandbox.key):
            assert str(secret).removeprefix("=") not in seen.written()
    scope = "opentelemetry.instrumentation.httpx"
    assert len([span for span in seen.spans if span.instrumentation_scope.name == scope]) > 20


def test_the_span_of_an_instrumented_client_is_a_child_of_the_request(seen):
    """The instrumentation of the program sees the span of our request as the current one."""
    with Sandbox() as sandbox, httpx.Client() as http:
        HTTPXClientInstrumentor.instrument_client(http, tracer_provider=seen.provider)
        Pollinations(sandbox.key, base_url=sandbox.url, http_client=http).text("hi")
    (call,) = seen.calls
    (request,) = seen.children(call)
    assert [span.name for span in seen.children(request)] == ["GET"]
