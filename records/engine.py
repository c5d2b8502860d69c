"""Open a database, SQLite or PostgreSQL, at the newest version of its tables."""

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from records.errors import InputError, OutsideError

_MIGRATIONS = Path(__file__).parent / "migrations"

#: What SQLite and PostgreSQL say of a disk without room.
_NO_ROOM = ("disk is full", "disk I/O error", "No space left on device", "could not extend file")

#: How long a writer waits for another one, in milliseconds.
BUSY_TIMEOUT_MS = 30_000


def open_engine(url: str) -> Engine:
    """Return an engine for the database at *url*, its tables migrated to the newest version.

    Raises InputError when the address cannot be used or the SQLite file cannot be
    written, OutsideError when a database server does not answer.
    """
    engine = _create(url)
    try:
        migrate(engine)
    except DBAPIError as error:
        engine.dispose()
        raise _explained(engine, error) from error
    return engine


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest version; what is half done is rolled back."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """Return a context manager: a connection in one transaction that takes the write lock at its start."""
    return engine.execution_options(xuncha_writes=True).begin()


def _create(url: str) -> Engine:
    try:
        engine = create_engine(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise InputError(
            f"XUNCHA_DATABASE_URL: not a database address xuncha can use ({error}); "
            "write sqlite:////path/to/xuncha.db or postgresql+psycopg://user@host/name"
        ) from error
    if engine.dialect.name not in {"sqlite", "postgresql"}:
        raise InputError(
            f"XUNCHA_DATABASE_URL: {engine.dialect.name} is not supported; use sqlite or postgresql"
        )
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    event.listen(engine, "handle_error", _say_what_failed)
    return engine


def _say_what_failed(context: ExceptionContext) -> None:
    """Raise OutsideError in the place of a failure of the disk or of the line; others stay as they are."""
    cause = context.original_exception
    said = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    if any(words in said for words in _NO_ROOM):
        raise OutsideError(
            f"the database cannot write ({said}): nothing of this step was kept; make room on the disk"
        ) from cause
    if context.is_disconnect and context.connection is not None:
        raise OutsideError(
            f"the database went away ({said}): nothing of this step was kept; start it again"
        ) from cause


def _prepare_sqlite(engine: Engine) -> None:
    """Give every connection WAL and real transactions: the driver's own would leave out the DDL."""

    @event.listens_for(engine, "connect")
    def _connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("xuncha_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _explained(engine: Engine, error: DBAPIError) -> InputError | OutsideError:
    place = make_url(engine.url).render_as_string(hide_password=True)
    cause = str(error.orig).strip().splitlines()[0]
    if engine.dialect.name == "sqlite":
        return InputError(
            f"{place}: the database cannot be opened for writing ({cause}); "
            "make the folder writable or set XUNCHA_HOME or XUNCHA_DATABASE_URL"
        )
    return OutsideError(
        f"{place}: the database does not answer ({cause}); start it, or mend XUNCHA_DATABASE_URL"
    )
