### Yr hyn a gedwir wrth ochr y polisïau, pan ofynnir amdano yn y sgwrs.

# en: d5390b64
kept-caption = { $kind }: { $count } wedi’u cofnodi, { $day }

# en: 823d60bf
kept-column-level = Lefel

# en: 45152b8c
kept-next-meeting = Mae’r cyfarfod nesaf ar { $day }.

# en: 9ba4336a
kept-nothing = { $kind }: nid oes dim ar agor wedi’i gofnodi.

# en: 87cc6bc7
kept-more =
    { $count ->
        [zero] Nid oes rhagor ar y dudalen.
        [one] Mae un arall ar y dudalen.
        [two] Mae dau arall ar y dudalen.
        [few] Mae { $count } arall ar y dudalen.
        [many] Mae { $count } arall ar y dudalen.
       *[other] Mae { $count } arall ar y dudalen.
    }

# en: 20bcda97
kept-open-page = Agor y dudalen

# en: a5af64ad
kept-ideas-ready = Syniadau’n barod i’w penderfynu

# en: 9e08c3fb
kept-decided-about = Yr hyn a benderfynwyd o’r blaen ar “{ $about }”:

# en: 47d74278
kept-decided-line = { $ref }, { $day }: { $decision }. Penderfynwyd gan: { $role }.

# en: 047aaa91
kept-decided-none = Ni phenderfynwyd ar ddim tebyg i “{ $about }”, hyd y gŵyr y rhestr syniadau.

# en: d5cc4723
kept-decided-latest = Yr hyn a benderfynwyd ddiwethaf:

# en: 7860eff3
kept-decided-between = Yr hyn a benderfynwyd rhwng { $first } a { $last }:

# en: 739852b0
kept-none-decided-between = Nid oes penderfyniad rhwng { $first } a { $last } wedi’i gofnodi.

# en: b2c62fb0
kept-in-call-in = Penderfyniadau y gellir eu galw i mewn o hyd:

# en: 7380324b
kept-none-in-call-in = Ni ellir galw unrhyw benderfyniad i mewn ar hyn o bryd.

# en: bd017796
kept-call-in-until = Gellir ei alw i mewn tan { $day }, a daw i rym ar ôl hynny.

# en: 41d72f38
kept-none-decided = Nid oes penderfyniad wedi’i gofnodi eto.

# en: 12869eda
kept-for-roles = Cedwir hynny ar gyfer pobl â’r rôl { $roles }. Os oes gennych un, agorwch y bwrdd unwaith, fel y bydd yn hysbys yma. Caiff pawb ofyn pa gynlluniau peilot sydd ar waith a beth a benderfynwyd.

# en: 0efe3a8d
kept-in-own-chat = Dim ond yn eich sgwrs eich hun y dywedaf hynny. Agorwch sgwrs â mi a gofynnwch eto yno.

# en: 6dec6702
kept-cannot-look = Ni ellir cyrraedd y rhestr ar hyn o bryd. Rhowch gynnig arall arni ymhen munud.

# en: be2960e7
kept-reviews = Polisïau sydd i’w hadolygu

# en: 2f50854c
kept-audits = Offer sydd i’w harchwilio

# en: 47c768e3
kept-nothing-due = { $kind }: dim un o fewn 60 diwrnod, ac nid oes dim yn hwyr.

# en: ff1d8c77
kept-column-policy = Polisi

# en: 33edfabd
kept-column-tool = Offeryn

# en: 96cc465d
kept-column-owner = Perchennog

# en: 60369b0b
kept-column-due = Erbyn

# en: 6e06f2ae
kept-column-when = Pryd

# en: cc5baafa
kept-overdue = yn hwyr

# en: 5499ed9a
kept-in-days =
    { $count ->
        [zero] heddiw
        [one] yfory
        [two] ymhen deuddydd
        [few] ymhen { $count } diwrnod
        [many] ymhen { $count } diwrnod
       *[other] ymhen { $count } diwrnod
    }

# en: 427ad6c3
kept-tools = Offer ar y gofrestr, yn ôl statws, { $day }

# en: 56eb1c40
kept-tools-status = Statws

# en: ee4afb3b
kept-tools-named = Offer

# en: c14cfbe5
kept-open-register = Agor y gofrestr
