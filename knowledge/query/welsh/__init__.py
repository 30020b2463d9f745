"""Questions in Welsh: how they are told from English ones, and how they are read."""
