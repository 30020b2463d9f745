"""OpenDocument text: its XML is close to HTML, so it needs no converter; numbers are computed."""
