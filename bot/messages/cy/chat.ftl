### What the assistant says of itself, and what else can be asked.

# en: 63606858
chat-welcome =
    Helo. Rwy’n ateb cwestiynau ar sail { SET("policies") } drwy ddyfynnu’r cymal cymeradwy, air am air, ac rwy’n dweud hynny pan nad yw’r polisïau’n ymdrin â rhywbeth.
    
    Rwyf hefyd yn derbyn syniadau ar gyfer defnyddio AI: dywedwch “mae gen i syniad”. Cewch gyfeirnod ar unwaith a chlywed beth a ddaw ohono.
    
    Rwy’n awtomatig: rwy’n paru eich geiriau â’r polisïau ac nid wyf yn ysgrifennu dim fy hun. Hepgorwch enwau a manylion personol. Yr hyn a gadwaf: teipiwch preifatrwydd.

# en: 8e15a656
chat-help =
    Gofynnwch yn eich geiriau eich hun, fel y byddech yn gofyn i gydweithiwr. Gallwch hefyd deipio:
    
    mae gen i syniad: i awgrymu un; fy syniadau: beth ddaeth o’ch rhai chi
    
    dechrau sgrinio: pa asesiadau y byddai eu hangen ar rywbeth
    
    pam: beth barodd imi ddewis yr ateb diwethaf
    
    preifatrwydd: beth rwy’n ei gadw, ac am ba hyd
    
    dywedwch wrthyf pan fydd hyn yn newid: neges pan fydd y polisi a ddyfynnwyd ddiwethaf yn newid
    
    English: rwy’n ateb yn Saesneg
    
    stopio: dim rhagor o’r negeseuon y gofynasoch amdanynt
    
    cymorth: y neges hon

# en: 602afe00
chat-language-chosen = Iawn: byddaf yn siarad Cymraeg â chi o hyn ymlaen. Teipiwch English am Saesneg. Dyfynnir polisïau bob amser yn yr iaith y’u cymeradwywyd ynddi.

# en: 483a5459
chat-language-in-chat = Rwy’n ateb pawb yma yn yr un modd. Dewiswch eich iaith mewn sgwrs bersonol gyda mi.

# en: 2061ad10
chat-quoted-as-approved = Dyfynnir polisïau yn yr iaith y’u cymeradwywyd ynddi.

# en: 6b447478
chat-privacy =
    Cwestiynau: nid wyf yn cadw pwy ofynnodd. Am flwyddyn, rwy’n cadw’r hyn a ofynnwyd a’r hyn a ddyfynnais, o dan dderbynneb yr ateb, fel y gall unrhyw un wirio’n ddiweddarach beth a ddywedwyd; caiff unrhyw beth sy’n edrych fel enw, cyfeiriad, rhif ffôn neu rif achos ei guddio’n gyntaf. Mae’r hyn na allwn ei ateb yn helpu perchnogion y polisïau i gau’r bwlch. Yn y sgwrs hon rwy’n cofio eich cwestiynau diwethaf am hanner awr, er mwyn ichi allu eu dilyn.
    
    Syniadau: rwy’n cadw syniad gyda’ch enw a rhif eich cyfrif, er mwyn ichi allu ei ddilyn a chlywed amdano. Mae’r bobl sy’n edrych ar syniadau yn eu gweld; mae staff eraill yn gweld ei enw ar y mwyaf, a beth ddaeth ohono, pan fydd eu syniad nhw’n debyg iddo. Cedwir yr hyn nad ydych wedi’i anfon eto am 14 diwrnod, a syniad am 6 blynedd ar ôl iddo ddod i ben.
    
    Y sgwrs hon: gyda rhif eich cyfrif rwy’n cadw’r iaith a ddewisoch a’r hyn y gofynasoch am gael clywed amdano, nes ichi ddweud stop. Dim ond tra gallai fod rhywbeth i’w ddweud wrthych y cadwaf sut i’ch cyrraedd yma: syniad gennych chi neu un rydych yn ei gefnogi, drafft, un o’r dymuniadau hynny, neu fewngofnodi i’r tudalennau. Nid oes dim ohono’n dweud beth a ofynnoch, na phryd.
    
    I weld popeth a gedwir amdanoch, i’w gywiro, neu i ddileu eich enw, holwch: { SET("data_protection") }.

