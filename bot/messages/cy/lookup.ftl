### Looking up a clause or a tool, links to one, and ideas from a message.

# en: 80f9df64
lookup-nothing-found = Nid yw’r geiriau hyn yn y polisïau nac yn y gofrestr offer. Rhowch gynnig ar lai o eiriau, neu rai eraill.

# en: 2bce4c62
lookup-no-more = Dyna’r cyfan a ddaeth i’r golwg.

# en: 7991d52d
lookup-unknown-command = Nid yw’r gorchymyn hwn yn hysbys yma. Caewch Teams a’i agor eto i gael y rhai cyfredol.

# en: 6517a8ca
lookup-in-force = { $title }, fersiwn { $version }, mewn grym o { $day }

# en: d0f49858
lookup-begins = { $title }, fersiwn { $version }, heb fod mewn grym eto: mae’n dechrau ar { $day }

# en: 47890bd0
lookup-over = { $title }, fersiwn { $version }, nad yw mewn grym mwyach

# en: f57582c9
lookup-open-policy = Agor y polisi

# en: 58cb86bf
lookup-suggest-title = Awgrymu syniad

# en: 586611a9
lookup-goes-on = Mae hyn yn cymryd mwy o amser nag arfer ac yn mynd yn ei flaen ar ei ben ei hun. Ymhen munud, teipiwch “fy syniadau” yn y sgwrs gyda mi i weld beth ddaeth ohono.

# en: 85e238e8
lookup-automatic = Dyfynnwyd yn awtomatig o bolisi cymeradwy.
