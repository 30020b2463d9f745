### The steering group at the card of an idea.

steering-note = Note

steering-ask = Ask the submitter

steering-decide = Decide

steering-open-board = Open on the board

steering-open-record = Record { $ref }

steering-stands = State: { $state }

steering-note-title = Note on { $ref }

steering-note-text = Note, for reviewers only

steering-keep-note = Keep the note

steering-ask-title = Ask the submitter of { $ref }

steering-ask-text = Question; the submitter reads it with your group’s name, not yours

steering-send-question = Send the question

steering-decide-title = Decide on { $ref }

steering-which = Decision

steering-reason = Reason; the submitter reads it

steering-look-again = Review date (needed to defer it)

steering-record = Record the decision

steering-more-on-the-board = A pilot, a roll-out or a duplicate needs more than fits here: use the board.

steering-move-to =
    { $stage ->
        [screening] Take it up: begin screening
       *[ready] Ready for a decision
    }

# The state of an idea by its name on the board, `triage.names.STAGES`.
steering-state =
    { $stage ->
        [submitted] New
        [screening] In screening
        [ready] Ready to decide
        [scan] Scan
        [pilot] Pilot
        [scale] Scale
        [deferred] Deferred
        [declined] Declined
        [duplicate] Duplicate
        [withdrawn] Withdrawn
       *[closed] Closed
    }

# A decision by its name on the board, `triage.names.Bodies.decision`.
steering-kind =
    { $kind ->
        [scan] Scan: watch and learn
        [pilot] Pilot
        [scale] Scale: roll out
        [decline] Decline
        [defer] Defer
        [duplicate] Duplicate of another idea
        [ask] Ask the submitter
        [escalate] Send up to: { SET("board") }
        [extend] Extend the pilot
        [close] Close
       *[reopen] Reopen on new evidence
    }

# Who decides, as the policy set calls them.
steering-maker =
    { $role ->
        [officer] { SET("officer") }
        [steering_group] { SET("steering_group") }
       *[board] { SET("board") }
    }

# `name` is that of the person who recorded it; empty where it is not kept.
steering-decided-by =
    { GIVEN($name) ->
        [yes] { $decision }. Decided by: { $role }, { $day }. Recorded by { $name }.
       *[no] { $decision }. Decided by: { $role }, { $day }.
    }

# Who moved an idea on; `name` is empty where it is not kept, or the program did it.
steering-moved-by =
    { GIVEN($name) ->
        [yes] { $state } since { $day }, by { $name }.
       *[no] { $state } since { $day }.
    }

steering-because = Reason: { $reason }

steering-noted = Your note on { $ref } is kept.

steering-question-sent = Your question about { $ref } is on its way to the submitter.

steering-done = Recorded for { $ref }.

steering-changed-meanwhile = Somebody else has changed { $ref } in the meantime, so nothing was recorded. This is how it stands now.

steering-nothing-open = Nothing can be decided about { $ref } here at the moment.

steering-unknown = There is no such idea any more.

steering-needs-more = This needs something that is not on record yet, or others to decide. The idea’s page on the board lists what is missing.

steering-not-allowed = Only people with the role { $roles } can do this. Roles are given in Entra by whoever looks after the assistant. If you have one, open the board once, so that it is known here, and come back to this card: a role counts for seven days after you were last signed in.

steering-cannot-now = The list of ideas cannot be reached at the moment. Please try again in a minute.

steering-problem =
    { $field ->
        [reason] Give a reason: the submitter reads it.
        [text] Write something first.
        [review_on] Give a day that is still to come.
        [which] Choose a decision.
       *[other] Check this.
    }
