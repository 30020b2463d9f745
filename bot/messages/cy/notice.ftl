### What people are told about their ideas without being asked.

# en: 20f2b1a4
notice-meanwhile = Mae newyddion am eich syniadau.

# en: a7fb009e
notice-moved = Eich syniad { $ref }, “{ $title }”: { $stage }.

# en: d62b8ed6
notice-decided =
    { $kind ->
        [escalate] Mae eich syniad { $ref }, “{ $title }”, yn mynd ymlaen at y bwrdd.
       *[other] Mae penderfyniad newydd ar eich syniad { $ref }, “{ $title }”.
    }

# en: 9f3804ea
notice-supported-moved = Y syniad { $ref } yr ydych yn ei gefnogi, “{ $title }”: { $stage }.

# en: a1477008
notice-supported-decided = Mae penderfyniad newydd ar y syniad { $ref } yr ydych yn ei gefnogi, “{ $title }”.

# en: 2cb4a19d
notice-asked = Mae’r bobl sy’n edrych ar eich syniad { $ref }, “{ $title }”, yn gofyn rhywbeth ichi:

# en: 7a4e57e6
notice-joined = Cafodd rhywun arall yr un syniad â’ch { $ref }, “{ $title }”. Mae’n cyfrif fel cefnogaeth i’ch un chi.

# en: 4e24a8b7
notice-because = Rheswm: { $reason }

# en: 9f6c49c4
notice-in-force = Daw i rym ar { $day }.

# en: a15bc24b
notice-call-in = Gellir ei alw i mewn hyd at { $until }, a daw i rym ar { $day }.

# en: 57d9d90a
notice-see = Gweld { $ref }

# en: 59cfaefd
notice-new-idea = Syniad newydd { $ref }: { $title }

# en: 3ac568af
notice-workshop = Syniadau newydd o weithdy: { $count }, o { $first } i { $last }.

# en: d5a32729
notice-from-service = Oddi wrth: { $service }

# en: 3f25bec8
notice-its-problem = Y broblem: { $problem }
