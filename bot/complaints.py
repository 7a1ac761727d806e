"""What is wrong with the installation, in the words of whoever has to mend it."""

from collections.abc import Sequence


class ConfigurationError(Exception):
    """Doorstep can't start as it is set up. The command line prints the sentences, no traceback,
    and exits with status 2."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences: Sequence[str] = sentences


def unknown_token() -> ConfigurationError:
    return ConfigurationError(
        "Telegram doesn't know this token: ask @BotFather for the bot's present one, "
        "and set DOORSTEP_TELEGRAM_TOKEN."
    )


def telegram_unreachable(error: Exception) -> ConfigurationError:
    """Only the kind of error is told: its text may hold the URL, and so the token."""
    return ConfigurationError(
        f"Telegram can't be reached ({type(error).__name__}): check the network, "
        "and DOORSTEP_TELEGRAM_API."
    )


def cannot_listen(host: str, port: int) -> ConfigurationError:
    return ConfigurationError(
        f"Doorstep can't listen on {host}:{port}: another program does so, or the address isn't "
        "this machine's. Stop the other, or correct DOORSTEP_LISTEN."
    )
