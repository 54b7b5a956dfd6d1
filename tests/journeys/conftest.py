"""An installation of its own, answering on the web, and people who visit it in a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
import yaml

import sampakt

playwright = pytest.importorskip("playwright.sync_api")

HERE = Path(__file__).parent
AXE = (HERE.parent / "browser" / "axe.min.js").read_text("utf-8")
RULES = "{rules: {'target-size': {enabled: true}}}"
"""The one rule of WCAG 2.2 AA that axe leaves off unless asked."""
CAST = {
    "coordinator": "klara.exempel",  # Huddinge, in two partnerships, holds the coordinator's office
    "partner": "sten.latsas",  # Södertörn
    "contact": "mina.fantasi",  # Mittuniversitetet
    "reader": "polly.fortroende",
    "administrator": "adam.ordning",
    "lead": "tuva.oppdiktet",  # Trondheim, reads Norwegian
    "outsider": "ursula.utanfor",
}
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


def password() -> str:
    """The one that the demonstration's cast shares."""
    cast = Path(sampakt.__file__).parent / "demo" / "cast.yaml"
    return str(yaml.safe_load(cast.read_text("utf-8"))["password"])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation with the five systems, run as an operator runs it."""
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    folder = tmp_path_factory.mktemp("installation")
    settings = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SAMPAKT_")},
        "SAMPAKT_DATA": str(folder),
        "SAMPAKT_ADDRESS": address,
        "SAMPAKT_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "sampakt.config.settings",
    }

    def run(*command: str) -> None:
        done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    sampakt = (sys.executable, "-c", "from sampakt.config.command import main; main()")
    run(*sampakt, "migrate", "--verbosity", "0")
    run(*sampakt, "createcachetable")
    run(*sampakt, "demo")
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen([*sampakt, "serve"], env=settings, stdout=log, stderr=log)
        try:
            _wait_for(address, server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)
    said = (folder / "server.log").read_text("utf-8")
    assert "Traceback" not in said, said[-4000:]


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the server stopped"
        try:
            urllib.request.urlopen(address + "/licence/", timeout=5)
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


@pytest.fixture(scope="session")
def browser(site: str) -> Iterator[Any]:
    """Chromium."""
    # The driver keeps an event loop in this thread; later tests of the same process still use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


class Visitor:
    """Somebody at a browser. Counts clicks, and holds every page it comes to against axe."""

    def __init__(self, browser: Any, site: str, **device: Any) -> None:
        self.site = site
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "sv-SE", **device})
        self.scripts = device.get("java_script_enabled", True)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.clicks = 0

    def sign_in(self, name: str) -> "Visitor":
        """Through the form, with address and password."""
        self.open("/account/login/")
        self.page.locator("[name=login]").fill(f"{CAST[name]}@example.org")
        self.page.locator("[name=password]").fill(password())
        self.page.locator("main form [type=submit]").first.click()
        self.page.wait_for_url(self.site + "/")
        self.clicks = 0
        return self

    def open(self, path: str, status: int = 200) -> "Visitor":
        """Go to an address, and look at the page."""
        answer = self.page.goto(self.site + path)
        assert answer.status == status, f"{path}: {answer.status}"
        self.faults = [fault for fault in self.faults if "Failed to load resource" not in fault]
        self.look()
        return self

    def click(self, what: Any) -> "Visitor":
        """Click something: words of a link or a button, or a locator."""
        if isinstance(what, str):
            what = self.page.get_by_role("link", name=what).or_(self.page.get_by_role("button", name=what)).first
        what.click()
        self.clicks += 1
        self.page.wait_for_load_state()
        return self

    def look(self) -> None:
        """The page is accessible, nothing scrolls sideways, and the browser complains of nothing."""
        where = self.page.url
        assert self.faults == [], f"{where}: {self.faults}"
        assert not self.page.evaluate("document.documentElement.scrollWidth > innerWidth"), f"{where} scrolls sideways"
        if not self.scripts:
            return
        self.page.evaluate(AXE)
        found = self.page.evaluate(
            f"axe.run({RULES})"
            ".then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 200))))"
        )
        assert found == [], f"{where}: {found}"

    def sees(self, words: str) -> bool:
        """Whether the words stand on the page."""
        return words in self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        """Where one is."""
        return self.page.url.removeprefix(self.site)


@pytest.fixture
def visitor(site: str, browser: Any) -> Iterator[Callable[..., Visitor]]:
    """``visitor("coordinator")``: somebody who has signed in; ``visitor("")`` has not."""
    came: list[Visitor] = []

    def come(name: str = "", **device: Any) -> Visitor:
        one = Visitor(browser, site, **device)
        came.append(one)
        return one.sign_in(name) if name else one

    yield come
    for one in came:
        one.context.close()
