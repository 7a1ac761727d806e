"""Finding a file to download (https://core.telegram.org/bots/api#getfile)."""

from simulator.call import Call
from simulator.errors import bad_request
from simulator.wire import JSON
from simulator.world.files import DOWNLOAD_LIMIT


def get_file(call: Call) -> JSON:
    file_id = call.parameters.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.get(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }
