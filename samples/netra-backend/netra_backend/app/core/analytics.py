"""Usage analytics in ClickHouse."""

import logging
import urllib.request

from netra_backend.app.config import Settings

logger = logging.getLogger(__name__)

REQUIRED_SECRETS = ("CLICKHOUSE_URL",)


class ConfigurationError(Exception):
    """The service was started without something it needs."""


class ClickHouse:
    """A client for ClickHouse's HTTP interface."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._url: str | None = None

    @property
    def connected(self) -> bool:
        return self._url is not None

    def connect(self) -> None:
        """Takes the address from the secrets. Raises ConfigurationError where it is missing."""
        missing = [name for name in REQUIRED_SECRETS if name not in self._settings.secrets]
        if missing:
            raise ConfigurationError(f"Required secrets missing: {missing}")
        self._url = self._settings.secrets["CLICKHOUSE_URL"]

    def insert(self, table: str, rows: str) -> None:
        """Inserts rows in the JSONEachRow form."""
        if self._url is None:
            raise ConnectionError("Not connected to ClickHouse.")
        query = f"INSERT INTO {table} FORMAT JSONEachRow\n{rows}"
        with urllib.request.urlopen(self._url, data=query.encode(), timeout=5) as answer:
            answer.read()


def start_analytics(settings: Settings) -> ClickHouse:
    """Connects at startup. The service runs without analytics, but says so."""
    clickhouse = ClickHouse(settings)
    try:
        clickhouse.connect()
    except ConfigurationError as error:
        logger.error("ClickHouse initialization failed: %s", error, exc_info=True)
    return clickhouse


def record_startup(clickhouse: ClickHouse, environment: str) -> None:
    """Writes the start of this instance to the deployments table."""
    try:
        clickhouse.insert("deployments", f'{{"environment":"{environment}"}}')
    except OSError as error:
        logger.error("Could not record the startup: %s", error, exc_info=True)
