"""The installation's settings, read from the environment; ``docs/operating.md`` describes each."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, its value when it is not set, and what it is for."""

    name: str
    default: str
    purpose: str

    def read(self) -> str:
        """Its value now."""
        return os.environ.get(self.name, self.default).strip()


DATA = Setting("SAMPAKT_DATA", "data", "Folder for the SQLite database, uploaded files and the secret key.")
DATABASE_URL = Setting(
    "SAMPAKT_DATABASE_URL", "", "PostgreSQL: postgresql://user:password@host:5432/name. Empty: SQLite in SAMPAKT_DATA."
)
SECRET_KEY = Setting("SAMPAKT_SECRET_KEY", "", "Signs sessions and links. Empty: made once and kept in SAMPAKT_DATA.")
DEBUG = Setting("SAMPAKT_DEBUG", "no", "yes shows errors in full; never on a server that others reach.")
ADDRESS = Setting(
    "SAMPAKT_ADDRESS",
    "",
    "The address people use, with scheme; links in mail start with it. Empty: localhost.",
)
HOSTS = Setting(
    "SAMPAKT_HOSTS",
    "localhost,127.0.0.1,[::1]",
    "Host names answered, with commas; the host of SAMPAKT_ADDRESS is always one.",
)
PORT = Setting("SAMPAKT_PORT", "8000", "The port that sampakt serve listens on.")
BIND = Setting("SAMPAKT_BIND", "127.0.0.1", "The network address that sampakt serve listens on.")
WORKERS = Setting("SAMPAKT_WORKERS", "1", "Worker processes of sampakt serve.")
LANGUAGE = Setting("SAMPAKT_LANGUAGE", "sv", "Language for those who have not chosen one: sv, nb or en.")
TIME_ZONE = Setting("SAMPAKT_TIME_ZONE", "Europe/Stockholm", "The time zone whose calendar days count.")
MAIL_URL = Setting(
    "SAMPAKT_MAIL_URL", "", "smtp://user:password@host:587 or smtps://…:465. Empty: letters are printed, not sent."
)
MAIL_FROM = Setting("SAMPAKT_MAIL_FROM", "Sampakt <sampakt@localhost>", "Sender of outgoing mail.")
UPLOAD_LIMIT = Setting("SAMPAKT_UPLOAD_LIMIT", "25", "Largest uploaded file, in megabytes.")
PROXY_TLS = Setting(
    "SAMPAKT_PROXY_TLS", "no", "yes when a proxy in front ends TLS and sets X-Forwarded-Proto and -For."
)
WORKER = Setting(
    "SAMPAKT_WORKER", "yes", "no when sampakt serve is not to bring a worker along, because sampakt work runs apart."
)
JOB_MEMORY = Setting("SAMPAKT_JOB_MEMORY", "2048", "Most memory that a job in the background may take, in megabytes.")

ALL = tuple(value for value in globals().values() if isinstance(value, Setting))


def is_yes(setting: Setting) -> bool:
    """Whether a yes-or-no setting says yes."""
    return setting.read().lower() in {"yes", "true", "1", "on"}


def address() -> str:
    """The address people use; when none is set, the port on this machine, so that links in letters lead here."""
    return ADDRESS.read().rstrip("/") or f"http://localhost:{PORT.read()}"


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, or made once and kept in ``folder`` so that sessions survive a restart."""
    if key := SECRET_KEY.read():
        return key
    kept = folder / "secret-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(50))
    return kept.read_text()


def database(folder: Path) -> dict[str, object]:
    """Django's description of the database. Raises ValueError on an address that is not PostgreSQL's."""
    url = DATABASE_URL.read()
    if not url:
        return {
            "ENGINE": "sampakt.kernel.sqlite",
            "NAME": folder / "sampakt.sqlite3",
            "TEST": {"NAME": ":memory:"},
            # Opening the file anew for every request costs more than most questions do.
            "CONN_MAX_AGE": 60,
            # Without these, writers at the same time lose transactions to "database is locked".
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                # A dozen questions a page and many pages: each that SQLite has forgotten is planned anew.
                "cached_statements": 1024,
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;",
            },
        }
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("SAMPAKT_DATABASE_URL must look like postgresql://user:password@host:5432/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def mail() -> dict[str, object]:
    """Django's mail settings for SAMPAKT_MAIL_URL. Raises ValueError on a scheme that is not smtp or smtps."""
    url = MAIL_URL.read()
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlparse(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError("SAMPAKT_MAIL_URL must start with smtp:// or smtps://")
    safe = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if safe else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": safe,
        "EMAIL_USE_TLS": not safe and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }
