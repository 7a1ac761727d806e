"""What is wrong with a station file."""

from collections.abc import Sequence


class StationFileError(Exception):
    """Each sentence names one finding: where it is, what it is, and often what was meant."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
