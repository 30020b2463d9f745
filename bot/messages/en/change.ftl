### What has changed: clauses, policies, tools.

change-nothing-changed = No clause changed.

change-clause-added = This clause is new.

change-clause-removed = This clause was taken out.

change-moved =
    { GIVEN($number) ->
        [yes] Clause { $old } was moved, now { $number }, in the same words: { $heading }.
       *[no] Clause { $old } was moved, in the same words: { $heading }.
    }

change-renumbered = Clause { $old } is now clause { $number }, in the same words: { $heading }.

change-changed-since = { $title } has changed since { $day }: from version { $old } to version { $new }.

change-begun-since = { $title } is new since { $day }: its first version, { $version }, began on { $begins }.

change-ended-since =
    { GIVEN($day) ->
        [yes] { $title } ended on { $day }. No later version of it has been approved.
       *[no] { $title } ended. No later version of it has been approved.
    }

change-unchanged-since = { $title } has not changed since { $day }: version { $version } has been in force since { $begins }.

change-not-yet-since = { $day } has not come yet. Ask what has changed since a day that is over.

# An officer's own words about a version.
change-note =
    { GIVEN($day) ->
        [yes] Version { $version }, from { $day }: { $note }
       *[no] Version { $version }: { $note }
    }

change-more =
    { $count ->
        [one] and one further clause; see the whole comparison.
       *[other] and { $count } further clauses; see the whole comparison.
    }

change-news-since =
    { GIVEN($until) ->
        [yes] What changed from { $day } to { $until }.
       *[no] What has changed since { $day }.
    }

change-no-news-since =
    { GIVEN($until) ->
        [yes] No policy and no tool changed from { $day } to { $until }.
       *[no] No policy and no tool has changed since { $day }.
    }

change-no-tool-news-since =
    { GIVEN($until) ->
        [yes] No tool on the register changed from { $day } to { $until }.
       *[no] No tool on the register has changed since { $day }.
    }

change-nothing-to-come =
    { GIVEN($title) ->
        [yes] No new version of { $title } has been approved that is still to begin.
       *[no] No new version of any policy has been approved that is still to begin.
    }

change-in-force-now = { $title }: version { $version } is in force, since { $day }.

change-versions-of = Versions of { $title }

change-column-version = Version

change-column-from = From

change-column-until = Until

change-column-approved-on = Approved on

change-column-approved-by = Approved by

change-owned-by = Its owner is the { $owner }.

change-reviewed-by = It is due for review by { $day }.

change-read-policy = Read { $title }

change-policies-changed = Policies that changed

change-tools-changed = Tools that changed

change-coming = Approved and still to begin

change-column-policy = Policy

change-column-what-changed = What changed

change-column-what-changes = What changes

change-column-tool = Tool

# The words of the link to what changed between two versions.
change-compare =
    Compare the versions{ GIVEN($title) ->
        [yes] : { $title }
       *[no] { "" }
    }

change-new-policy = a new policy

change-ended =
    { GIVEN($day) ->
        [yes] ended { $day }
       *[no] ended
    }

change-tool-changed = What the register says happened to { $tool }.

change-clause-changed = Clause { $number } of { $title } last changed with version { $version }, from { $day }.

change-never-changed = Clause { $number } of { $title } has not changed since the policy's first version.

change-reworded = Reworded.

change-was-clause = It was clause { $number }.

change-was-heading = Its heading was “{ $heading }”.

change-column-day = Day

change-column-status = Status

change-column-what-happened = What happened

change-in-force-then = { $title }: on { $on } version { $version } was in force, since { $day }.

change-none-then = { $title }: no version of it was in force on { $on }.

change-all-policies = These policies were in force on { $day }. Each names who owns it and who approved it.

change-policies-in-force = Policies in force

change-column-owner = Owner

change-read-policies = Read the policies
