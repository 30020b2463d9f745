### Why an answer was chosen.

explanation-chosen = Chosen: { $title }, clause { $number }, version { $version }.

explanation-words-held = Your words that it holds: { $words }.

explanation-spelling-read = Spelling read: { $pairs }.

explanation-lexicon-used = Lexicon used: { $pairs }.

explanation-nearest-asked = Nearest listed way of asking: “{ $question }”.

explanation-nearest-uncovered = Nearest subject that the policies do not cover: { $subject }.

explanation-confidence =
    { GIVEN($quoted) ->
        [yes] Confidence { $value } against { $threshold }, so quoted.
       *[no] Confidence { $value } against { $threshold }, so not quoted as the answer.
    }

explanation-words-alone = Matched by words alone: the sentence encoder is not ready or not installed.

explanation-policy-set = Policy set { $fingerprint }.

# Above the table of what was weighed.
explanation-signals = Each signal's value

explanation-column-signal = Signal

explanation-column-value = Value

# What a signal of the search means; one that has no words here is shown by its name.
explanation-signal =
    { $name ->
        [text] Words and meaning of the clause itself
        [near] Nearness to the listed ways of asking
        [learned] What the lists make likely, by meaning (log)
        [learned_words] What the lists make likely, by words (log)
        [words] Share of your words in the list
       *[other] { $name }
    }

explanation-pair = “{ $wrote }” as “{ $meant }”