# en: 93dac155
chat-thanks = Croeso.

# en: ff726b66
chat-goodbye = Hwyl fawr. Gofynnwch eto pryd bynnag y bo angen.

# en: 1d5ab74a
chat-calm = Mae’n ddrwg gennyf fod hyn yn rhwystredig. Dim ond dyfynnu { SET("policies") } y gallaf ei wneud. Os yw rheol yn eich rhwystro, mae’r bobl a enwir yn y polisi am glywed hynny.

# en: 530c27c5
chat-nothing-asked =
    { GIVEN(SET("subjects")) ->
        [yes] Ni welais gwestiwn. Gellir holi ynghylch: { SET("subjects") }. Neu teipiwch cymorth.
       *[no] Ni welais gwestiwn. Gofynnwch yn eich geiriau eich hun, neu teipiwch cymorth.
    }

# en: 0ce94896
chat-too-long = Roedd hynny’n hir, felly dim ond y dechrau a ddarllenais. Os oes manylion personol ynddo, peidiwch â’u gludo yma; cwestiwn byr sy’n gweithio orau.

# en: e7006e7e
chat-files-not-read =
    { GIVEN($asks) ->
        [yes] Ni allaf ddarllen ffeiliau, lluniau, recordiadau na chydrannau Loop: mae’r hyn sy’n dilyn yn seiliedig ar eich geiriau yn unig.
       *[no] Ni allaf ddarllen ffeiliau, lluniau, recordiadau na chydrannau Loop. Gofynnwch mewn geiriau, a chwiliaf am y rheol.
    }

# en: 97211ca9
chat-you-could-ask = Gallech ofyn:

# en: 1eec9fe5
chat-you-could-also-ask = Gallech ofyn hefyd:

# en: 2bee2386
chat-show-whole-clause = Beth mae’r cymal cyfan yn ei ddweud?

# en: 776abe96
chat-what-changed-here = Beth newidiodd yma?

# en: 1367569e
chat-ask-a-person = Pwy alla i ofyn?

# en: c14bcd4c
chat-open-in-teams = Gofyn iddynt yn Teams

# en: 6cb1b841
chat-to-whom-to-ask = Helo, gofynnais i’r cynorthwyydd polisi AI: “{ $question }” (derbynneb { $receipt }). Allwch chi fy helpu?

# en: fbbbca8e
chat-name-the-clause =
    { GIVEN($number) ->
        [yes] Mae’n helpu os enwch y cymal: { $number } yn { $title }, fersiwn { $version }.
       *[no] Mae’n helpu os enwch y cofnod: { $entry }.
    }

# en: 75558106
chat-no-such-clause = Ni allaf ddod o hyd i’r cymal hwnnw ym mholisïau heddiw. Gofynnwch amdano mewn ychydig eiriau.

# en: c1257af4
chat-why-this-answer = Pam yr ateb hwn?

# en: 6c41fd20
chat-no-last-answer = Nid oes ateb yn y sgwrs hon eto y gallwn ei esbonio. Gofynnwch rywbeth imi’n gyntaf.

# en: b1888990
chat-helped = Roedd hyn o gymorth

# en: f6236107
chat-did-not-help = Nid oedd hyn o gymorth

# en: c289a87a
chat-feedback-thanks = Diolch, nodwyd hynny heb eich enw.

# en: 5f004980
chat-why-not = Beth oedd yn anghywir neu ar goll?

# en: c5ecc2a8
chat-no-names-please = Nid oes rhaid ichi ddweud. Hepgorwch enwau a manylion personol.

# en: cf05d4aa
chat-send = Anfon

# en: 0d6e8c6f
chat-no-such-answer = Nid oes cofnod o’r ateb hwnnw mwyach. Gofynnwch eto, a dywedwch wrthyf am yr ateb newydd.

# en: 696bfd82
chat-not-saved = Nid oedd modd ei gadw nawr. Mae eich geiriau yma o hyd: anfonwch nhw eto.

# en: d7f06eb6
chat-starter-idea = Ga i awgrymu syniad?

# en: 4f8e5402
chat-more = Rhagor i’w ofyn neu ei wneud
