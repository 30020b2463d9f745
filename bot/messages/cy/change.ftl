### What has changed: clauses, policies, tools.

# en: c01bb837
change-nothing-changed = Ni newidiodd unrhyw gymal.

# en: acec6b3f
change-clause-added = Mae’r cymal hwn yn newydd.

# en: 55364025
change-clause-removed = Tynnwyd y cymal hwn allan.

# en: d754b319
change-moved =
    { GIVEN($number) ->
        [yes] Symudwyd cymal { $old }, sef { $number } bellach, yn yr un geiriau: { $heading }.
       *[no] Symudwyd cymal { $old }, yn yr un geiriau: { $heading }.
    }

# en: 1d1a5f13
change-renumbered = Cymal { $number } yw cymal { $old } bellach, yn yr un geiriau: { $heading }.

# en: b607e2b8
change-changed-since = Mae { $title } wedi newid ers { $day }: o fersiwn { $old } i fersiwn { $new }.

# en: 989349ba
change-begun-since = Mae { $title } yn newydd ers { $day }: dechreuodd ei fersiwn gyntaf, { $version }, ar { $begins }.

# en: 06c6c093
change-ended-since =
    { GIVEN($day) ->
        [yes] Daeth { $title } i ben ar { $day }. Nid oes fersiwn ddiweddarach ohono wedi’i chymeradwyo.
       *[no] Daeth { $title } i ben. Nid oes fersiwn ddiweddarach ohono wedi’i chymeradwyo.
    }

# en: 7f6d050f
change-unchanged-since = Nid yw { $title } wedi newid ers { $day }: mae fersiwn { $version } mewn grym ers { $begins }.

# en: 8a8f5fde
change-not-yet-since = Nid yw { $day } wedi dod eto. Gofynnwch beth sydd wedi newid ers diwrnod sydd wedi bod.

# en: 5e20472d
change-note =
    { GIVEN($day) ->
        [yes] Fersiwn { $version }, o { $day }: { $note }
       *[no] Fersiwn { $version }: { $note }
    }

# en: ef58c4f3
change-more =
    { $count ->
        [zero] a { $count } o gymalau eraill; gweler y gymhariaeth gyfan.
        [one] ac un cymal arall; gweler y gymhariaeth gyfan.
        [two] a { $count } o gymalau eraill; gweler y gymhariaeth gyfan.
        [few] a { $count } o gymalau eraill; gweler y gymhariaeth gyfan.
        [many] a { $count } o gymalau eraill; gweler y gymhariaeth gyfan.
       *[other] a { $count } o gymalau eraill; gweler y gymhariaeth gyfan.
    }

# en: 8c40f2c2
change-news-since =
    { GIVEN($until) ->
        [yes] Yr hyn a newidiodd rhwng { $day } a { $until }.
       *[no] Yr hyn sydd wedi newid ers { $day }.
    }

# en: fddb3de3
change-no-news-since =
    { GIVEN($until) ->
        [yes] Ni newidiodd polisi nac offeryn rhwng { $day } a { $until }.
       *[no] Nid oes polisi nac offeryn wedi newid ers { $day }.
    }

# en: 4e58b915
change-no-tool-news-since =
    { GIVEN($until) ->
        [yes] Ni newidiodd offeryn ar y gofrestr rhwng { $day } a { $until }.
       *[no] Nid oes offeryn ar y gofrestr wedi newid ers { $day }.
    }

# en: dded8a1c
change-nothing-to-come =
    { GIVEN($title) ->
        [yes] Nid oes fersiwn newydd o { $title } wedi’i chymeradwyo sydd eto i ddechrau.
       *[no] Nid oes fersiwn newydd o unrhyw bolisi wedi’i chymeradwyo sydd eto i ddechrau.
    }

# en: 618cfa10
change-in-force-now = { $title }: mae fersiwn { $version } mewn grym, ers { $day }.

# en: ba2ce240
change-versions-of = Fersiynau o { $title }

# en: 356f2d1e
change-column-version = Fersiwn

# en: b7ae2b9e
change-column-from = O

# en: 06228c8d
change-column-until = Tan

# en: 7fdbf968
change-column-approved-on = Cymeradwywyd ar

# en: a0ef94ec
change-column-approved-by = Cymeradwywyd gan

# en: ce39ebd8
change-owned-by = Ei berchennog yw: “{ $owner }”.

# en: 3d0d2698
change-reviewed-by = Mae i’w adolygu erbyn { $day }.

# en: 6822a1f6
change-read-policy = Darllen { $title }

# en: cc106be4
change-policies-changed = Polisïau a newidiodd

# en: d9ba609b
change-tools-changed = Offer a newidiodd

# en: 924bb3a9
change-coming = Wedi’u cymeradwyo ac eto i ddechrau

# en: b4bd913b
change-column-policy = Polisi

# en: 1be3c89b
change-column-what-changed = Beth newidiodd

# en: 275bda53
change-column-what-changes = Beth sy’n newid

# en: 8d4d176c
change-column-tool = Offeryn

# en: bd503bc4
change-compare =
    Cymharu’r fersiynau{ GIVEN($title) ->
        [yes] : { $title }
       *[no] { "" }
    }

# en: 026f0a48
change-new-policy = polisi newydd

# en: 754995b3
change-ended =
    { GIVEN($day) ->
        [yes] daeth i ben { $day }
       *[no] daeth i ben
    }

# en: 010c9e91
change-tool-changed = Yr hyn y mae’r gofrestr yn ei ddweud a ddigwyddodd i “{ $tool }”.

# en: ea8ce4ba
change-clause-changed = Newidiodd cymal { $number } yn { $title } ddiwethaf gyda fersiwn { $version }, o { $day }.

# en: 0d4fd7b7
change-never-changed = Nid yw cymal { $number } yn { $title } wedi newid ers fersiwn gyntaf y polisi.

# en: 8e8163d3
change-reworded = Wedi’i aralleirio.

# en: b51cc72d
change-was-clause = Cymal { $number } ydoedd.

# en: 3923f0ef
change-was-heading = Ei bennawd oedd “{ $heading }”.

# en: 8a483f13
change-column-day = Diwrnod

# en: 6dc43e86
change-column-status = Statws

# en: 4e2516c2
change-column-what-happened = Beth ddigwyddodd

# en: 94688c97
change-in-force-then = { $title }: ar { $on } roedd fersiwn { $version } mewn grym, ers { $day }.

# en: d96cc0ad
change-none-then = { $title }: nid oedd unrhyw fersiwn ohono mewn grym ar { $on }.

# en: 4511be7b
change-all-policies = Roedd y polisïau hyn mewn grym ar { $day }. Mae pob un yn enwi ei berchennog a’r sawl a’i cymeradwyodd.

# en: 7a68d32e
change-policies-in-force = Polisïau mewn grym

# en: 69ec2e98
change-column-owner = Perchennog

# en: 11a91b5c
change-read-policies = Darllen y polisïau
