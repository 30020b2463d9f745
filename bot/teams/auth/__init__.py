"""Who may post to the bot, how the bot proves who it is, and in which cloud."""
