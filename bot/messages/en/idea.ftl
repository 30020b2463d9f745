### Suggesting an idea. Nothing here states policy: what happens to an idea is quoted.

idea-in-a-personal-chat-please = Ideas belong to the person who has them, so I take them, and tell about them, in a personal chat only. Open a chat with me and say it again there.

idea-form-title = Suggest an idea

idea-form-intro = Start with the problem; the product comes later. Only the idea and its name are needed. Other people will read this, so leave out names, addresses and case numbers.

idea-send-idea = Send the idea

idea-or-by-typing = Or answer here, one question at a time: { $question } Type skip to leave one out, send when you have said enough, or stop.

idea-taken-up-as-an-idea = That sounds like an idea, so I have put your words into the form. If it was a question, press “I was asking a question”.

idea-was-a-question = I was asking a question

idea-suggest-this = Suggest this as an idea

idea-suggest-an-idea = Suggest an idea

idea-another-idea = Suggest another idea

idea-unfinished =
    { GIVEN($title) ->
        [yes] There is an unfinished idea of yours: “{ $title }”.
       *[no] There is an unfinished idea of yours.
    } Here it is as you left it.

idea-start-afresh = Throw it away and start afresh

idea-stopped = Stopped. What you have written is kept for 14 days: type “continue” to go on with it, or “start afresh” to throw it away.

idea-nothing-to-continue = There is nothing unfinished. Type “I have an idea” to start.

idea-still-open =
    { GIVEN($title) ->
        [yes] “{ $title }” is still open: type “continue” to go on with it.
       *[no] What you began is still open: type “continue” to go on with it.
    }

# Somebody changed a message that they had sent before, while a form waits for an answer.
idea-edit-not-read = I read an answer once, as it was sent: changing that message does not change what I noted. Type “back” to answer the question before this one again.

idea-noted = Noted.

idea-may-be-skipped = (You can skip it.)

idea-so-far = So far: “{ $value }”. Type keep to leave it.

idea-needed = “{ $label }” is needed before I can send it.

idea-too-long = That is too long: { $limit } characters are the most.

idea-whole-number = Please write a whole number, for example 400.

idea-one-of = Please answer with one of these: { $names }.

idea-any-of = Please choose from these, several with commas: { $names }.

idea-out-of-range = A number from 0 to { $limit }, please.

idea-missing = Please fill in: { $label }

idea-first-line =
    { GIVEN($kept) ->
        [yes] Not sent yet: something is missing or cannot be read. Your words are still here.
       *[no] Not sent yet: nothing has been filled in, or it did not reach me.
    }

idea-looks-personal = Some of this looks like personal data

idea-looks-personal-because = Other people will read your idea. I have found what looks like a name, an address or a number of somebody's. I change nothing without your word.

idea-masked-it-would-read = Masked, it would read

idea-where = Where

idea-as-it-would-read = As it would read

idea-mask-it = Mask it

idea-keep-it = Nothing personal: keep it as it is

idea-change-it = Let me change it

idea-what-now = What shall I do?

idea-similar-things = Is it one of these?

# `ideas`: some of the similar things are ideas, which can be supported.
idea-similar-because =
    Your idea is not stored yet. This is here already and looks like it.{ GIVEN($ideas) ->
        [yes] { " " }If it is the same, support it: two with the same problem weigh more.
       *[no] { "" }
    }

idea-similar = “{ $title }” ({ $ref }): { $stage }.

# How an idea stands, for its submitter: the name of its state on the board, explained.
idea-stage =
    { $stage ->
        [submitted] new, waiting to be screened
        [screening] in screening
        [ready] ready to decide, waiting for the decision
        [scan] scan: we watch and learn for now
        [pilot] pilot: it is being tried out
        [scale] scale: it is being rolled out
        [declined] declined
        [deferred] deferred
        [duplicate] duplicate: joined with another idea
        [withdrawn] withdrawn
       *[closed] closed
    }

# What another council has made known of its own; `maturity` as in `triage.catalogue`.
idea-shared-case =
    “{ $title }”. { $maturity ->
        [pilot] Another council, { $council }, has piloted this.
        [in-use] Another council, { $council }, uses this.
        [stopped] Another council, { $council }, has decided against this.
       *[other] Another council, { $council }, is thinking about this.
    }

idea-case-results =
    { GIVEN($results) ->
        [yes] What came of it: { $results } Ask there: { $contact }.
       *[no] Ask there: { $contact }.
    }

idea-decided-because = Decided on { $day }: { $reason }

idea-supported-by =
    { $count ->
        [one] One other person supports it.
       *[other] { $count } other people support it.
    }

idea-alike = Alike in: { $words }.

idea-alike-pair = { $mine } (there: { $theirs })

idea-support-instead = Support { $ref } instead

idea-see-tool = See { $tool }

idea-mine-is-different = Mine is different: send it

idea-own-already = You have sent this one yourself. To add to it, type “amend { $ref }”.

idea-supported = Thank you. You support “{ $title }” ({ $ref }) now. { idea-supported-by }

idea-words-kept-with-it = What you wrote has been kept with your support, for the people who look at it.

idea-stored = Thank you. Your idea has the reference { $ref }.

idea-stored-already = You have sent this already: it has the reference { $ref }.

# What the person can do with it, and until when it will have been looked at.
idea-stored-and-next =
    It is saved. { GIVEN($day) ->
        [yes] It will be screened by { $day }.{ " " }
       *[no] { "" }
    }Ask me at any time with “status { $ref }”.

idea-form-is-over = This form is no longer open. Nothing was changed.

idea-not-saved = It could not be saved just now. Your words are still here: please send them again in a minute.

idea-not-saved-but-held = I cannot save anything just now, but I hold on to what you wrote. Go on; I try again with every answer.

idea-cannot-look = I cannot reach the list of ideas just now. Nothing is lost; please try again in a minute.

idea-workshop = Ideas of a workshop can be sent in one go, from a table saved as CSV: one idea in each row, with “title” and “description” as the first two headings. Sound rows are stored and get their references; for the others I say which row and what to put right. The page below takes the file; a few ideas are as easily typed here, one after another.

idea-open-workshop-page = Upload a table of ideas

idea-my-ideas = My ideas

# The same for an unknown reference and for one that is another person's.
idea-no-such-idea = There is no idea of yours with the reference { $ref }.

idea-announce-in-a-channel = Say that in the channel where new ideas should appear, not here.

idea-announced-here = New ideas are told in this channel.

idea-to-announce-here = New ideas are told only in a channel that an operator has set. For this one they set: { $line }
