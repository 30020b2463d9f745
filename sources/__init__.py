"""Where policies come from besides a folder: a SharePoint library, a git repository.

A source brings the whole set of files at once. `sources.mirror` lays it down beside the one that
is served, `sources.pulling` has it taken up by the same check and the same swap as a saved file.
"""
