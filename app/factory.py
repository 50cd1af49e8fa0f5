"""Puts the application together. ``create_app`` is what the server and the tests call."""

import hashlib
from pathlib import Path
from typing import Any

import jinja2
from flask import Flask, redirect, url_for
from flask_login import LoginManager, current_user
from werkzeug.middleware.proxy_fix import ProxyFix

from app import assets, auth, crossings, db, demo, errors, formowner, i18n, incoming, pepper, security
from app.admin import routes as admin_routes
from app.auth import account, accounts, code_pages, sealed_forms, setting_up
from app.auth import routes as auth_routes
from app.cases import feed, opening
from app.cases import routes as cases_routes
from app.cases.access import works_on_cases
from app.config import Config, load, secret
from app.exchange import hsds, sources
from app.formcookie import FormCookie
from app.htmx import CONFIG, htmx
from app.reports import routes as reports_routes
from app.resources import editor_pages
from app.resources import routes as resources_routes
from app.vault import passphrase
from directory import indexing, verifying

ROOT = Path(__file__).parent.parent
__all__ = ["account", "auth", "code_pages", "create_app", "setting_up", "setup_token"]


def setup_token(config: Config) -> str:
    """The one-time code for the first account; it counts only while there is none, or no recovery key."""
    return hashlib.sha256(secret(config, "secret_key") + b"first account").hexdigest()[:20]


def _templates(app: Flask) -> None:
    app.jinja_env.undefined = jinja2.StrictUndefined

    # Made once: what a macro needs of a request, it is given. The texts follow the request's language.
    texts = {name: app.jinja_env.globals[name] for name in ("_", "ngettext")}
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("ui.html").make_module(texts)

    # What belongs to a request, of which Flask-WTF would put its own token in; all else is the same for all.
    app.context_processor(lambda: {"lang": i18n.language(), "csrf_token": formowner.form_token})
    app.jinja_env.globals.update(
        page_owner=formowner.page_owner,
        csrf_token=formowner.form_token,
        works_on_cases=lambda: current_user.is_authenticated and works_on_cases(current_user),
        languages=i18n.LANGUAGES,
        htmx_config=CONFIG,
        demo=app.config["DEMO"],
        idle_minutes=app.config["SCHAKEL"].session_idle_minutes,
        secret_fields=" ".join(sealed_forms.SECRETS),
    )
    app.add_template_filter(i18n.when, "when")
    app.add_template_filter(i18n.day, "day")
    app.add_template_filter(i18n.long_day, "long_day")
    app.add_template_filter(i18n.weekday, "weekday")
    app.add_template_filter(i18n.coming, "coming")


@security.public
def healthz() -> str:
    """Alive, for a load balancer or a container's health check. Tells nothing."""
    return "ok\n"


def start() -> Any:
    """Where the work is: for who only keeps the directory, what is due; for all others, the search."""
    keeps = current_user.has_role("editor") and not works_on_cases(current_user)
    return redirect(url_for("editor.due" if keeps else "resources.search"), 303)


def create_app(config: Config | None = None, cost: passphrase.Cost | None = None) -> Flask:
    """The WSGI application.

    Raises:
        ConfigError, SchemaBehind: it refuses to start, with what to show the operator.
    """
    config = config or load()
    app = Flask("app", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app/static"))
    app.config.update(
        SCHAKEL=config,
        SECRET_KEY=secret(config, "secret_key"),
        COST=cost or passphrase.Cost(),
        SETUP_TOKEN=setup_token(config),
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=1024 * 1024,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=list(config.trusted_hosts) or None,
        SESSION_COOKIE_NAME="form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # our pages withhold the referrer: see ``security.from_elsewhere``
    )
    database = db.open_database(config)
    db.check_version(database)
    db.empty_logs()  # where a process ended before it could
    app.config["PEPPER"], wanting = pepper.read(config)
    without_keys, none = pepper.keys_lost(config)
    app.config["CASES_SHUT"] = bool(wanting) or none
    app.config["WANTING"] = [line for line in (wanting, without_keys) if line]
    app.config["DEMO"] = demo.is_demo()
    indexing.use_index(config.index_path)
    verifying.use_rhythm(config.check_months)
    i18n.init(app)
    htmx.init_app(app)
    app.session_interface = FormCookie()
    login = LoginManager(app)
    login.session_protection = None  # guards Flask's session, by which nobody is signed in
    login.request_loader(auth_routes.load_user)
    security.init(app)
    incoming.init(app)
    errors.init(app)
    _templates(app)
    app.register_blueprint(auth_routes.blueprint)
    app.register_blueprint(resources_routes.blueprint)
    app.register_blueprint(editor_pages.editor)
    app.register_blueprint(cases_routes.blueprint)
    app.register_blueprint(reports_routes.blueprint)
    app.register_blueprint(admin_routes.blueprint)
    app.register_blueprint(sources.blueprint)
    if config.hsds_api:
        app.register_blueprint(hsds.blueprint)
    accounts.LET_GO[:] = [feed.end, opening.let_go]
    accounts.PASSPHRASE_CHANGED[:] = [feed.end]
    assets.init(app)
    crossings.init(app)
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/", "start", start)
    if config.https:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app
