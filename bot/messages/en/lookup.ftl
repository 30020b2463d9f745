### Looking up a clause or a tool, links to one, and ideas from a message.

lookup-nothing-found = Nothing in the policies or the tools register has these words. Try fewer or other ones.

lookup-no-more = That was all that was found.

# A command of an app package that is newer or older than the server.
lookup-unknown-command = This command is not known here. Close Teams and open it again to get the present ones.

lookup-in-force = { $title }, version { $version }, in force from { $day }

lookup-begins = { $title }, version { $version }, not in force yet: it begins on { $day }

lookup-over = { $title }, version { $version }, no longer in force

lookup-open-policy = Open the policy

# Above the dialog in which an idea is suggested from somebody's message.
lookup-suggest-title = Suggest an idea

# In place of a dialog whose form takes too long to be stored.
lookup-goes-on = This takes longer than usual and goes on by itself. In a minute, type “my ideas” in the chat with me to see what became of it.

# Below a quotation that somebody puts into a message to others.
lookup-automatic = Quoted automatically from approved policy.
