### Suggesting an idea. Nothing here states policy: what happens to an idea is quoted.

# en: 0715fe91
idea-in-a-personal-chat-please = Mae syniadau’n perthyn i’r sawl sy’n eu cael, felly mewn sgwrs bersonol yn unig y byddaf yn eu derbyn ac yn sôn amdanynt. Agorwch sgwrs gyda mi a’i ddweud eto yno.

# en: 3448d4e4
idea-form-title = Awgrymu syniad

# en: eaf1b588
idea-form-intro = Dechreuwch gyda’r broblem; daw’r cynnyrch yn nes ymlaen. Dim ond y syniad a’i enw sydd eu hangen. Bydd pobl eraill yn darllen hyn, felly hepgorwch enwau, cyfeiriadau a rhifau achosion.

# en: 6ac0cf09
idea-send-idea = Anfon y syniad

# en: d555ece4
idea-or-by-typing = Neu atebwch yma, un cwestiwn ar y tro: { $question } Teipiwch hepgor i adael un allan, anfon pan fyddwch wedi dweud digon, neu stopio.

# en: ba057a8d
idea-taken-up-as-an-idea = Mae hynny’n swnio fel syniad, felly rwyf wedi rhoi eich geiriau yn y ffurflen. Os cwestiwn oedd e, pwyswch “Gofyn cwestiwn oeddwn i”.

# en: 4ee17aaa
idea-was-a-question = Gofyn cwestiwn oeddwn i

# en: db70ff2e
idea-suggest-this = Awgrymu hyn fel syniad

# en: a348bf2e
idea-suggest-an-idea = Awgrymu syniad

# en: 1a854cc3
idea-another-idea = Awgrymu syniad arall

# en: 75c9a156
idea-unfinished =
    { GIVEN($title) ->
        [yes] Mae gennych syniad heb ei orffen: “{ $title }”.
       *[no] Mae gennych syniad heb ei orffen.
    } Dyma fe fel y gadawsoch ef.

# en: 307ec92c
idea-start-afresh = Ei daflu a dechrau o’r newydd

# en: c64d7907
idea-stopped = Wedi stopio. Cedwir yr hyn a ysgrifennoch am 14 diwrnod: teipiwch “parhau” i fynd ymlaen ag ef, neu “dechrau o’r newydd” i’w daflu.

# en: 63702fe2
idea-nothing-to-continue = Nid oes dim heb ei orffen. Teipiwch “mae gen i syniad” i ddechrau.

# en: ca01bccb
idea-still-open =
    { GIVEN($title) ->
        [yes] Mae “{ $title }” yn agored o hyd: teipiwch “parhau” i fynd ymlaen ag ef.
       *[no] Mae’r hyn a ddechreuoch yn agored o hyd: teipiwch “parhau” i fynd ymlaen ag ef.
    }

# en: ff30991e
idea-edit-not-read = Darllenaf ateb unwaith, fel yr anfonwyd ef: nid yw newid y neges honno yn newid yr hyn a nodais. Teipiwch “yn ôl” i ateb y cwestiwn blaenorol eto.

# en: 160ae267
idea-noted = Nodwyd.

# en: 7e8b2e14
idea-may-be-skipped = (Gallwch ei hepgor.)

# en: 06f31681
idea-so-far = Hyd yma: “{ $value }”. Teipiwch cadw i’w adael fel y mae.

# en: eab4d31d
idea-needed = Mae angen “{ $label }” cyn y gallaf ei anfon.

# en: ca0ccafd
idea-too-long = Mae hynny’n rhy hir: { $limit } nod yw’r uchafswm.

# en: 0a0919a5
idea-whole-number = Ysgrifennwch rif cyfan, er enghraifft 400.

# en: 0d16f380
idea-one-of = Atebwch gydag un o’r rhain: { $names }.

# en: d76b3595
idea-any-of = Dewiswch o’r rhain, gyda choma rhwng sawl un: { $names }.

