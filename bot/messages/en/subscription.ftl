### Being told when something changes, and the reminders themselves.

subscription-tell-me = Tell me when this changes

subscription-in-a-personal-chat = What I tell you is between us, so please say that to me in a personal chat.

subscription-will-tell = I will tell you here when { $title } changes. For that I keep that you asked it, and nothing of your questions. Say stop to end it.

subscription-will-remind = I will remind you here 60 and 14 days before a review or an audit is due. Say stop to end it.

subscription-which-policy = I am not sure which policy you mean. Name it, for example: tell me when the meetings policy changes

subscription-followed =
    { GIVEN($subjects) ->
        [yes] I tell you about: { $subjects }. Say stop to end it.
       *[no] You have not asked me to tell you anything. You can say, for example: tell me when the meetings policy changes
    }

# What somebody is reminded of, in a list.
subscription-reviews-and-audits = reviews and audits that are due

subscription-stopped = I have stopped, and forgotten what you had asked me to tell you. What becomes of your own ideas I still tell you.

subscription-stopped-one = I will not tell you about that any more.

subscription-cannot-look = I cannot look that up just now. Please try again in a minute.

subscription-policy-changed = { $title } has changed: version { $new } is in force from { $day }, in place of version { $old }.

subscription-policy-ended = { $title } is not in force any more, and nothing has taken its place.

# Why somebody is told this at all, and how to end it.
subscription-you-asked = You asked me to tell you. Say stop to end it.

# The words of a button.
subscription-what-changed = What changed in { $title }?

subscription-review-due =
    { $count ->
        [one] The review of { $title } is due tomorrow, on { $day }. Its owner is the { $owner }.
       *[other] The review of { $title } is due in { $count } days, on { $day }. Its owner is the { $owner }.
    }

subscription-audit-due =
    { $count ->
        [one] The audit of { $tool } is due tomorrow, on { $day }. Its owner is the { $owner }.
       *[other] The audit of { $tool } is due in { $count } days, on { $day }. Its owner is the { $owner }.
    }

subscription-digest = The week in ideas, { $since } to { $until }.

subscription-column-what = What

subscription-column-count = How many

subscription-new-ideas = New ideas

subscription-decisions-made = Decisions

subscription-ideas-waiting = Ideas without a decision

subscription-gaps-found = Questions that the policies did not answer

subscription-reviews-near = Reviews and audits due within 60 days, or missed
