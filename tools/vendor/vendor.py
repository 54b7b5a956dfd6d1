"""Fetch the front-end files that Sampakt ships, so that nobody needs Node to install or run it.

`python tools/vendor/vendor.py` builds them anew from the versions pinned in package.json (needs Node
and npm), and `python tools/vendor/vendor.py --check` compares the files with vendor.json (needs only
Python). To take a newer version: edit package.json, run `npm install --package-lock-only` in this
folder, then build.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = HERE / "node_modules"
BUILD = HERE / "build"
STATIC = ROOT / "src" / "sampakt" / "ui" / "static" / "ui" / "vendor"
FONTS = ROOT / "src" / "sampakt" / "papers" / "printing" / "fonts"
MANIFEST = STATIC / "vendor.json"
SVG = "http://www.w3.org/2000/svg"


class VendorError(Exception):
    """A vendored file cannot be built; the message says which and why."""


@dataclass(frozen=True)
class Vendored:
    """One shipped file: the package it comes from, where it lies when built, where we keep it."""

    package: str
    source: Path
    target: Path

    def record(self) -> dict[str, str]:
        """The file's line in the manifest: what it is, whose terms it is under, what it contains."""
        about = json.loads((MODULES / self.package / "package.json").read_text("utf-8"))
        return {
            "file": self.target.relative_to(ROOT).as_posix(),
            "name": self.package,
            "version": about["version"],
            "licence": about["license"],
            "sha256": sha256(self.target),
        }


VENDORED = (
    Vendored(
        "@digdir/designsystemet-css",
        MODULES / "@digdir/designsystemet-css/dist/src/index.css",
        STATIC / "designsystemet.css",
    ),
    Vendored(
        "@digdir/designsystemet",
        BUILD / "theme" / "sampakt.css",
        STATIC / "sampakt-theme.css",
    ),
    Vendored(
        "@digdir/designsystemet-web",
        MODULES / "@digdir/designsystemet-web/dist/umd/index.js",
        STATIC / "designsystemet.js",
    ),
    Vendored("htmx.org", MODULES / "htmx.org/dist/htmx.min.js", STATIC / "htmx.min.js"),
    Vendored("inter-ui", BUILD / "InterVariable.woff2", STATIC / "InterVariable.woff2"),
    Vendored("inter-ui", BUILD / "InterVariable.ttf", FONTS / "InterVariable.ttf"),
    Vendored("@navikt/aksel-icons", BUILD / "icons.svg", STATIC / "icons.svg"),
    Vendored("axe-core", MODULES / "axe-core/axe.min.js", ROOT / "tests/browser/axe.min.js"),
    Vendored(
        "axe-core",
        MODULES / "axe-core/LICENSE-3RD-PARTY.txt",
        ROOT / "LICENSES/axe-core-third-party.txt",
    ),
)


def sha256(path: Path) -> str:
    """The file's fingerprint."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(*command: str) -> None:
    """Run one outside program in this folder and stop at its first fault."""
    try:
        subprocess.run(command, cwd=HERE, check=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise VendorError(f"{' '.join(command)}: {fault}") from fault


def strip_addresses(lock_file: Path) -> None:
    """Leave out of the lock file where each package was fetched: its hash says enough."""
    lock = json.loads(lock_file.read_text("utf-8"))
    for package in lock["packages"].values():
        package.pop("resolved", None)
    lock_file.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")


def build_theme() -> None:
    """Turn the colours and type of designsystemet.config.json into our own theme."""
    command = str(MODULES / ".bin" / "designsystemet")
    run(command, "tokens", "create", "--clean")
    run(command, "tokens", "build", "--clean", "-t", "build/tokens", "-o", "build/theme")


def build_font() -> None:
    """Cut Inter to the letters we need, with all its weights and figure styles: for pages, and unpacked for papers."""
    source = MODULES / "inter-ui/variable/InterVariable.woff2"
    for name in ("InterVariable.woff2", "InterVariable.ttf"):
        run("node", "subset-font.mjs", str(source), str(BUILD / name))


def icon_names(text: str) -> dict[str, str]:
    """Our icon names and the drawing that each stands for, as icons.txt lists them."""
    names: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or words[0] in names:
            raise VendorError(f"icons.txt line {number}: expected a new name and its drawing")
        names[words[0]] = words[1]
    return names


def drawing_file(drawing: str) -> Path:
    """Where a drawing named in icons.txt lies: one of Aksel's, or our own in the folder icons/."""
    if drawing.startswith("icons/"):
        path = HERE / drawing
    else:
        path = MODULES / "@navikt/aksel-icons/dist/svg" / f"{drawing}.svg"
    if not path.exists():
        raise VendorError(f"icons.txt: there is no drawing {drawing}")
    return path


