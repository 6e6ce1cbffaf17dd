"""The sign-in of `examples/sign_in.py` in a real browser, against the pages of the sandbox."""

import importlib
import shutil
import socket
import sys
import threading

import pytest
import uvicorn

from pollination_sdk import login, without_waiting
from pollination_sdk.sandbox import Sandbox

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.slow(reason="starts a browser"),
]


@pytest.fixture
def service():
    """Serve a sandbox."""
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def site(service, monkeypatch):
    """Serve the app, whose address the sandbox knows, and return that."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    monkeypatch.setenv("POLLINATIONS_BASE_URL", service.url)
    monkeypatch.setenv("REDIRECT_URI", f"{url}/callback")
    app_key = service.add_key("pk_", name="my app", redirect_uris=[f"{url}/callback"])
    monkeypatch.setenv("POLLINATIONS_CLIENT_ID", app_key)
    monkeypatch.delitem(sys.modules, "examples.sign_in", raising=False)
    app = importlib.import_module("examples.sign_in").app
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    serving.start()
    yield url
    server.should_exit = True
    serving.join()


@pytest.fixture(scope="module")
def browser():
    """Start Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--no-proxy-server"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser):
    """Open a page that knows no cookie."""
    with browser.new_context() as context:
        yield context.new_page()


def test_a_person_signs_in(service, site, page):
    """The button of the service's page leads back to the app, which greets the user; scripts see no cookie."""
    page.goto(site)
    page.click("text=Sign in with Pollinations")
    page.wait_for_selector("text=Allow")
    assert page.url.startswith(f"{service.url}/x-enter/authorize?")
    assert f"{site}/callback" in page.content()
    page.click("text=Allow")
    page.wait_for_url(f"{site}/")
    page.wait_for_selector("text=Hello sandbox-user")  # a click does not wait for the redirects after it
    assert page.evaluate("document.cookie") == ""
    assert "sk_" not in page.content()


def test_a_person_says_no(site, page):
    """The app says so, and nobody is signed in."""
    page.goto(f"{site}/login?then=//evil.example")
    page.click("text=Deny")
    page.wait_for_selector("text=The sign-in was declined.")
    page.click("text=Sign in again")
    page.click("text=Allow")
    page.wait_for_selector("text=Hello sandbox-user")  # a click does not wait for the redirects after it


def test_nobody_is_sent_to_another_site(site, page):
    """What follows the sign-in is a page of the app, whatever the link said."""
    page.goto(f"{site}/login?then=//evil.example")
    page.click("text=Allow")
    page.wait_for_url(f"{site}/")


def test_a_device_is_signed_in_on_its_page(service, page):
    """The page has the code of its link, and its button ends the wait of the program."""
    started = login.device(service.publishable_key, base_url=service.url)
    page.goto(started.verification_uri_complete)
    page.click("text=Allow")
    page.wait_for_selector("text=The device is signed in.")
    with without_waiting():
        assert started.wait().startswith("sk_")
