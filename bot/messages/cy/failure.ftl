### What went wrong, was too much or is paused.

# en: 95367900
failure-turn-failed = Mae’n ddrwg gennyf, aeth rhywbeth o’i le ar ein hochr ni ac ni allwn ateb hynny. Nid oes dim a ysgrifennoch wedi’i golli o’r sgwrs hon. Rhowch gynnig arall arni ymhen munud; os bydd yn digwydd eto, dywedwch wrth eich desg wasanaeth.

# en: ef619a86
failure-took-too-long = Mae’n ddrwg gennyf, mae hynny’n cymryd mwy o amser nag y dylai, felly rwyf wedi stopio. Gofynnwch eto ymhen munud.

# en: a4fdff3d
failure-paused =
    Mae’r tîm polisi wedi oedi’r ateb i gwestiynau. Y rheswm a roddwyd: { $reason }
    
    { answer-ask } Gallwch anfon syniadau ataf o hyd, a darllen y polisïau eich hun.

# en: 5b8df4b3
failure-policy-paused =
    Ni chaf ddyfynnu “{ $title }” ar hyn o bryd: mae’r tîm polisi wedi’i oedi. Y rheswm a roddwyd: { $reason }
    
    { answer-ask }

# en: 76d4ddef
failure-too-many =
    { $count ->
        [zero] Roedd hynny’n llawer mewn amser byr. Arhoswch { $count } eiliad, yna anfonwch yr un olaf eto.
        [one] Roedd hynny’n llawer mewn amser byr. Arhoswch eiliad, yna anfonwch yr un olaf eto.
        [two] Roedd hynny’n llawer mewn amser byr. Arhoswch { $count } eiliad, yna anfonwch yr un olaf eto.
        [few] Roedd hynny’n llawer mewn amser byr. Arhoswch { $count } eiliad, yna anfonwch yr un olaf eto.
        [many] Roedd hynny’n llawer mewn amser byr. Arhoswch { $count } eiliad, yna anfonwch yr un olaf eto.
       *[other] Roedd hynny’n llawer mewn amser byr. Arhoswch { $count } eiliad, yna anfonwch yr un olaf eto.
    }

# en: 8a608ca0
failure-busy = Mae llawer iawn o bobl yn gofyn ar hyn o bryd. Anfonwch hynny eto ymhen munud.

# en: 1cab7312
failure-still-working = Mae hyn yn cymryd mwy o amser nag arfer. Rwy’n dal i weithio arno, a bydd yr ateb yn dilyn yma.

# en: d61e4fab
failure-cut-off = Torrwyd ar fy nhraws wrth imi ateb. Os na welwch ateb uchod, gofynnwch eto: ni chollwyd dim arall.

# en: 0adfde0a
failure-reply-too-long = Mae’r gweddill yn rhy hir i’w ddangos yma. Gofynnwch am un cymal ar y tro.
