"""The databases the tests are given."""

from sqlalchemy import create_engine, text


def test_a_test_is_given_an_empty_database_of_either_kind(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seen (name TEXT)"))
        connection.execute(text("INSERT INTO seen VALUES ('演练县')"))
        assert connection.execute(text("SELECT name FROM seen")).scalar() == "演练县"
    engine.dispose()


def test_the_next_test_finds_nothing_of_the_last_one(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE seen (name TEXT)"))
        assert connection.execute(text("SELECT count(*) FROM seen")).scalar() == 0
    engine.dispose()


def test_the_postgresql_server_is_a_real_one_of_the_system(postgres_url: str) -> None:
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW listen_addresses")).scalar() == ""
        assert str(connection.execute(text("SELECT version()")).scalar()).startswith("PostgreSQL ")
    engine.dispose()
