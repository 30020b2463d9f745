### Why an answer was chosen.

# en: 1c0f5c6d
explanation-chosen = Dewiswyd: { $title }, cymal { $number }, fersiwn { $version }.

# en: 93f86785
explanation-words-held = Eich geiriau sydd ynddo: { $words }.

# en: 805c48ad
explanation-spelling-read = Sillafiad a ddarllenwyd: { $pairs }.

# en: 7d93d7c0
explanation-lexicon-used = Geirfa a ddefnyddiwyd: { $pairs }.

# en: 1f24167e
explanation-nearest-asked = Y ffordd agosaf o ofyn sydd wedi’i rhestru: “{ $question }”.

# en: dfce92e8
explanation-nearest-uncovered = Y pwnc agosaf nad yw’r polisïau’n ymdrin ag ef: { $subject }.

# en: e9ca7ede
explanation-confidence =
    { GIVEN($quoted) ->
        [yes] Hyder { $value } o gymharu â { $threshold }, felly fe’i dyfynnwyd.
       *[no] Hyder { $value } o gymharu â { $threshold }, felly heb ei ddyfynnu fel yr ateb.
    }

# en: 0defccd5
explanation-words-alone = Paru yn ôl geiriau yn unig: nid yw’r amgodiwr brawddegau’n barod neu nid yw wedi’i osod.

# en: e8fd1577
explanation-policy-set = Set bolisïau { $fingerprint }.

# en: 0d0ce667
explanation-signals = Gwerth pob arwydd

# en: 233748cc
explanation-column-signal = Arwydd

# en: 5b2a947d
explanation-column-value = Gwerth

# en: 55d8d760
explanation-signal =
    { $name ->
        [text] Geiriau ac ystyr y cymal ei hun
        [near] Agosrwydd at y ffyrdd o ofyn a restrwyd
        [learned] Yr hyn y mae’r rhestrau’n ei wneud yn debygol, yn ôl ystyr (log)
        [learned_words] Yr hyn y mae’r rhestrau’n ei wneud yn debygol, yn ôl geiriau (log)
        [words] Cyfran eich geiriau yn y rhestr
       *[other] { $name }
    }

# en: e829a180
explanation-pair = “{ $wrote }” fel “{ $meant }”
