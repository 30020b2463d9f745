### Tools, and the register.

# en: 415d142e
tool-line =
    { $status ->
        [approved] Mae’r offeryn “{ $tool }” wedi’i gymeradwyo.
        [conditional] Mae’r offeryn “{ $tool }” wedi’i gymeradwyo gydag amodau.
        [pilot] Mae’r offeryn “{ $tool }” mewn cynllun peilot, ar gyfer y bobl a enwir yn unig.
        [assessing] Mae’r offeryn “{ $tool }” yn cael ei asesu, felly peidiwch â’i ddefnyddio eto.
        [suspended] Mae’r offeryn “{ $tool }” wedi’i atal dros dro, felly peidiwch â’i ddefnyddio am y tro.
        [refused] Mae’r offeryn “{ $tool }” wedi’i wrthod, felly ni cheir ei ddefnyddio.
       *[retired] Mae’r offeryn “{ $tool }” wedi’i dynnu’n ôl, felly nid yw’n cael ei ddefnyddio mwyach.
    }

# en: 58b75a96
tool-status =
    { $status ->
        [approved] cymeradwy
        [conditional] gydag amodau
        [pilot] peilot
        [assessing] yn cael ei asesu
        [suspended] wedi’i atal dros dro
        [refused] wedi’i wrthod
       *[retired] wedi’i dynnu’n ôl
    }

# en: 697e7d74
tool-standing = Ar y gofrestr, { $tool }: { $status }. Gwybodaeth y caiff ei chymryd: { $data }.

# en: b836c6ac
tool-instead = Defnyddiwch yn ei le: { $tools }.

# en: 408c69c1
tool-owned = Perchennog “{ $tool }” ar y gofrestr: “{ $owner }”.

# en: 16d0305d
tool-audited =
    { GIVEN($last) ->
        [yes] Archwiliad diwethaf “{ $tool }”: { $last }.
       *[no] Nid oes archwiliad o “{ $tool }” wedi’i gofnodi.
    } { GIVEN($next) ->
        [yes] Archwiliad nesaf erbyn: { $next }.
       *[no] Nid oes archwiliad nesaf i ddod.
    }

# en: c61210c3
tool-not-listed = Nid yw’r offeryn “{ $tool }” ar y gofrestr offer. Nid yw offeryn AI nad yw ar y gofrestr wedi’i gymeradwyo.

# en: f3e9b4ff
tool-on-the-register = Ar y gofrestr offer

# en: 0b7917f5
tool-column-tool = Offeryn

# en: 59640cd2
tool-column-status = Statws

# en: 9c2742de
tool-column-who = Pwy gaiff ei ddefnyddio

# en: 71ba79a3
tool-column-data = Data y caiff ei gymryd

# en: 775e1709
tool-column-instead = Defnyddiwch yn ei le

# en: e68d800c
tool-column-audit = Archwiliad nesaf

# en: f8d7d02b
tool-nobody = neb

# en: 91739cdc
tool-no-data = dim

# en: e4e1287d
tool-data-class =
    { $name ->
        [public] cyhoeddus
        [internal] mewnol
        [personal] personol
        [special] categori arbennig
        [confidential] cyfrinachol
       *[other] “{ $name }”
    }

# en: 5e7199bd
tool-as-registered = “{ $words }”
