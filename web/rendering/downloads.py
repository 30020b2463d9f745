"""Files that a page hands out to be kept."""

from aiohttp import web

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "html": "text/html",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
}


def file_download(content: bytes, name: str) -> web.Response:
    """The content as a file of this name, whose ending says what it is; never kept in between."""
    ending = name.rpartition(".")[2]
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    kind = _TYPES[ending]
    charset = "utf-8" if kind.startswith("text/") or ending == "json" else None
    return web.Response(body=content, content_type=kind, charset=charset, headers=headers)
