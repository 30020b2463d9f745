"""Changes of the policies in the browser: written, looked at, approved, put into the folder."""
