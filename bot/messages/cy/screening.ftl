### The screening of an idea.

# en: 08b93745
screening-title = Sgriniad byr

# en: 72dd3389
screening-intro =
    { GIVEN($clauses) ->
        [yes] Mae’n dangos pa asesiadau sydd eu hangen, ac yn ôl pa gymalau.
       *[no] Mae’n dangos pa asesiadau sydd eu hangen. Nid oes rheol mewn grym y tu ôl i’r cwestiynau ar hyn o bryd.
    } Mae’r hyn y mae eich geiriau’n ei awgrymu wedi’i lenwi: gwiriwch ef a newidiwch yr hyn sy’n anghywir. Mae “Ddim yn siŵr” yn ateb teg.

# en: 53981686
screening-intro-for-idea = Ynghylch { $ref }, sydd wedi’i gadw’n barod. { screening-intro }

# en: 3097b615
screening-offer =
    { $count ->
        [zero] Nid oes cwestiynau: bydd swyddog yn sgrinio pob syniad.
        [one] Mae un cwestiwn cyflym yn dangos pa asesiadau y gall fod eu hangen. Atebwch ef nawr, neu gadewch ef i ni: mae swyddog yn sgrinio pob syniad.
        [two] Mae { $count } gwestiwn cyflym yn dangos pa asesiadau y gall fod eu hangen. Atebwch nhw nawr, neu gadewch nhw i ni: mae swyddog yn sgrinio pob syniad.
        [few] Mae { $count } chwestiwn cyflym yn dangos pa asesiadau y gall fod eu hangen. Atebwch nhw nawr, neu gadewch nhw i ni: mae swyddog yn sgrinio pob syniad.
        [many] Mae { $count } chwestiwn cyflym yn dangos pa asesiadau y gall fod eu hangen. Atebwch nhw nawr, neu gadewch nhw i ni: mae swyddog yn sgrinio pob syniad.
       *[other] Mae { $count } cwestiwn cyflym yn dangos pa asesiadau y gall fod eu hangen. Atebwch nhw nawr, neu gadewch nhw i ni: mae swyddog yn sgrinio pob syniad.
    }

# en: 0c53afd9
screening-quick-questions =
    { $count ->
        [zero] Dim cwestiynau
        [one] Un cwestiwn cyflym
        [two] { $count } gwestiwn cyflym
        [few] { $count } chwestiwn cyflym
        [many] { $count } chwestiwn cyflym
       *[other] { $count } cwestiwn cyflym
    }

# en: 80d1c926
screening-describe = Beth fyddech yn ei ddefnyddio, ac i beth?

# en: 21c20da9
screening-describe-hint = Mae brawddeg yn ddigon, ac ni fydd yn cael ei chadw. Dim enwau, os gwelwch yn dda.

# en: d208add8
screening-go-on = Ymlaen

# en: 4bcc5f70
screening-finish = Gweld y canlyniad

# en: 805e4ef8
screening-some-more = Ychydig yn fwy, oherwydd eich atebion.

# en: e72a2f24
screening-or-by-typing = Neu atebwch yma drwy deipio, y naill gwestiwn ar ôl y llall: ie, na neu ddim yn siŵr. Mae “derbyn popeth” yn derbyn yr hyn a awgrymir.

# en: 66ae3d06
screening-suggested =
    { $reply ->
        [no] Awgrym: na, oherwydd { $words }. Gwiriwch.
       *[yes] Awgrym: ie, oherwydd { $words }. Gwiriwch.
    }

# en: ecfb7004
screening-any-of-these = { $about }: ticiwch yr hyn sy’n berthnasol

# en: 85e38e05
screening-none-of-these = Dim un o’r rhain

# en: d7a91a81
screening-do-not-know = Dydw i ddim yn gwybod

# en: b4e3c8fc
screening-outcome-title = Yr hyn a ddywed y sgrinio

# en: 997f94d3
screening-column-assessment = Asesiad

# en: 95fee238
screening-column-outcome = Canlyniad

# en: 7d67a11c
screening-outcome =
    { $outcome ->
        [required] Gofynnol
        [advice] Angen cyngor: yn cyfrif fel gofynnol nes ichi ei gael
       *[none] Nid yw’n ofynnol
    }

# en: 9a0234fb
screening-risk-level =
    { $level ->
        [low] isel
        [medium] canolig
        [high] uchel
       *[very-high] uchel iawn
    }

# en: 1705ad6e
screening-risk = Risg dros dro: { $level } (tebygolrwydd { $likelihood } o 5, effaith { $impact } o 5). Y bobl sy’n edrych arno fydd yn pennu’r un terfynol.

# en: b64c08e5
screening-impact-at-least = Mae’r effaith yn { $least } o leiaf oherwydd: { $titles }.

# en: 270eceb8
screening-likelihood-at-least = Mae’r tebygolrwydd yn { $least } o leiaf oherwydd: { $titles }.

# en: 03353ea4
screening-because-of = Oherwydd: { $titles }

# en: 49774257
screening-not-sure-of = Heb fod yn hysbys eto, felly gofynnwch: { $titles }

# en: d750313d
screening-not-the-assessment =
    Sgriniad yw hwn, nid yr asesiad ei hun. { GIVEN($anything) ->
        [yes] Nesaf: dangoswch hyn i: “{ $contact }”. Gallant ddweud beth sydd ei angen ar yr asesiad.
       *[no] Cedwir y cofnod ohono. Os bydd rhywbeth yn newid, sgriniwch ef eto; i holi: “{ $contact }”.
    }

# en: e3ab75fc
screening-without-clause = Ni ellir dyfynnu’r rheol sy’n mynnu hyn: nid yw ymhlith y polisïau sydd mewn grym. Gofynnwch i { $contact } beth sy’n berthnasol. Oherwydd: { $titles }

# en: fb0d0fc6
screening-by-version = Sgriniwyd gyda’r cwestiynau “{ $name }”, fersiwn { $version }.

# en: 86c178a7
screening-kept-with = Cadwyd gyda { $ref }.

# en: 0f1f7cf8
screening-no-questions = Nid oes cwestiynau sgrinio mewn grym ar hyn o bryd, felly ni allaf sgrinio dim.

# en: c5f58d77
screening-screen-it = Ei sgrinio: ychydig o gwestiynau

# en: 632620f9
screening-not-answered = Dewiswch ateb: { $question }

# en: 71d63c12
screening-none-or-some = Dewiswch naill ai “Dim un o’r rhain” neu’r hyn sy’n berthnasol, nid y ddau: { $question }

# en: ca12347b
screening-not-finished = Mae rhai cwestiynau’n agored o hyd.