def build_sprite() -> None:
    """Gather the icons of icons.txt in one file, each a symbol that takes the colour of its text."""
    ElementTree.register_namespace("", SVG)
    sprite = ElementTree.Element(f"{{{SVG}}}svg")
    for name, drawing in icon_names((HERE / "icons.txt").read_text("utf-8")).items():
        picture = ElementTree.parse(drawing_file(drawing)).getroot()
        symbol = ElementTree.SubElement(
            sprite, f"{{{SVG}}}symbol", id=name, viewBox=picture.attrib["viewBox"], fill="none"
        )
        symbol.extend(picture)
    for element in sprite.iter():
        element.text = element.tail = None
    ElementTree.indent(sprite, space="")
    ElementTree.ElementTree(sprite).write(BUILD / "icons.svg", encoding="utf-8")


def ship(vendored: Vendored) -> None:
    """Copy one built file into place.

    Scripts and style sheets lose the line that names their source map. We do not ship the maps, and
    Django refuses to collect a file that points at one it cannot find.
    """
    vendored.target.parent.mkdir(parents=True, exist_ok=True)
    if vendored.target.suffix in {".js", ".css"}:
        text = vendored.source.read_text("utf-8")
        text = re.sub(r"\n?(//|/\*)# sourceMappingURL=\S+( \*/)?\s*\Z", "", text)
        vendored.target.write_text(text.rstrip() + "\n", "utf-8")
    else:
        shutil.copyfile(vendored.source, vendored.target)


def build() -> None:
    """Build every vendored file and write the manifest."""
    strip_addresses(HERE / "package-lock.json")
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir()
    build_theme()
    build_font()
    build_sprite()
    for vendored in VENDORED:
        ship(vendored)
    records = [vendored.record() for vendored in VENDORED]
    MANIFEST.write_text(json.dumps({"files": records}, indent=2) + "\n", "utf-8")


def differences() -> list[str]:
    """Every way in which the files differ from the manifest, one line each."""
    if not MANIFEST.exists():
        return [f"{MANIFEST.relative_to(ROOT).as_posix()}: missing"]
    records = json.loads(MANIFEST.read_text("utf-8"))["files"]
    recorded = {record["file"]: record["sha256"] for record in records}
    found = []
    for name, digest in recorded.items():
        path = ROOT / name
        if not path.exists():
            found.append(f"{name}: missing")
        elif sha256(path) != digest:
            found.append(f"{name}: differs from the file that was vendored")
    for path in sorted(STATIC.iterdir()):
        name = path.relative_to(ROOT).as_posix()
        if path != MANIFEST and name not in recorded:
            found.append(f"{name}: not in vendor.json")
    return found


def main() -> int:
    """Build the vendored files, or check that nobody has changed them by hand."""
    parser = argparse.ArgumentParser(description="Build or check the vendored front-end files.")
    parser.add_argument("--check", action="store_true", help="compare the files with vendor.json")
    if parser.parse_args().check:
        found = differences()
        print("\n".join(found) or "The vendored files are as vendor.json says.")
        return 1 if found else 0
    try:
        build()
    except VendorError as fault:
        print(f"Vendoring failed. {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
