### The steering group at the card of an idea.

# en: 869b1136
steering-note = Nodyn

# en: 2c9c7857
steering-ask = Gofyn i’r cynigydd

# en: 2cd59c1d
steering-decide = Penderfynu

# en: 4fc966b1
steering-open-board = Agor ar y bwrdd

# en: c3610cb0
steering-open-record = Cofnod { $ref }

# en: 623311c8
steering-stands = Cyflwr: { $state }

# en: 1123b61c
steering-note-title = Nodyn ar { $ref }

# en: 6a7f5124
steering-note-text = Nodyn, ar gyfer adolygwyr yn unig

# en: d5813f14
steering-keep-note = Cadw’r nodyn

# en: 99a8dc1a
steering-ask-title = Gofyn i gynigydd { $ref }

# en: 5047961f
steering-ask-text = Cwestiwn; bydd y cynigydd yn ei ddarllen gydag enw eich grŵp, nid eich enw chi

# en: 472ab99f
steering-send-question = Anfon y cwestiwn

# en: 694b6b83
steering-decide-title = Penderfynu ar { $ref }

# en: b8cf6c4d
steering-which = Penderfyniad

# en: edb67a00
steering-reason = Rheswm; bydd y cynigydd yn ei ddarllen

# en: 0e2f9a72
steering-look-again = Dyddiad adolygu (angenrheidiol i’w ohirio)

# en: 10d4387e
steering-record = Cofnodi’r penderfyniad

# en: c5928c4b
steering-more-on-the-board = Mae angen mwy nag sy’n ffitio yma ar gyfer peilot, cyflwyno’n eang neu ddyblygiad: defnyddiwch y bwrdd.

# en: 74f3a56e
steering-move-to =
    { $stage ->
        [screening] Ymgymryd ag ef: dechrau sgrinio
       *[ready] Yn barod am benderfyniad
    }

# en: 559ef136
steering-state =
    { $stage ->
        [submitted] Newydd
        [screening] Yn cael ei sgrinio
        [ready] Yn barod i’w benderfynu
        [scan] Sganio
        [pilot] Peilot
        [scale] Ehangu
        [deferred] Wedi’i ohirio
        [declined] Wedi’i wrthod
        [duplicate] Dyblyg
        [withdrawn] Wedi’i dynnu’n ôl
       *[closed] Wedi’i gau
    }

# en: a468a284
steering-kind =
    { $kind ->
        [scan] Sganio: gwylio a dysgu
        [pilot] Peilot
        [scale] Ehangu: cyflwyno’n eang
        [decline] Gwrthod
        [defer] Gohirio
        [duplicate] Yr un fath â syniad arall
        [ask] Gofyn i’r cynigydd
        [escalate] Anfon i fyny at: { SET("board") }
        [extend] Ymestyn y peilot
        [close] Cau
       *[reopen] Ailagor ar sail tystiolaeth newydd
    }

# en: ee541aa0
steering-maker =
    { $role ->
        [officer] { SET("officer") }
        [steering_group] { SET("steering_group") }
       *[board] { SET("board") }
    }

# en: 4fcf3dbd
steering-decided-by =
    { GIVEN($name) ->
        [yes] { $decision }. Penderfynwyd gan: { $role }, { $day }. Cofnodwyd gan { $name }.
       *[no] { $decision }. Penderfynwyd gan: { $role }, { $day }.
    }

# en: 43956f15
steering-moved-by =
    { GIVEN($name) ->
        [yes] { $state } ers { $day }, gan { $name }.
       *[no] { $state } ers { $day }.
    }

# en: 89098e65
steering-because = Rheswm: { $reason }

# en: d21e868d
steering-noted = Mae eich nodyn ar { $ref } wedi’i gadw.

# en: cecdd128
steering-question-sent = Mae eich cwestiwn am { $ref } ar ei ffordd at y cynigydd.

# en: 3591fd52
steering-done = Cofnodwyd ar gyfer { $ref }.

# en: 1ff8d988
steering-changed-meanwhile = Mae rhywun arall wedi newid { $ref } yn y cyfamser, felly ni chofnodwyd dim. Dyma’r sefyllfa nawr.

# en: a6841240
steering-nothing-open = Ni ellir penderfynu dim am { $ref } yma ar hyn o bryd.

# en: 8d1aa8ad
steering-unknown = Nid yw’r syniad hwnnw’n bodoli mwyach.

# en: 9bb3f6f3
steering-needs-more = Mae angen rhywbeth nad yw wedi’i gofnodi eto ar gyfer hyn, neu eraill i benderfynu. Mae tudalen y syniad ar y bwrdd yn rhestru’r hyn sydd ar goll.

# en: 202bbc6f
steering-not-allowed = Dim ond pobl â’r rôl { $roles } all wneud hyn. Rhoddir rolau yn Entra gan bwy bynnag sy’n gofalu am y cynorthwyydd. Os oes gennych un, agorwch y bwrdd unwaith, fel y bydd yn hysbys yma, a dewch yn ôl at y cerdyn hwn: mae rôl yn cyfrif am saith diwrnod ar ôl ichi fewngofnodi ddiwethaf.

# en: f9eb457b
steering-cannot-now = Ni ellir cyrraedd y rhestr syniadau ar hyn o bryd. Rhowch gynnig arall arni ymhen munud.

# en: 2f094717
steering-problem =
    { $field ->
        [reason] Rhowch reswm: bydd y cynigydd yn ei ddarllen.
        [text] Ysgrifennwch rywbeth yn gyntaf.
        [review_on] Rhowch ddiwrnod sydd eto i ddod.
        [which] Dewiswch benderfyniad.
       *[other] Gwiriwch hyn.
    }
