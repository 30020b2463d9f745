### Yr hyn a ddywedir lle mae neges yn gofyn am rywbeth a wneir mewn ffordd arall, neu ddim o gwbl.

# en: c12e1284
intent-never-mind = Popeth yn iawn. Gofynnwch eto pryd bynnag y mynnwch.

# en: 0cbe18f4
intent-shorter = Dyna’r frawddeg sy’n ateb, air am air. Nid wyf yn ysgrifennu dim fy hun, felly nid yw’n mynd yn fyrrach; mae gweddill y cymal un cam i ffwrdd.

# en: 02098b47
intent-not-meant = Mae’n ddrwg gen i. Gofynnwch eto mewn geiriau eraill, gan enwi’r offeryn, y data neu’r math o gyfarfod sydd gennych dan sylw; neu teipiwch gofyn i berson.

# en: cec23e11
intent-unclear = Dywedwch pa air neu reol sydd dan sylw, er enghraifft “beth yw DPIA”, a chwiliaf amdano. Mae dangos y cymal cyfan yn dangos popeth a ddyfynnwyd; mae gofyn i berson yn dweud pwy all ei egluro.

# en: fed3a7ea
intent-languages = Rwy’n siarad Cymraeg a Saesneg. Teipiwch Cymraeg neu English.

# en: eace2503
intent-receipt = Derbynneb yr ateb diwethaf yw { $code }. Gyda hi gall unrhyw un weld yn nes ymlaen beth a ddywedwyd.

# en: 44b9c28d
intent-no-receipt = Nid oes ateb yn y sgwrs hon sydd ar gofnod. Gofynnwch rywbeth yn gyntaf: mae derbynneb o dan bob ateb.

# en: 537e55ac
intent-which-idea = Pa syniad sydd gennych dan sylw? Teipiwch ei gyfeirnod, er enghraifft statws AI-2026-0001.

# en: c7e953b9
intent-board = Caiff syniadau eu rhestru, eu trafod a’u penderfynu ar y bwrdd, gan y rhai sydd â rôl yno.

# en: aa60a6db
intent-board-roles = Os oes gennych un, agorwch y bwrdd unwaith o ddewislen y tudalennau, fel y bydd yn hysbys yma.

# en: da3d8893
intent-open-colleagues = Yr hyn a awgrymodd cydweithwyr

# en: 12401cd2
intent-open-board = Agor y bwrdd

# en: 05fe0449
intent-basis = Rwy’n paru eich geiriau â chymalau { SET("policies") } ac yn eu dyfynnu air am air. Nid wyf yn ysgrifennu dim fy hun, ac nid yw dim a deipir yma yn newid yr hyn a ddyfynnaf. Teipiwch pam ar ôl ateb i weld beth a barwyd; mae pob dyfyniad yn arwain at y polisi ei hun.

# en: 190c94ab
intent-powers = Ni allaf wneud hynny: nid oes dim a deipir yma yn cymeradwyo, yn newid nac yn ychwanegu dim. Caiff polisi ei newid gan ei berchennog a’i gymeradwyo gan y rhai a enwir ynddo; penderfynir ar syniad gan { SET("steering_group") }. I ofyn am rywbeth newydd, dywedwch “mae gen i syniad”.

# en: 65e7e729
intent-verdict = Ni allaf farnu a yw cynllun, testun neu ffordd o weithio yn unol â { SET("policies") }: dim ond dyfynnu’r cymalau a wnaf. Gofynnwch i mi am un peth ynddo, megis pa ddata y gellir ei roi i offeryn, neu gofynnwch i berson edrych arno.

# en: 5b997f44
intent-others = Nid wyf yn dangos i neb beth a ofynnodd eraill, ac nid wyf yn cadw pwy ofynnodd. Mae’r hyn na allwn ei ateb yn helpu perchnogion y polisïau i gau bylchau, heb enwau. Dyma gwestiynau y mae’r polisïau’n eu hateb:

# en: b2863a76
intent-simpler = Dyna’r frawddeg sy’n ateb, air am air. Nid wyf yn ysgrifennu dim fy hun, felly ni allaf ei dweud mewn geiriau symlach. { answer-ask }

# en: a1681720
intent-no-yes-or-no = Nid yw’r polisi’n dweud ie na nage i hynny. Dyma a ddywed:

# en: cbcf5027
intent-nothing-to-shorten = Nid oes ateb wedi’i ddyfynnu yn y sgwrs hon eto. Gofynnwch rywbeth imi yn gyntaf.
