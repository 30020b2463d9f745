### What is kept beside the policies, asked for in the chat: records, decisions, ideas that are ready.

kept-caption = { $kind }: { $count } on record, { $day }

kept-column-level = Level

kept-next-meeting = The next meeting is on { $day }.

kept-nothing = { $kind }: nothing is open on record.

kept-more =
    { $count ->
        [one] One more is on the page.
       *[other] { $count } more are on the page.
    }

kept-open-page = Open the page

kept-ideas-ready = Ideas ready to decide

kept-decided-about = What was decided before on “{ $about }”:

kept-decided-line = { $ref }, { $day }: { $decision }. Decided by: { $role }.

kept-decided-none = Nothing like “{ $about }” has been decided on, as far as the list of ideas knows.

kept-decided-latest = What was decided last:

kept-decided-between = What was decided from { $first } to { $last }:

kept-none-decided-between = No decision from { $first } to { $last } is on record.

kept-in-call-in = Decisions that can still be called in:

kept-none-in-call-in = No decision can be called in at the moment.

kept-call-in-until = It can be called in until { $day }, and takes effect after that.

kept-none-decided = No decision is on record yet.

kept-for-roles = That is kept for people with the role { $roles }. If you have one, open the board once, so that it is known here. Everybody may ask which pilots are running and what was decided.

kept-in-own-chat = I tell that in your own chat only. Open a chat with me and ask again there.

kept-cannot-look = The list cannot be reached at the moment. Please try again in a minute.

kept-reviews = Policies due for review

kept-audits = Tools due for audit

kept-nothing-due = { $kind }: none within 60 days, and none is overdue.

kept-column-policy = Policy

kept-column-tool = Tool

kept-column-owner = Owner

kept-column-due = Due on

kept-column-when = When

kept-overdue = overdue

kept-in-days =
    { $count ->
        [0] today
        [one] tomorrow
       *[other] in { $count } days
    }

kept-tools = Tools on the register, by status, { $day }

kept-tools-status = Status

kept-tools-named = Tools

kept-open-register = Open the register
