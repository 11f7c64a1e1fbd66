"""Settings of the web application, from the environment alone.

JIPING_DATA           folder of the database, evidence files, log and backups (default ~/.jiping)
DATABASE_URL          a PostgreSQL database instead of the embedded SQLite
JIPING_SECRET_KEY     the key that signs sessions; without it only a local start is possible
JIPING_HOSTS          names under which the site is reached, divided by commas
JIPING_ORIGINS        origins for CSRF, as https://jx.example.gov.cn (default: https:// + hosts)
JIPING_PROXY          1 behind a TLS proxy that sets X-Forwarded-For and X-Forwarded-Proto
JIPING_LOCAL          1 for a start on this machine alone, without TLS (set by `jiping serve`)
JIPING_IDLE_MINUTES   how long a session lives without use (default 30)
JIPING_MAIL_URL       smtp://user:password@host:port, smtps://… (TLS) or smtp+tls://… (STARTTLS);
                      without it no mail is sent
JIPING_MAIL_FROM      sender of mails
JIPING_REMIND_DAYS    how many days before a deadline `jiping manage remind` reminds (default 7,3,1)
JIPING_SITE_TITLE     title of the public site
JIPING_SITE_PUBLISHER who publishes it, told at the foot of its pages
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .secret import local_key

HERE = Path(__file__).parent
DATA = Path(os.environ.get("JIPING_DATA") or Path.home() / ".jiping").expanduser().resolve()
LOCAL = os.environ.get("JIPING_LOCAL") == "1"
PROXY = os.environ.get("JIPING_PROXY") == "1"


def _listed(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


# --- key, hosts, transport -------------------------------------------------------------------

SECRET_KEY = os.environ.get("JIPING_SECRET_KEY", "")
if not SECRET_KEY and LOCAL:
    SECRET_KEY = local_key(DATA)
if len(SECRET_KEY) < 32:
    raise ImproperlyConfigured(
        "拒绝启动：正式运行必须用环境变量 JIPING_SECRET_KEY 给出至少32个字符的密钥"
        "（可用 jiping key 生成）；只在本机试用时设 JIPING_LOCAL=1。"
    )
DEBUG = False
ALLOWED_HOSTS = _listed("JIPING_HOSTS") or (["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("拒绝启动：请用环境变量 JIPING_HOSTS 给出网站的域名。")
CSRF_TRUSTED_ORIGINS = _listed("JIPING_ORIGINS") or (
    [] if LOCAL else [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
)
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY else None
SECURE_REDIRECT_EXEMPT = [r"^alive$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "jiping", "jiping_csrf"
CSRF_FAILURE_VIEW = "jiping.web.faults.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- sessions and passwords ------------------------------------------------------------------

IDLE_MINUTES = int(os.environ.get("JIPING_IDLE_MINUTES", "30"))
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
PASSWORD_DAYS = 90
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": "jiping.web.accounts.passwords.ThreeKindsValidator"},
]
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "login", "home", "login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "jiping.web.address.address_of"
AXES_LOCKOUT_CALLABLE = "jiping.web.accounts.views.locked_out"
AXES_VERBOSE = False

# --- parts -----------------------------------------------------------------------------------

_OWN = (
    "accounts", "units", "campaigns", "filings", "reviews", "evidence", "library", "history",
    "notices", "portal", "api",
)  # fmt: skip
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "jiping.web",
    *(f"jiping.web.{name}" for name in _OWN),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "jiping.web.faults.Faults",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "jiping.web.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jiping.web.accounts.session.Session",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "jiping.web.urls"
WSGI_APPLICATION = "jiping.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "jiping.web.context.context",
            ],
            "builtins": ["jiping.web.templatetags.jiping"],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["axes.W003"]

# --- database --------------------------------------------------------------------------------

#: A save that was acknowledged survives a power cut: WAL with synchronous=FULL.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"
        "PRAGMA cache_size=-64000;PRAGMA mmap_size=268435456;"
    ),
}
if os.environ.get("DATABASE_URL"):
    DATABASES = {
        "default": dj_database_url.parse(
            os.environ["DATABASE_URL"], conn_max_age=600, conn_health_checks=True
        )
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA / "jiping.sqlite3",
            "OPTIONS": _SQLITE,
            "CONN_MAX_AGE": None,
        }
    }

# --- files and limits ------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True, mode=0o700)
#: Names with hashes and compressed files once `jiping serve` has collected them; as they are else.
_COLLECTED = (STATIC_ROOT / "staticfiles.json").is_file()
WHITENOISE_USE_FINDERS = not _COLLECTED
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "jiping.web.static_files.Hashed"
        if _COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA / "evidence"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
#: Bytes of one evidence file and of one document that is read in.
UPLOAD_BYTES = 20 * 1024 * 1024

SITE_TITLE = os.environ.get("JIPING_SITE_TITLE", "预算绩效自评公开")
SITE_PUBLISHER = os.environ.get("JIPING_SITE_PUBLISHER", "")

# --- words -----------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
LANGUAGE_COOKIE_NAME = "jiping_language"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True

# --- mail and log ----------------------------------------------------------------------------

#: Scheme → its usual port.
_MAIL_PORTS = {"smtp": 25, "smtps": 465, "smtp+tls": 587}
#: Whether mail is sent.
MAIL = bool(os.environ.get("JIPING_MAIL_URL"))
try:
    _mail = urlsplit(os.environ["JIPING_MAIL_URL"] if MAIL else "smtp://localhost")
    _usual = _MAIL_PORTS[_mail.scheme]
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or _usual
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        unquote(told or "").encode("ascii").decode() for told in (_mail.username, _mail.password)
    )
    if not EMAIL_HOST:
        raise ValueError
except (ValueError, KeyError) as error:
    raise ImproperlyConfigured(
        "拒绝启动：环境变量 JIPING_MAIL_URL 应为 smtp://、smtps:// 或 smtp+tls:// 开头的地址，"
        "如 smtps://用户:密码@主机:端口，端口为数字，用户和密码里没有汉字。"
    ) from error
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if MAIL
    else "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("JIPING_MAIL_FROM", "jiping@localhost")
_days = _listed("JIPING_REMIND_DAYS") if "JIPING_REMIND_DAYS" in os.environ else ["7", "3", "1"]
if not all(day.isdecimal() for day in _days):
    raise ImproperlyConfigured("拒绝启动：环境变量 JIPING_REMIND_DAYS 应为天数，如 7,3,1。")
REMIND_DAYS = [int(day) for day in _days]
#: 等保2.0 asks for a log of at least six months.
LOG_DAYS = 400
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "daily": {
            "class": "jiping.web.daily_log.DailyLog",
            "folder": DATA / "log",
            "days": LOG_DAYS,
            "formatter": "line",
        },
        "console": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "line"},
    },
    "root": {"handlers": ["daily", "console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},
}
