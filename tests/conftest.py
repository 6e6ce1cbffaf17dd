"""What holds for all tests: how many examples Hypothesis tries, and the check that nothing logged shows a key."""

import contextlib
import copyreg
import functools
import gc
import importlib
import logging
import os
import random
from collections.abc import Generator, Iterator
from pathlib import Path

import anyio.lowlevel
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from tests.flavours import driven, flavour_named
from tests.helpers.few_messages import pytest_report_to_serializable, pytest_sessionstart  # noqa: F401 - hooks
from tests.helpers.loud_loggers import KEY_LOGGERS, pytest_runtest_teardown  # noqa: F401 - a hook

from pollination_sdk import AsyncPollinations, Pollinations
from pollination_sdk.sandbox import Sandbox

PROFILES = {"dev": 25, "ci": 100, "nightly": 2000}
"""How many examples each property is tried with, see also `tests.examples`; `HYPOTHESIS_PROFILE` names one."""

for name, examples in PROFILES.items():
    settings.register_profile(
        name,
        max_examples=examples,
        derandomize=name != "nightly",  # the gate gives the same result twice; at night new examples are tried
        database=None,
        deadline=None,  # how long one example takes depends on the machine
        suppress_health_check=[HealthCheck.too_slow],  # as above
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

from tests.examples import AT_NIGHT, covering  # noqa: E402 - they depend on the profile

if not AT_NIGHT and hasattr(providers, "_get_local_constants"):
    # Hypothesis tries the constants of all modules that are imported so far, so examples depend on the tests before.
    # Each module that is imported late costs it a fifth of a second. No setting switches that off, so this is private.
    providers._get_local_constants = providers.Constants

CALLING_OUT = {"interop", "live", "tools"}
"""Folders of tests that may reach public servers, such as those of pip."""

OWN_AUTHORITIES = {name: value for name, value in os.environ.items() if name == "SSL_CERT_FILE"}
ONE_AUTHORITY = {"SSL_CERT_FILE": str(Path(__file__).with_name("helpers") / "unused_authority.pem")}
"""An authority that signs no certificate: to read the 140 of certifi takes 40 ms of each client that is made."""

IN_THE_INNER_LOOP = 1
"""How many cases of one parametrised test `-m "not slow"` runs: always the same. The whole suite runs all of them."""

WHOLE_GRIDS = AT_NIGHT or os.environ.get("FAULTS") == "full"
"""Whether each case of each grid is run, and not only a sample that has every value of every parameter."""

ONE_OF_MANY = pytest.mark.slow(reason="one of many cases of a rule; the inner loop runs a sample").mark

LONGEST = {"batch", "contract", "tools"}
"""Folders whose tests take seconds. They come first: at the end, one worker would be busy while the others are idle."""


def pytest_configure(config: pytest.Config) -> None:
    """Try each property with few examples in the inner loop, also where the session asks for those of the gate."""
    if config.option.markexpr == "not slow" and not AT_NIGHT:
        settings.load_profile("dev")


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Run two workers more than there are cores with `-n auto`, as slow tests wait a third of their time; else one."""
    return (yield) + (1 if config.option.markexpr else 2)


@pytest.hookimpl(wrapper=True)  # after all parameters are known
def pytest_generate_tests(metafunc: pytest.Metafunc) -> Generator[None]:
    """Make a sample of the cases of a grid that covers it, and mark all of them but a few as slow.

    Cases that are not chosen are never made, as most of 17,000 would be made to be thrown away.
    """
    yield
    config, cases = metafunc.config, metafunc._calls  # a private name: pytest chooses among finished items alone
    if len(cases) < 2 or any("[" in one for one in config.args):  # a person has chosen a case
        return
    if not (WHOLE_GRIDS or config.option.keyword):  # as above
        cases[:] = covering(cases, metafunc.definition)
    if not config.option.markexpr:  # it alone asks which are slow
        return
    left_out = max(0, len(cases) - IN_THE_INNER_LOOP)
    name, places = metafunc.definition.nodeid, range(len(cases))
    slow = set(random.Random(name).sample(places, left_out))  # noqa: S311 - the same cases each time
    for place in slow:
        cases[place].marks.append(ONE_OF_MANY)
    if config.option.markexpr == "not slow":
        cases[:] = [cases[place] for place in places if place not in slow]


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse marks that give no reason, and skip what tests our own transport while `HTTP_CLIENT` names another."""
    items.sort(key=lambda item: item.path.parent.name not in LONGEST)
    for item in items:
        for name in ("slow", "own_transport"):
            for mark in item.iter_markers(name):
                if not (reason := mark.kwargs.get("reason")):
                    raise pytest.UsageError(f"{item.nodeid} is marked as {name} without a reason=.")
                if name == "own_transport" and os.environ.get("HTTP_CLIENT"):
                    item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None]:
    """Keep what the collection makes out of the garbage collection, which would look at it again in each test."""
    gc.disable()
    try:
        _import_a_share(session.config)
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


