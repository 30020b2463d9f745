### Other days: what the rule was, whether it still is, what is to come.

# en: aa17f531
as-of-changes-soon = Mae’r cymal hwn yn newid ar { $day }, pan fydd fersiwn { $version } yn dechrau.

# en: 17abcb2e
as-of-ends-soon = Nid yw’r cymal hwn yn fersiwn { $version }, sy’n dechrau ar { $day }.

# en: 4bc496df
as-of-stays-soon = Mae fersiwn { $version } yn dechrau ar { $day } ac yn gadael y cymal hwn fel y mae.

# en: 82608537
as-of-lapses = Mewn grym tan { $day }; nid oes dim wedi’i gymeradwyo i’w ddilyn eto.

# en: 81056d1f
as-of-review-overdue = Roedd y polisi hwn i’w adolygu erbyn { $day }. Mae’n aros mewn grym nes caiff ei ddisodli; ei berchennog yw: “{ $owner }”.

# en: da18b125
as-of-audit-missed = Wedi’i atal ers { $day }: roedd ei archwiliad i’w gynnal erbyn { $due } ac nid yw wedi’i wneud. Peidiwch â’i ddefnyddio nes i hynny ddigwydd, beth bynnag a ddywedir isod. Ei berchennog yw: “{ $owner }”.

# en: 83d2cdb9
as-of-no-such-day = Nid oes { $day } yn y calendr. Pa ddiwrnod ydych chi’n ei olygu?

# en: 4afdd5f4
as-of-period-not-understood = Ni wn pa ddyddiau sydd yn “{ $named }”. Enwch ddiwrnod, er enghraifft { $day }, ac edrychaf ar reol y diwrnod hwnnw.

# en: d30a39a3
as-of-as-it-was = Dyma sut yr oedd ar { $day }, nid rheol heddiw.

# en: 4d30651d
as-of-as-it-was-and-is = Dyma oedd y rheol ar { $day }, a dyma yw hi heddiw o hyd.

# en: 87e68bee
as-of-no-longer =
    { GIVEN($number) ->
        [yes] Nid yw mewn grym ers { $day }. Rheol heddiw: cymal { $number } yn fersiwn { $version }.
       *[no] Nid yw mewn grym ers { $day }. Rheol heddiw: fersiwn { $version }.
    }

# en: 2746bf94
as-of-no-longer-the-same =
    { GIVEN($number) ->
        [yes] Nid yw mewn grym ers { $day }, ond mae cymal { $number } yn fersiwn { $version }, sydd mewn grym heddiw, yn dweud yr un peth.
       *[no] Nid yw mewn grym ers { $day }, ond mae fersiwn { $version }, sydd mewn grym heddiw, yn dweud yr un peth.
    }

# en: 3242bc58
as-of-no-longer-at-all =
    { GIVEN($day) ->
        [yes] Nid yw mewn grym ers { $day }. Nid oes cymal o’r fath heddiw.
       *[no] Nid yw mewn grym mwyach. Nid oes cymal o’r fath heddiw.
    }

# en: 72ad6ccf
as-of-still-in-force = Mae’r fersiwn hon mewn grym o hyd heddiw.

# en: f6047211
as-of-replaced-meanwhile = Dechreuodd fersiwn { $version } o { $title } o fewn yr amser hwnnw, ar { $day }.

# en: 86b8260f
as-of-nothing-then = Ar { $day }, hyd y gwelaf i, nid oedd polisi mewn grym yn ymdrin â hyn.

# en: 0b4f000d
as-of-first-version = Dechreuodd fersiwn gyntaf { $title } ar { $day }.

# en: 12a6bebd
as-of-before-any-policy = Ar { $day } nid oedd polisi eto: dechreuodd yr un cyntaf ar { $first }.

# en: 6c117a8c
as-of-today = Rheol heddiw:

# en: 873a2c61
as-of-tool-then =
    { $status ->
        [approved] Ar { $day } roedd yr offeryn “{ $tool }” wedi’i gymeradwyo
        [conditional] Ar { $day } roedd yr offeryn “{ $tool }” wedi’i gymeradwyo gydag amodau
        [pilot] Ar { $day } roedd yr offeryn “{ $tool }” mewn cynllun peilot, ar gyfer y bobl a enwyd yn unig
        [assessing] Ar { $day } roedd yr offeryn “{ $tool }” yn cael ei asesu, felly nid oedd i’w ddefnyddio eto
        [suspended] Ar { $day } roedd yr offeryn “{ $tool }” wedi’i atal dros dro, felly nid oedd i’w ddefnyddio
        [refused] Ar { $day } roedd yr offeryn “{ $tool }” wedi’i wrthod, felly nid oedd i’w ddefnyddio
       *[retired] Ar { $day } roedd yr offeryn “{ $tool }” wedi’i dynnu’n ôl, felly nid oedd yn cael ei ddefnyddio mwyach
    }{ GIVEN($note) ->
        [yes] { " " }({ $note }).
       *[no] .
    }

# en: da0377a2
as-of-tool-not-listed-then = Ar { $day } nid oedd yr offeryn “{ $tool }” ar y gofrestr offer, felly nid oedd wedi’i gymeradwyo.

# en: 75b43792
as-of-not-come-yet = Nid yw { $day } wedi dod eto, felly ni allaf ddweud beth fydd mewn grym bryd hynny.

# en: 07821e33
as-of-approved-for-then = Mae fersiwn { $version } o { $title } wedi’i chymeradwyo ac yn dechrau ar { $day }.

# en: f49f26e7
as-of-nothing-approved-for-then = Nid oes fersiwn newydd o { $title } wedi’i chymeradwyo ar gyfer diwrnod cyn hynny.

# en: 60a86a10
as-of-nothing-before = Nid oedd rheol gynharach: fersiwn { $version } o { $title }, o { $day }, yw’r gyntaf.

# en: 9494eb21
as-of-new-clause = Mae’r cymal hwn yn newydd yn fersiwn { $version }, o { $day }. Nid oedd un o’r blaen.

# en: 6da5efb3
as-of-before-that = Dyma a ddywedai fersiwn { $version }, a oedd mewn grym o { $first } i { $last }:

# en: 05299e8f
as-of-still-so =
    { GIVEN($number) ->
        [yes] Ydy. Mae cymal { $number } yn { $title }, fersiwn { $version }, mewn grym heddiw, ers { $day }.
       *[no] Ydy. Mae { $title }, fersiwn { $version }, mewn grym heddiw, ers { $day }.
    }

# en: 428f3e05
as-of-same-in = Ydy, yr un yw’r cynnwys: ni newidiodd fersiwn { $version }, sydd mewn grym heddiw, mohono.

# en: 67488c7e
as-of-not-any-more = Nac ydy. Newidiodd ar { $day }. Rheol heddiw:

# en: 21c4d8cf
as-of-gone = Nac ydy. Nid oes cymal o’r fath yn { $title } heddiw.

# en: 43c0703b
as-of-still-what = Nid wyf yn siŵr pa reol sydd gennych mewn golwg. Gofynnwch amdani mewn ychydig eiriau.

# en: 830e8a5f
as-of-read-todays =
    { GIVEN($number) ->
        [yes] Darllen cymal { $number } fel y mae heddiw
       *[no] Darllen cofnod heddiw
    }
