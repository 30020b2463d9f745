### Other days: what the rule was, whether it still is, what is to come.

as-of-changes-soon = This clause changes on { $day }, when version { $version } begins.

as-of-ends-soon = Version { $version }, which begins on { $day }, no longer has this clause.

as-of-stays-soon = Version { $version } begins on { $day } and leaves this clause as it is.

as-of-lapses = In force until { $day }; nothing has been approved to follow it yet.

as-of-review-overdue = This policy was due for review by { $day }. It stays in force until it is replaced; its owner is the { $owner }.

as-of-audit-missed = Suspended since { $day }: its audit was due by { $due } and has not been done. Do not use it until it has been, whatever is said below. Its owner is the { $owner }.

# A day that the calendar does not have, as the person named it.
as-of-no-such-day = There is no { $day }. Which day do you mean?

# A period was named that has no days that are known here: “since my last visit”.
as-of-period-not-understood = I do not know which days “{ $named }” has. Name a day, for example { $day }, and I look at the rule of that day.

as-of-as-it-was = This is how it was on { $day }, not today's rule.

as-of-as-it-was-and-is = This was the rule on { $day }, and it still is today.

as-of-no-longer =
    { GIVEN($number) ->
        [yes] No longer in force since { $day }. Today's rule: clause { $number } in version { $version }.
       *[no] No longer in force since { $day }. Today's rule: version { $version }.
    }

as-of-no-longer-the-same =
    { GIVEN($number) ->
        [yes] No longer in force since { $day }, but clause { $number } in version { $version }, which is in force today, says the same.
       *[no] No longer in force since { $day }, but version { $version }, which is in force today, says the same.
    }

as-of-no-longer-at-all =
    { GIVEN($day) ->
        [yes] No longer in force since { $day }. There is no such clause today.
       *[no] No longer in force. There is no such clause today.
    }

as-of-still-in-force = This version is still in force today.

as-of-replaced-meanwhile = Version { $version } of { $title } began within that time, on { $day }.

as-of-nothing-then = On { $day } no policy in force covered this, as far as I can find.

as-of-first-version = The first version of { $title } began on { $day }.

as-of-before-any-policy = On { $day } there was no policy yet: the first one began on { $first }.

# Above the rule of today, where another day was asked about.
as-of-today = Today's rule:

# How a tool stood on a day, with the register's own note.
as-of-tool-then =
    { $status ->
        [approved] On { $day } { $tool } was approved
        [conditional] On { $day } { $tool } was approved with conditions
        [pilot] On { $day } { $tool } was in a pilot, for the named people only
        [assessing] On { $day } { $tool } was being assessed, so it was not to be used yet
        [suspended] On { $day } { $tool } was suspended, so it was not to be used
        [refused] On { $day } { $tool } was refused, so it was not to be used
       *[retired] On { $day } { $tool } was retired, so it was no longer used
    }{ GIVEN($note) ->
        [yes] { " " }({ $note }).
       *[no] .
    }

as-of-tool-not-listed-then = On { $day } { $tool } was not on the tools register, so it was not approved.

as-of-not-come-yet = { $day } has not come yet, so I cannot say what will be in force then.

as-of-approved-for-then = Version { $version } of { $title } has been approved and begins on { $day }.

as-of-nothing-approved-for-then = No new version of { $title } has been approved for a day before then.

as-of-nothing-before = There was no earlier rule: version { $version } of { $title }, from { $day }, is the first.

as-of-new-clause = This clause is new in version { $version }, from { $day }. There was none before.

as-of-before-that = Version { $version }, in force from { $first } to { $last }, said this:

as-of-still-so =
    { GIVEN($number) ->
        [yes] Yes. Clause { $number } of { $title }, version { $version }, is in force today, since { $day }.
       *[no] Yes. { $title }, version { $version }, is in force today, since { $day }.
    }

as-of-same-in = Yes, in other words the same: version { $version }, in force today, did not change it.

as-of-not-any-more = No. It changed on { $day }. Today's rule:

as-of-gone = No. { $title } has no such clause today.

as-of-still-what = I am not sure which rule you mean. Ask about it in a few words, please.

# The words of the link to the clause that holds today.
as-of-read-todays =
    { GIVEN($number) ->
        [yes] Read today's clause { $number }
       *[no] Read today's entry
    }