# en: ebde4265
idea-out-of-range = Rhif o 0 i { $limit }, os gwelwch yn dda.

# en: 1bc5102b
idea-missing = Llenwch: { $label }

# en: 328c6b20
idea-first-line =
    { GIVEN($kept) ->
        [yes] Heb ei anfon eto: mae rhywbeth ar goll neu ni ellir ei ddarllen. Mae eich geiriau yma o hyd.
       *[no] Heb ei anfon eto: nid oes dim wedi’i lenwi, neu ni chyrhaeddodd.
    }

# en: 1c79ae3b
idea-looks-personal = Mae rhywfaint o hyn yn edrych fel data personol

# en: 67297977
idea-looks-personal-because = Bydd pobl eraill yn darllen eich syniad. Rwyf wedi dod o hyd i rywbeth sy’n edrych fel enw, cyfeiriad neu rif rhywun. Nid wyf yn newid dim heb eich gair chi.

# en: 01a6dc24
idea-masked-it-would-read = Wedi’i guddio, byddai’n darllen fel hyn

# en: ff082cf9
idea-where = Ble

# en: 54f2254d
idea-as-it-would-read = Fel y byddai’n darllen

# en: 49fb0129
idea-mask-it = Ei guddio

# en: 9074e2a0
idea-keep-it = Dim byd personol: ei gadw fel y mae

# en: 5bc859c3
idea-change-it = Gadewch imi ei newid

# en: 5ba97e50
idea-what-now = Beth ddylwn i ei wneud?

# en: 297cfad7
idea-similar-things = Ai un o’r rhain yw e?

# en: 0b1cdd73
idea-similar-because =
    Nid yw eich syniad wedi’i gadw eto. Mae’r rhain yma’n barod ac yn debyg iddo.{ GIVEN($ideas) ->
        [yes] { " " }Os yr un peth ydyw, cefnogwch ef: mae dau â’r un broblem yn cario mwy o bwysau.
       *[no] { "" }
    }

# en: 55c4adbb
idea-similar = “{ $title }” ({ $ref }): { $stage }.

# en: dce1c0c9
idea-stage =
    { $stage ->
        [submitted] newydd, yn aros i gael ei sgrinio
        [screening] yn cael ei sgrinio
        [ready] yn barod i’w benderfynu, yn aros am y penderfyniad
        [scan] sganio: byddwn yn gwylio ac yn dysgu am y tro
        [pilot] peilot: mae’n cael ei dreialu
        [scale] ehangu: mae’n cael ei gyflwyno’n eang
        [declined] wedi’i wrthod
        [deferred] wedi’i ohirio
        [duplicate] dyblyg: wedi’i gyfuno â syniad arall
        [withdrawn] wedi’i dynnu’n ôl
       *[closed] wedi’i gau
    }

# en: 424e7d4e
idea-shared-case =
    “{ $title }”. { $maturity ->
        [pilot] Mae cyngor arall, { $council }, wedi treialu hyn.
        [in-use] Mae cyngor arall, { $council }, yn defnyddio hyn.
        [stopped] Mae cyngor arall, { $council }, wedi penderfynu yn erbyn hyn.
       *[other] Mae cyngor arall, { $council }, yn ystyried hyn.
    }

# en: ccd8094b
idea-case-results =
    { GIVEN($results) ->
        [yes] Beth ddaeth ohono: { $results } Gofynnwch yno: “{ $contact }”.
       *[no] Gofynnwch yno: “{ $contact }”.
    }

# en: 732f671c
idea-decided-because = Penderfynwyd ar { $day }: { $reason }

# en: ba8ad25c
idea-supported-by =
    { $count ->
        [zero] Nifer y bobl eraill sy’n ei gefnogi: { $count }.
        [one] Mae un person arall yn ei gefnogi.
        [two] Nifer y bobl eraill sy’n ei gefnogi: { $count }.
        [few] Nifer y bobl eraill sy’n ei gefnogi: { $count }.
        [many] Nifer y bobl eraill sy’n ei gefnogi: { $count }.
       *[other] Nifer y bobl eraill sy’n ei gefnogi: { $count }.
    }

