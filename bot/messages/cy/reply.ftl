### The parts of a reply: links, buttons, boxes.

# en: fc9f0546
reply-yes = Ie

# en: 9eb9107b
reply-show-clause =
    { GIVEN($number) ->
        [yes] Dangos neu guddio cymal { $number }
       *[no] Dangos neu guddio’r testun
    }

# en: 38c0fedf
reply-related =
    { $count ->
        [zero] Dim cymal cysylltiedig
        [one] Cymal cysylltiedig
        [two] { $count } gymal cysylltiedig
        [few] { $count } chymal cysylltiedig
        [many] { $count } chymal cysylltiedig
       *[other] { $count } cymal cysylltiedig
    }

# en: 13e5cfdf
reply-read-in-policy =
    { GIVEN($number) ->
        [yes] Darllen cymal { $number } yn y polisi
       *[no] { reply-read-in-full }
    }

# en: 8090939c
reply-read-in-full = Ei ddarllen yn llawn

# en: a9a869ca
reply-read-at = { reply-read-in-full }: { $address }

# en: 177875d4
reply-please-fill-in = Llenwch: { $label }

# en: 41203440
reply-problem = Problem: { $problem }

# en: 16f2d77f
reply-automatic = Rwy’n awtomatig ac yn dyfynnu polisi cymeradwy: { $clauses }.

# en: 6a29d89f
reply-cited =
    { GIVEN($number) ->
        [yes] cymal { $number } yn { $title }
       *[no] y cofnod { $entry }
    }

# en: 63dc6e86
reply-clause-number = Cymal { $number }

# en: ba79278f
reply-version-number = Fersiwn { $version }

# en: 45c9d53b
reply-form-in-chat = { $form }: mewn sgwrs bersonol yn unig y gofynnaf am hynny.

# en: 3eb37292
reply-form-on-a-page = { $form }: gofynnir am hynny yn y porwr.

# en: 54140a77
reply-open-page = Agor yn y porwr

# en: ab6c761d
reply-open-in-chat = Agor mewn sgwrs

# en: 86e72646
reply-not-shown-here = Ni allwn ddangos hynny i chi yn unig yma, felly nid wyf wedi ei ddangos. Agorwch sgwrs gyda mi a gofynnwch eto yno.

# en: 767d31a1
reply-receipt = Derbynneb { $code }

# en: 95ee024a
reply-to-choose =
    { GIVEN($asks) ->
        [yes] { $choice } Teipiwch “{ $words }”
       *[no] { $choice }: teipiwch “{ $words }”
    }

# en: d13b035d
reply-type = Gallwch deipio { $words }.

# en: 4a40175c
reply-taken-out = [tynnwyd allan: { $words }]

# en: ba63566b
reply-put-in = [rhoddwyd i mewn: { $words }]
