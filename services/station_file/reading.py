"""Reading a station file: all that is wrong with it is said at once."""

from pathlib import Path

from services.station_file import shape
from services.station_file.document import read_document
from services.station_file.entries import StationFile, entries
from services.station_file.errors import StationFileError
from services.station_file.sense import Sense
from services.station_file.shapes import Shapes


def read(path: Path) -> StationFile:
    """Raises StationFileError with a plain sentence for each finding, in the file's order."""
    document = read_document(path)
    wrong = list(shape.findings(document))
    findings = {finding for _, finding in wrong}
    shapes = Shapes(document, path.parent)
    findings.update(shapes.findings())
    findings.update(Sense(document, (place for place, _ in wrong)).findings())
    if findings:
        raise StationFileError([finding.sentence for finding in sorted(findings)])
    return entries(document.data, shapes.read())
