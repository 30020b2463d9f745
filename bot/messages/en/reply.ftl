### The parts of a reply: links, buttons, boxes.

# Beside a box to tick.
reply-yes = Yes

# The words to press for the text of a passage of second rank.
reply-show-clause =
    { GIVEN($number) ->
        [yes] Show or hide clause { $number }
       *[no] Show or hide the text
    }

# The words to press for the clauses beside the one that answers.
reply-related =
    { $count ->
        [one] A related clause
       *[other] { $count } related clauses
    }

# The words of the link that opens a policy at a clause.
reply-read-in-policy =
    { GIVEN($number) ->
        [yes] Read clause { $number } in the policy
       *[no] { reply-read-in-full }
    }

reply-read-in-full = Read it in full

# The same where only an address can be shown.
reply-read-at = { reply-read-in-full }: { $address }

# Shown beside a box that must be filled in and is not.
reply-please-fill-in = Please fill in: { $label }

# Shown beside a box whose content was not accepted; never by colour alone.
reply-problem = Problem: { $problem }

reply-automatic = I am automatic and quote approved policy: { $clauses }.

# A quoted passage by its place; a register entry has no clause number, but a name.
reply-cited =
    { GIVEN($number) ->
        [yes] clause { $number } of { $title }
       *[no] the entry { $entry }
    }

reply-clause-number = Clause { $number }

reply-version-number = Version { $version }

# Said in a group or a channel in place of a form.
reply-form-in-chat = { $form }: I ask for that in a personal chat only.

# Said in a group or a channel in place of a form that is on a page too.
reply-form-on-a-page = { $form }: that is asked for in the browser.

reply-open-page = Open in the browser

reply-open-in-chat = Open in chat

# Said in a group or a channel where Teams would not show a reply to one person alone.
reply-not-shown-here = I could not show that to you alone here, so I have not shown it. Open a chat with me and ask again there.

# The line below an answer by which it can be found again.
reply-receipt = Receipt { $code }

reply-to-choose =
    { GIVEN($asks) ->
        [yes] { $choice } Type “{ $words }”
       *[no] { $choice }: type “{ $words }”
    }

# What can be typed in place of pressing the buttons, in quotation marks.
reply-type = You can type { $words }.

reply-taken-out = [taken out: { $words }]

reply-put-in = [put in: { $words }]
