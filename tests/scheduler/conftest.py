"""The street of the stories serves here, too."""

from tests.stories.conftest import language, street

__all__ = ["language", "street"]
