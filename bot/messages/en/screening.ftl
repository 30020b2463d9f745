### The screening of an idea.

screening-title = A short screening

# `clauses`: some clause in force is behind the questions.
screening-intro =
    { GIVEN($clauses) ->
        [yes] It shows which assessments are needed, and by which clauses.
       *[no] It shows which assessments are needed. No rule in force stands behind the questions just now.
    } What your words suggest is filled in: please check it and change what is wrong. “Not sure” is a fair answer.

screening-intro-for-idea = About { $ref }, which is stored already. { screening-intro }

# Below the receipt of an idea.
screening-offer =
    { $count ->
        [one] One quick question shows which assessments it may need. Answer it now, or leave it to us: an officer screens every idea.
       *[other] { $count } quick questions show which assessments it may need. Answer them now, or leave it to us: an officer screens every idea.
    }

screening-quick-questions =
    { $count ->
        [one] One quick question
       *[other] { $count } quick questions
    }

screening-describe = What would you use, and for what?

screening-describe-hint = A sentence is enough, and it is not kept. No names, please.

screening-go-on = Go on

screening-finish = See the outcome

screening-some-more = A little more, because of your answers.

screening-or-by-typing = Or answer here by typing, one question after the other: yes, no or not sure. “Accept all” takes what is suggested.

# Why an answer is filled in; the words are the idea's own.
screening-suggested =
    { $reply ->
        [no] Suggested: no, because of { $words }. Please check.
       *[yes] Suggested: yes, because of { $words }. Please check.
    }

screening-any-of-these = { $about }: tick what applies

screening-none-of-these = None of these

screening-do-not-know = I don’t know

screening-outcome-title = What the screening says

screening-column-assessment = Assessment

screening-column-outcome = Outcome

screening-outcome =
    { $outcome ->
        [required] Required
        [advice] Advice needed: counts as required until you have it
       *[none] Not required
    }

screening-risk-level =
    { $level ->
        [low] low
        [medium] medium
        [high] high
       *[very-high] very high
    }

screening-risk = Provisional risk: { $level } (likelihood { $likelihood } of 5, impact { $impact } of 5). The people who look at it set the final one.

screening-impact-at-least = The impact is at least { $least } because of: { $titles }.

screening-likelihood-at-least = The likelihood is at least { $least } because of: { $titles }.

screening-because-of = Because of: { $titles }

# Never a reason: what somebody does not know yet.
screening-not-sure-of = Not known yet, so ask: { $titles }

# `anything`: an assessment is required or advice is needed.
screening-not-the-assessment =
    This is a screening, not the assessment itself. { GIVEN($anything) ->
        [yes] Next: show this to { $contact }, who can say what the assessment needs.
       *[no] The record of it is kept. If something changes, screen it again; to ask: { $contact }.
    }

# The questions led to an assessment, but the clauses that they name are not in force.
screening-without-clause = The rule that demands it cannot be quoted: it is not among the policies in force. Ask { $contact } what applies. Because of: { $titles }

screening-by-version = Screened with the questions “{ $name }”, version { $version }.

screening-kept-with = Kept with { $ref }.

screening-no-questions = There are no screening questions in force just now, so I cannot screen anything.

screening-screen-it = Screen it: a few questions

screening-not-answered = Please choose an answer: { $question }

screening-none-or-some = Choose either “None of these” or what applies, not both: { $question }

screening-not-finished = Some questions are still open.
