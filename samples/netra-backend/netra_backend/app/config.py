"""Settings, read once from the environment."""

import os
from dataclasses import dataclass, field


@dataclass
class Settings:
    """What differs between a laptop, staging and production."""

    environment: str = "development"
    auth_service_url: str = "http://127.0.0.1:8081"
    auth_timeout_s: float = 2.0
    auth_attempts: int = 2
    heartbeat_interval_s: float = 30.0
    heartbeat_timeout_s: float = 60.0
    close_timeout_s: float = 5.0
    request_timeout_s: float = 60.0
    agent_retry_delay_s: float = 0.5
    llm_endpoint: str = ""
    allowed_origins: tuple[str, ...] = ()
    secrets: dict[str, str] = field(default_factory=dict)


# Secrets that components ask for by name. Secret Manager hands them over as variables.
KNOWN_SECRETS = ("JWT_SECRET_KEY", "CLICKHOUSE_URL", "REDIS_URL")


def load_settings(env=os.environ) -> Settings:
    """Reads the settings from `env`; an absent variable keeps its default."""
    settings = Settings(
        environment=env.get("ENVIRONMENT", "development"),
        auth_service_url=env.get("AUTH_SERVICE_URL", "http://127.0.0.1:8081"),
        llm_endpoint=env.get("LLM_ENDPOINT", ""),
        allowed_origins=tuple(env.get("ALLOWED_ORIGINS", "").split()),
        secrets={name: env[name] for name in KNOWN_SECRETS if env.get(name)},
    )
    for name in ("auth_timeout_s", "heartbeat_interval_s", "heartbeat_timeout_s",
                 "close_timeout_s", "request_timeout_s", "agent_retry_delay_s"):
        if name.upper() in env:
            setattr(settings, name, float(env[name.upper()]))
    return settings
