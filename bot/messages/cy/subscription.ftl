### Being told when something changes, and the reminders themselves.

# en: 1c3bc396
subscription-tell-me = Dywedwch wrthyf pan fydd hyn yn newid

# en: 6cd20ade
subscription-in-a-personal-chat = Rhyngom ni y mae’r hyn a ddywedaf wrthych, felly dywedwch hynny wrthyf mewn sgwrs bersonol.

# en: 2f751d00
subscription-will-tell = Dywedaf wrthych yma pan fydd { $title } yn newid. I wneud hynny rwy’n cadw’r ffaith ichi ofyn, a dim o’ch cwestiynau. Dywedwch stopio i’w derfynu.

# en: 557a3809
subscription-will-remind = Byddaf yn eich atgoffa yma 60 a 14 diwrnod cyn bod adolygiad neu archwiliad i’w gynnal. Dywedwch stopio i’w derfynu.

# en: 68826dd2
subscription-which-policy = Nid wyf yn siŵr pa bolisi sydd gennych mewn golwg. Enwch ef, er enghraifft: dywedwch wrthyf pan fydd y polisi cyfarfodydd yn newid

# en: 7b1c20cd
subscription-followed =
    { GIVEN($subjects) ->
        [yes] Rwy’n dweud wrthych am: { $subjects }. Dywedwch stopio i’w derfynu.
       *[no] Nid ydych wedi gofyn imi ddweud dim wrthych. Gallwch ddweud, er enghraifft: tell me when the meetings policy changes
    }

# en: ae709930
subscription-reviews-and-audits = adolygiadau ac archwiliadau sydd i ddod

# en: ed856b48
subscription-stopped = Rwyf wedi stopio, ac wedi anghofio’r hyn y gofynasoch imi ei ddweud wrthych. Byddaf yn dal i ddweud wrthych beth a ddaw o’ch syniadau eich hun.

# en: 26666ca8
subscription-stopped-one = Ni ddywedaf wrthych am hynny mwyach.

# en: fe40fa62
subscription-cannot-look = Ni allaf edrych ar hynny ar hyn o bryd. Rhowch gynnig arall arni ymhen munud.

# en: b76b4df5
subscription-policy-changed = Mae { $title } wedi newid: mae fersiwn { $new } mewn grym o { $day }, yn lle fersiwn { $old }.

# en: 3a1de562
subscription-policy-ended = Nid yw { $title } mewn grym mwyach, ac nid oes dim wedi cymryd ei le.

# en: 8aa348ce
subscription-you-asked = Gofynasoch imi ddweud wrthych. Dywedwch stopio i’w derfynu.

# en: 6b612181
subscription-what-changed = Beth newidiodd yn { $title }?

# en: 0216bcc9
subscription-review-due =
    { $count ->
        [zero] Mae adolygiad { $title } i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [one] Mae adolygiad { $title } i’w gynnal yfory, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [two] Mae adolygiad { $title } i’w gynnal ymhen { $count } ddiwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [few] Mae adolygiad { $title } i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [many] Mae adolygiad { $title } i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
       *[other] Mae adolygiad { $title } i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
    }

# en: c9adbf89
subscription-audit-due =
    { $count ->
        [zero] Mae archwiliad “{ $tool }” i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [one] Mae archwiliad “{ $tool }” i’w gynnal yfory, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [two] Mae archwiliad “{ $tool }” i’w gynnal ymhen { $count } ddiwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [few] Mae archwiliad “{ $tool }” i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
        [many] Mae archwiliad “{ $tool }” i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
       *[other] Mae archwiliad “{ $tool }” i’w gynnal ymhen { $count } diwrnod, ar { $day }. Ei berchennog yw: “{ $owner }”.
    }

# en: 31b1a3fe
subscription-digest = Yr wythnos mewn syniadau, { $since } hyd { $until }.

# en: b47f57ba
subscription-column-what = Beth

# en: 7845c399
subscription-column-count = Faint

# en: 11c14215
subscription-new-ideas = Syniadau newydd

# en: bd438f0d
subscription-decisions-made = Penderfyniadau

# en: 9e9d0d6d
subscription-ideas-waiting = Syniadau heb benderfyniad

# en: 465ea5bd
subscription-gaps-found = Cwestiynau nad atebodd y polisïau

# en: fcbb7511
subscription-reviews-near = Adolygiadau ac archwiliadau i’w cynnal o fewn 60 diwrnod, neu a gollwyd
