"""The station file: one YAML file that says who the station is, where, and who is on duty."""

from services.station_file.changes import Change
from services.station_file.entries import StationFile
from services.station_file.errors import StationFileError
from services.station_file.loading import load
from services.station_file.reading import read

__all__ = ["Change", "StationFile", "StationFileError", "load", "read"]
