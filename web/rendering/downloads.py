"""Files that a page hands out to be kept."""

from aiohttp import web

_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def file_download(content: bytes, name: str) -> web.Response:
    """The content as a file of this name, whose ending says what it is; never kept in between."""
    ending = name.rpartition(".")[2]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    charset = None if ending == "xlsx" else "utf-8"
    return web.Response(body=content, content_type=_TYPES[ending], charset=charset, headers=headers)
