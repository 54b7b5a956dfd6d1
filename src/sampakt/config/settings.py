"""Django's settings. What an operator may change comes from ``environment``."""

import warnings
from pathlib import Path
from urllib.parse import urlparse

from csp.constants import NONE, SELF

from sampakt.config import environment
from sampakt.kernel.terms import Language

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(environment.DATA.read()).expanduser().resolve()

SECRET_KEY = environment.secret_key(DATA)
DEBUG = environment.is_yes(environment.DEBUG)
ADDRESS = environment.address()
_address = urlparse(ADDRESS)
IS_TLS = _address.scheme == "https"
ALLOWED_HOSTS = [*filter(None, environment.HOSTS.read().split(",")), _address.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

# Lowest room first: what a room brings (kinds, parts of a partnership file, panels) is found in this order.
INSTALLED_APPS = [
    "sampakt.kernel",
    "sampakt.ui",
    "sampakt.trail",
    "sampakt.post",
    "sampakt.organisations",
    "sampakt.papers",
    "sampakt.jobs",
    "sampakt.agreements",
    "sampakt.commitments",
    "sampakt.governance",
    "sampakt.transfer",
    "sampakt.intake",
    "sampakt.desk",
    "sampakt.demo",
    "sampakt.config",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "ninja",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "sampakt.config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "sampakt.config.middleware.ViewerMiddleware",
    "sampakt.config.middleware.FilesMiddleware",
    "sampakt.config.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "sampakt.config.urls"
WSGI_APPLICATION = "sampakt.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["sampakt.ui.templatetags.ui", "sampakt.ui.templatetags.panels", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "sampakt.config.viewer.for_templates",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# An address typed without a scheme is https, as from Django 6 on; the setting goes when Django 6 comes.
warnings.filterwarnings("ignore", "The FORMS_URLFIELD_ASSUME_HTTPS transitional setting is deprecated")
FORMS_URLFIELD_ASSUME_HTTPS = True

DATABASES = {"default": environment.database(DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counts of failed sign-ins must be the same for every worker, so they are kept in the database.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["sampakt.config.accounts.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "sampakt.config.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account is made by following the link in an invitation
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # its letter invites to sign up, which nobody can
ACCOUNT_SESSION_REMEMBER = None
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "add_webauthn": "sampakt.config.accounts.AddKeyForm",
    "edit_webauthn": "sampakt.config.accounts.RenameKeyForm",
}
MFA_TOTP_ISSUER = "Sampakt"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_TLS

LANGUAGE_CODE = environment.LANGUAGE.read()
LANGUAGES = Language.choices
USE_I18N = True
LANGUAGE_CHOSEN = "sampakt.config.accounts.keep_language"
# What a status is called is known to a room above the one that draws it.
STATUS_TERMS = "sampakt.commitments.terms.Status"
USE_TZ = True
TIME_ZONE = environment.TIME_ZONE.read()

STATIC_URL = "static/"
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # served from the packages: nothing to collect, nothing to forget when updating
UPLOAD_LIMIT = int(environment.UPLOAD_LIMIT.read()) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Partnership files that new partnerships are made after: those of the demonstration, and what an operator adds.
PATTERNS = [PACKAGE / "demo" / "systems", DATA / "patterns"]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOBS_FOLDER = DATA / "jobs"
JOB_MEMORY = int(environment.JOB_MEMORY.read()) * 1024 * 1024

for _name, _value in environment.mail().items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = environment.MAIL_FROM.read()
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_TLS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_HSTS_SECONDS = 31_536_000 if IS_TLS else 0
SECURE_SSL_REDIRECT = False  # the proxy's task
if environment.is_yes(environment.PROXY_TLS):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # tries to sign in are counted by the visitor's address, not the proxy's

NINJA_PAGINATION_MAX_LIMIT = 200

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"sampakt": {"level": "INFO"}},
}
