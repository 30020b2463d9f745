### Following up one’s own ideas.

status-none-yet = You have no ideas on the list yet.

status-your-ideas =
    { $count ->
        [one] Your idea
       *[other] Your { $count } ideas, the newest first
    }

status-column-reference = Reference

status-column-idea = Idea

status-column-stage = How it stands

status-column-since = Since

status-see = See { $ref }

status-idea-line = { $ref }: { $title }

status-stands = It stands at: { $stage }, since { $day }.

status-joined-with = It goes on under { $ref }.

status-looked-at-again = It will be looked at again on { $day }.

status-risk-now = Risk as it is seen now: { $level }.

status-screened-by = It will be screened by { $day }.

status-decided =
    { $kind ->
        [scan] Decision: scan, we watch and learn for now.
        [pilot] Decision: it is tried out in a pilot.
        [scale] Decision: it is rolled out.
        [decline] Decision: declined.
        [defer] Decision: deferred.
        [duplicate] Decision: it goes on together with another idea.
        [close] Decision: closed.
        [reopen] Decision: opened again.
        [ask] A question to you.
       *[escalate] Passed on to the board that decides.
    } ({ $ref }, { $day })

status-because = Reason: { $reason }

status-conditions = Conditions: { $words }

status-corrects = This corrects { $ref }.

status-note = Note of { $day }: { $words }

status-add-to-it = Add to it or change it

status-take-back = Withdraw it

status-amend-title = Add to { $ref }

status-amend-intro = Change what you like and leave the rest. What it said before is kept, so that everybody can see what changed. No names, please.

status-or-by-typing = Or go through it here by typing, from “{ $question }” on: keep leaves an answer as it is, send saves at any time, stop ends.

status-save = Save

status-amended = Saved. { $ref } has been changed.

status-changed-meanwhile = Somebody has changed this idea meanwhile. Nothing of yours is lost: please look at it and save again.

status-too-late = { $ref } has been decided on ({ $stage }), so it can no longer be changed or withdrawn here.

status-withdraw-title = Withdraw { $ref }, “{ $title }”?

status-withdraw-intro = It leaves the list of open ideas. You can suggest it again later.

status-reason = Why?

status-need-not-say = You need not say.

status-withdraw-it = Withdraw it

status-withdraw-by-typing = Or type yes to withdraw it, with the reason behind it if you like (yes, because …), or no to leave it as it is.

# After anything that is neither yes nor no.
status-withdraw-again = { $ref } has not been withdrawn. Please type yes to withdraw it, or no to leave it as it is.

status-not-withdrawn = { $ref } stays as it is.

status-withdrawn = { $ref } has been withdrawn.