def _import_a_share(config: pytest.Config) -> None:
    """Import another part of the test modules first in each worker: in a fresh checkout, each then compiles a part.

    All would compile all of them otherwise, at the same time, which takes seconds.
    """
    worker, root = getattr(config, "workerinput", None), config.rootpath
    if worker is None or [root / one for one in config.args] != [root / "tests"]:
        return
    ignored = [root / one for one in config.option.ignore or ()]
    modules = [one for one in sorted(root.glob("tests/**/test_*.py")) if not {one, *one.parents} & {*ignored}]
    for path in modules[int(worker["workerid"].removeprefix("gw")) :: worker["workercount"]]:
        with contextlib.suppress(Exception, pytest.skip.Exception):  # the collection reports it
            importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))


class _Listener(logging.Handler):
    """Count the records in which a handler of an application would write a key."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.leaks = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Format the record as any handler does, while the client that logs it is alive."""
        from pollination_sdk._secrets.live_keys import hide_live_keys  # noqa: PLC0415 - most tests need no client

        line = self.format(record)
        self.leaks += hide_live_keys(line) != line


@pytest.fixture
def no_key_in_any_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run a test at DEBUG, and fail it if the key of a living client is in what was logged.

    The modules that use it meet each method, each fault and each way to give a key; logging costs others a third of
    their time.
    """
    listener = _Listener()
    loggers = [logging.getLogger(name) for name in KEY_LOGGERS]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.setLevel(logging.DEBUG)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.removeHandler(listener)
        logger.setLevel(level)
    assert not listener.leaks, f"{listener.leaks} records of {request.node.name} show a key"


@pytest.hookimpl(wrapper=True)  # a fixture of each test would cost each of thousands more than its own work
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, object, object]:
    """Let clients trust one authority, and forget what Dask has registered at the end of each module."""
    os.environ.pop("SSL_CERT_FILE", None)
    os.environ.update(OWN_AUTHORITIES if item.path.parent.name in CALLING_OUT else ONE_AUTHORITY)
    try:
        return (yield)
    finally:
        if nextitem is None or nextitem.path != item.path:
            _forget_reducers()


def _forget_reducers() -> None:
    """Forget how Dask pickles exceptions, which it registers for all classes of the process when it is imported."""
    for cls, reducer in list(copyreg.dispatch_table.items()):
        if getattr(reducer, "__module__", None) == "tblib.pickling_support":
            del copyreg.dispatch_table[cls]


@pytest.fixture(scope="module")
def few_objects() -> None:
    """Keep what is alive before a module out of its garbage collections: one takes milliseconds then, not 200."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def no_log() -> Iterator[None]:
    """Write no log, where the lines that pytest keeps would grow, or their locks would be forked."""
    logging.disable()
    yield
    logging.disable(logging.NOTSET)  # and forgets what loggers have learnt of it


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """Give a provider of its own to each test."""
    with Sandbox() as one:
        yield one


@pytest.fixture(autouse=bool(os.environ.get("HTTP_CLIENT")))
def library_that_sends(monkeypatch):
    """Hand a client of the library that `HTTP_CLIENT` names to each client that a test makes without one."""
    library, made = importlib.import_module(os.environ["HTTP_CLIENT"]), []
    for cls, new in ((Pollinations, library.Client), (AsyncPollinations, lambda: until_end_of_loop(library))):
        start = cls._start

        @functools.wraps(start)
        def start_with(self, settings, http_client=None, *, start=start, new=new):
            made.append(http_client or new())
            start(self, settings, made[-1])

        monkeypatch.setattr(cls, "_start", start_with)
    yield
    for one in made:
        if isinstance(one, library.Client):
            one.close()


def until_end_of_loop(library):
    """Make an async client of a library, whose connections are closed at the end of each event loop that used it."""

    class Transport(library.AsyncHTTPTransport):
        def __init__(self):
            super().__init__()
            self.loops = {}

        async def handle_async_request(self, request):
            if (loop := anyio.lowlevel.current_token()) not in self.loops:
                self.loops[loop] = self.until_end()
                await anext(self.loops[loop])
            return await super().handle_async_request(request)

        async def until_end(self):
            try:
                yield
            finally:  # event loops close their async generators at their end
                with anyio.CancelScope(shield=True):
                    await self.aclose()

    return library.AsyncClient(transport=Transport())


@pytest.fixture(params=["sync", "async"])
def flavour(request):
    """Give each flavour in turn."""
    with flavour_named(request.param) as one:
        yield one


@pytest.fixture
def client(flavour, sandbox):
    """Give a client of each flavour, with a key for the sandbox."""
    with driven(flavour, sandbox.key, base_url=sandbox.url) as one:
        yield one
