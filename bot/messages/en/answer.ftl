### Answers, and where they come from.

# The first word on a question, before the clause that decides it.
answer-lead =
    { $verdict ->
        [allowed] Allowed.
        [conditions] Allowed with conditions.
        [not-allowed] Not allowed.
        [required] Yes, required.
        [not-required] Not required.
       *[depends] It depends on the tool's entry in the register.
    }

# Above the rule for a message that tells of something that has gone wrong.
answer-incident = If that has happened, act now. This is the rule:

# Above the answer to one of several questions, which is repeated.
answer-part = On { $asked }:

answer-silent = The policies do not cover this, as far as I can find.

# Below every answer while vectors are still being made, after a first start or a large change.
answer-by-words-so-far = I have just been started or given new policies, and I am still learning what they mean. Until then I go by words alone and may miss a rule: ask again in a few minutes.

answer-not-in-force-yet = There is no rule on this in force yet.

answer-no-longer-in-force = There is no rule on this in force any more.

answer-policies-disagree = Two policies in force disagree on this, so I quote neither.

answer-nearest = The policies do not say this in so many words. This is the nearest that I have; please check with a person before you rely on it.

answer-not-understood = I could not make out a question there. Try a few plain words.

# The heading above a quoted passage; a register entry has no clause number.
answer-clause =
    { GIVEN($number) ->
        [yes] Clause { $number }: { $heading }
       *[no] { $heading }
    }

# Whom to ask.
answer-ask =
    { GIVEN($contact) ->
        [yes] Who to ask: { $contact }.
       *[no] { GIVEN(SET("contact")) ->
            [yes] Who to ask: { SET("contact") }.
           *[no] Who to ask: the owners that the policies name.
        }
    }

# Whom to ask where no rule can be quoted: the owner's role and the way there.
answer-ask-owner =
    { GIVEN($owner) ->
        [yes] Its owner is the { $owner }. { answer-ask }
       *[no] { answer-ask }
    }

answer-not-yet =
    { GIVEN($number) ->
        [yes] Clause { $number } of { $title }, version { $version }, is about this. It has been approved and begins on { $day }; until then it binds nobody.
       *[no] { $title }, { $version }, is about this. It has been approved and begins on { $day }; until then it binds nobody.
    }

answer-no-longer =
    { GIVEN($number) ->
        [yes] Clause { $number } of { $title }, version { $version }, was about this.
       *[no] { $title }, { $version }, was about this.
    }

answer-conflict =
    { GIVEN($number) ->
        [yes] Clause { $number } of { $title } says one thing and { $other } another. Until the owners have settled it, ask before you act.
       *[no] { $title } says one thing and { $other } another. Until the owners have settled it, ask before you act.
    }

answer-source = { $title }, version { $version }, in force from { $day }

# Where a quoted passage comes from.
answer-source-entry = { $title }, entry of { $day }

answer-which-is-meant = Which of these do you mean?

answer-or-is-meant = Or did you mean one of these?
