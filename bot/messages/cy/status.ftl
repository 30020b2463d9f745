### Following up one’s own ideas.

# en: 8c3d8784
status-none-yet = Nid oes gennych syniadau ar y rhestr eto.

# en: 951c437f
status-your-ideas =
    { $count ->
        [zero] Eich { $count } syniad, y diweddaraf yn gyntaf
        [one] Eich syniad
        [two] Eich { $count } syniad, y diweddaraf yn gyntaf
        [few] Eich { $count } syniad, y diweddaraf yn gyntaf
        [many] Eich { $count } syniad, y diweddaraf yn gyntaf
       *[other] Eich { $count } syniad, y diweddaraf yn gyntaf
    }

# en: eb0ae15f
status-column-reference = Cyfeirnod

# en: 3d2fd011
status-column-idea = Syniad

# en: 5d90aaf3
status-column-stage = Y sefyllfa

# en: 5e10c607
status-column-since = Ers

# en: a7dff82a
status-see = Gweld { $ref }

# en: 0e7803f7
status-idea-line = { $ref }: { $title }

# en: 986e7b21
status-stands = Y sefyllfa: { $stage }, ers { $day }.

# en: c58610c3
status-joined-with = Mae’n parhau o dan { $ref }.

# en: 04194848
status-looked-at-again = Edrychir arno eto ar { $day }.

# en: 203edbb4
status-risk-now = Y risg fel y’i gwelir nawr: { $level }.

# en: 5e5375a1
status-screened-by = Caiff ei sgrinio erbyn { $day }.

# en: c4323d4c
status-decided =
    { $kind ->
        [scan] Penderfyniad: sganio, byddwn yn gwylio ac yn dysgu am y tro.
        [pilot] Penderfyniad: rhoddir cynnig arno mewn cynllun peilot.
        [scale] Penderfyniad: caiff ei gyflwyno’n eang.
        [decline] Penderfyniad: gwrthodwyd.
        [defer] Penderfyniad: gohiriwyd.
        [duplicate] Penderfyniad: mae’n parhau ynghyd â syniad arall.
        [close] Penderfyniad: caewyd.
        [reopen] Penderfyniad: ailagorwyd.
        [ask] Cwestiwn i chi.
       *[escalate] Trosglwyddwyd i’r bwrdd sy’n penderfynu.
    } ({ $ref }, { $day })

# en: 792dcde5
status-because = Rheswm: { $reason }

# en: 52fe0893
status-conditions = Amodau: { $words }

# en: db61d3ab
status-corrects = Mae hyn yn cywiro { $ref }.

# en: e4c1d312
status-note = Nodyn { $day }: { $words }

# en: dee485c1
status-add-to-it = Ychwanegu ato neu ei newid

# en: 32363fd4
status-take-back = Ei dynnu’n ôl

# en: 60f4670f
status-amend-title = Ychwanegu at { $ref }

# en: 6fdd99e4
status-amend-intro = Newidiwch yr hyn a fynnwch a gadewch y gweddill. Cedwir yr hyn a ddywedai o’r blaen, er mwyn i bawb weld beth sydd wedi newid. Dim enwau, os gwelwch yn dda.

# en: 8c0f8920
status-or-by-typing = Neu ewch drwyddo yma drwy deipio, o “{ $question }” ymlaen: mae cadw yn gadael ateb fel y mae, anfon yn cadw’r cyfan ar unrhyw adeg, stopio yn gorffen.

# en: 1958284e
status-save = Cadw

# en: b5839664
status-amended = Cadwyd. Mae { $ref } wedi’i newid.

# en: 218a505c
status-changed-meanwhile = Mae rhywun wedi newid y syniad hwn yn y cyfamser. Nid oes dim o’ch gwaith wedi’i golli: edrychwch arno a’i gadw eto.

# en: 0a391e8d
status-too-late = Mae penderfyniad wedi’i wneud ar { $ref } ({ $stage }), felly ni ellir ei newid na’i dynnu’n ôl yma mwyach.

# en: 4b9e26e5
status-withdraw-title = Tynnu { $ref }, “{ $title }”, yn ôl?

# en: adb8c44a
status-withdraw-intro = Bydd yn gadael y rhestr o syniadau agored. Gallwch ei awgrymu eto yn nes ymlaen.

# en: d49cb114
status-reason = Pam?

# en: d040d69c
status-need-not-say = Nid oes rhaid ichi ddweud.

# en: 3454c0ca
status-withdraw-it = Ei dynnu’n ôl

# en: 74c27c90
status-withdraw-by-typing = Neu teipiwch ie i’w dynnu’n ôl, gyda’r rheswm ar ei ôl os mynnwch (ie, oherwydd …), neu na i’w adael fel y mae.

# en: e6101c6d
status-withdraw-again = Nid yw { $ref } wedi’i dynnu’n ôl. Teipiwch ie i’w dynnu’n ôl, neu na i’w adael fel y mae.

# en: 8c234b50
status-not-withdrawn = Mae { $ref } yn aros fel y mae.

# en: 65fed5fd
status-withdrawn = Mae { $ref } wedi’i dynnu’n ôl.
