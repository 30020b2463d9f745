### Answers, and where they come from.

# en: f9680c48
answer-lead =
    { $verdict ->
        [allowed] Caniateir.
        [conditions] Caniateir gydag amodau.
        [not-allowed] Ni chaniateir.
        [required] Oes, mae’n ofynnol.
        [not-required] Nid yw’n ofynnol.
       *[depends] Mae’n dibynnu ar gofnod yr offeryn yn y gofrestr.
    }

# en: 10206973
answer-incident = Os yw hynny wedi digwydd, gweithredwch nawr. Dyma’r rheol:

# en: 871870d8
answer-part = Ynghylch { $asked }:

# en: 37c23100
answer-silent = Hyd y gwelaf i, nid yw’r polisïau’n ymdrin â hyn. Saesneg yw eu hiaith gan mwyaf: os oeddech yn disgwyl ateb, rhowch gynnig ar eiriau eraill.

# en: b28cae01
answer-by-words-so-far = Rwyf newydd gael fy nghychwyn neu gael polisïau newydd, ac rwy’n dal i ddysgu eu hystyr. Tan hynny rwy’n mynd yn ôl geiriau’n unig, a gallaf golli rheol: gofynnwch eto ymhen ychydig funudau.

# en: b559dfe5
answer-not-in-force-yet = Nid oes rheol ar hyn mewn grym eto.

# en: 03a09bef
answer-no-longer-in-force = Nid oes rheol ar hyn mewn grym mwyach.

# en: ce62a1fc
answer-policies-disagree = Mae dau bolisi mewn grym yn anghytuno ar hyn, felly nid wyf yn dyfynnu’r naill na’r llall.

# en: d7dd13a8
answer-nearest = Saesneg yw iaith y polisïau gan mwyaf, ac nid wyf yn siŵr bod hyn yn ateb eich cwestiwn. Dyma’r peth agosaf sydd gennyf; holwch berson cyn dibynnu arno.

# en: 73df9f0a
answer-not-understood = Ni welais gwestiwn yno. Rhowch gynnig ar ychydig eiriau syml.

# en: a95d07b2
answer-clause =
    { GIVEN($number) ->
        [yes] Cymal { $number }: { $heading }
       *[no] { $heading }
    }

# en: fa6ba6b1
answer-ask =
    { GIVEN($contact) ->
        [yes] Pwy i’w holi: “{ $contact }”.
       *[no] { GIVEN(SET("contact")) ->
            [yes] Pwy i’w holi: “{ SET("contact") }”.
           *[no] Pwy i’w holi: y perchnogion a enwir yn y polisïau.
        }
    }

# en: d8295dcd
answer-ask-owner =
    { GIVEN($owner) ->
        [yes] Ei berchennog yw: “{ $owner }”. { answer-ask }
       *[no] { answer-ask }
    }

# en: e3c1be90
answer-not-yet =
    { GIVEN($number) ->
        [yes] Ymdrinnir â hyn yma: cymal { $number } yn { $title }, fersiwn { $version }. Mae wedi’i gymeradwyo ac yn dechrau ar { $day }; tan hynny nid yw’n rhwymo neb.
       *[no] Ymdrinnir â hyn yma: { $title }, { $version }. Mae wedi’i gymeradwyo ac yn dechrau ar { $day }; tan hynny nid yw’n rhwymo neb.
    }

# en: 08dac489
answer-no-longer =
    { GIVEN($number) ->
        [yes] Ymdriniwyd â hyn yma: cymal { $number } yn { $title }, fersiwn { $version }.
       *[no] Ymdriniwyd â hyn yma: { $title }, { $version }.
    }

# en: f3ec25fe
answer-conflict =
    { GIVEN($number) ->
        [yes] Mae cymal { $number } yn { $title } yn dweud un peth a { $other } yn dweud peth arall. Hyd nes i’r perchnogion ei ddatrys, gofynnwch cyn gweithredu.
       *[no] Mae { $title } yn dweud un peth a { $other } yn dweud peth arall. Hyd nes i’r perchnogion ei ddatrys, gofynnwch cyn gweithredu.
    }

# en: 9eb66328
answer-source = { $title }, fersiwn { $version }, mewn grym o { $day }

# en: ee42da86
answer-source-entry = { $title }, cofnod { $day }

# en: 9d5b301e
answer-which-is-meant = Pa un o’r rhain sydd gennych dan sylw?

# en: 46b788d5
answer-or-is-meant = Neu a oedd un o’r rhain gennych dan sylw?