# en: 8c10ff66
idea-alike = Tebyg o ran: { $words }.

# en: c0c3ed57
idea-alike-pair = { $mine } (yno: { $theirs })

# en: 89ba1d09
idea-support-instead = Cefnogi { $ref } yn lle hynny

# en: aa523198
idea-see-tool = Gweld { $tool }

# en: 9d153f55
idea-mine-is-different = Mae f’un i’n wahanol: ei anfon

# en: 1a208ce5
idea-own-already = Chi eich hun anfonodd hwn. I ychwanegu ato, teipiwch “ychwanegu at { $ref }”.

# en: 08a1dc3c
idea-supported = Diolch. Rydych yn cefnogi “{ $title }” ({ $ref }) nawr. { idea-supported-by }

# en: 1d49c12d
idea-words-kept-with-it = Mae’r hyn a ysgrifennoch wedi’i gadw gyda’ch cefnogaeth, ar gyfer y bobl sy’n edrych arno.

# en: d5cf0f88
idea-stored = Diolch. Cyfeirnod eich syniad yw { $ref }.

# en: ddf337b8
idea-stored-already = Rydych wedi anfon hwn yn barod: ei gyfeirnod yw { $ref }.

# en: 8f9fb1ac
idea-stored-and-next =
    Mae wedi’i gadw. { GIVEN($day) ->
        [yes] Caiff ei sgrinio erbyn { $day }.{ " " }
       *[no] { "" }
    }Gofynnwch imi unrhyw bryd gyda “statws { $ref }”.

# en: b386aade
idea-form-is-over = Nid yw’r ffurflen hon yn agored mwyach. Ni newidiwyd dim.

# en: 6fec5ba6
idea-not-saved = Nid oedd modd ei gadw nawr. Mae eich geiriau yma o hyd: anfonwch nhw eto ymhen munud.

# en: 554dd59e
idea-not-saved-but-held = Ni allaf gadw dim ar hyn o bryd, ond rwy’n dal gafael ar yr hyn a ysgrifennoch. Ewch ymlaen; rhoddaf gynnig arall arni gyda phob ateb.

# en: 7d9c8df7
idea-cannot-look = Ni allaf gyrraedd y rhestr syniadau ar hyn o bryd. Ni chollwyd dim; rhowch gynnig arall arni ymhen munud.

# en: a2871a05
idea-workshop = Gellir anfon syniadau gweithdy ar unwaith, o dabl wedi’i gadw fel CSV: un syniad ym mhob rhes, gyda “title” a “description” fel y ddau bennawd cyntaf. Caiff rhesi cywir eu cadw a chael eu cyfeirnodau; ar gyfer y lleill dywedaf pa res a beth i’w gywiro. Mae’r dudalen isod yn derbyn y ffeil; mae’r un mor hawdd teipio ychydig o syniadau yma, y naill ar ôl y llall.

# en: 03d7ea78
idea-open-workshop-page = Lanlwytho tabl o syniadau

# en: 0e97ca44
idea-my-ideas = Fy syniadau

# en: ec82683b
idea-no-such-idea = Nid oes gennych syniad â’r cyfeirnod { $ref }.

# en: 56464286
idea-announce-in-a-channel = Dywedwch hynny yn y sianel lle dylai syniadau newydd ymddangos, nid yma.

# en: 9fc5716f
idea-announced-here = Cyhoeddir syniadau newydd yn y sianel hon.

# en: f6418e1c
idea-to-announce-here = Dim ond mewn sianel y mae gweithredwr wedi’i gosod y cyhoeddir syniadau newydd. Ar gyfer hon, dyma’r gosodiad: { $line }
