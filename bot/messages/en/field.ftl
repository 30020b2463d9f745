### The questions about an idea.

field-unsure = Not sure

# What kind of information, in words that staff use.
field-data-class =
    { $name ->
        [public] Public: anybody may see it
        [internal] Internal: ordinary work, nobody's details
        [personal] Personal: about people who can be identified
        [special] Sensitive: health, ethnicity, crime and the like
       *[confidential] Confidential: legal, commercial or exempt
    }

field-problem = What is the problem, and for whom?

field-problem-help = What goes wrong, takes long or is hard today? No names, please.

field-description = What is your idea?

field-description-help = In your own words; a line or two will do.

field-title = A short name for it

field-title-help = For example: Sort the pothole reports.

field-service = Your service or team

field-who-benefits = Who would be better off?

field-how-done-now = How is it done now?

field-volume-per-month = How often does it happen in a month?

field-minutes-each = How many minutes does it take each time?

field-rough-number = A rough number.

field-data-classes = What information would it use?

field-data-classes-help = Leave it open if you are not sure.

field-tool-in-mind = Is there a tool that you have in mind?

field-public-facing = Would the public deal with it directly?

field-affects-decisions = Would it help to decide about people?

field-children-or-vulnerable = Would it concern children or adults at risk?

field-expected-benefit = What would get better, and by how much?

field-objective = Which of our aims would it serve?

field-yes = Yes

field-no = No
