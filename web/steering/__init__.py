"""The pages beside the board: records, papers and the shared catalogue."""
