"""From values to what a browser gets: templates, policy text, charts, files."""
