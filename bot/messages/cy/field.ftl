### The questions about an idea.

# en: 475e4aee
field-unsure = Ddim yn siŵr

# en: 6347b936
field-data-class =
    { $name ->
        [public] Cyhoeddus: caiff unrhyw un ei gweld
        [internal] Mewnol: gwaith cyffredin, heb fanylion neb
        [personal] Personol: am bobl y gellir eu hadnabod
        [special] Sensitif: iechyd, ethnigrwydd, troseddau a’r tebyg
       *[confidential] Cyfrinachol: cyfreithiol, masnachol neu eithriedig
    }

# en: 6e5c5c11
field-problem = Beth yw’r broblem, ac i bwy?

# en: 191e67e9
field-problem-help = Beth sy’n mynd o’i le, yn cymryd amser hir neu’n anodd heddiw? Dim enwau, os gwelwch yn dda.

# en: 6f561c7e
field-description = Beth yw eich syniad?

# en: cca915fa
field-description-help = Yn eich geiriau eich hun; bydd llinell neu ddwy yn ddigon.

# en: 3745479f
field-title = Enw byr arno

# en: a393af1f
field-title-help = Er enghraifft: Didoli’r adroddiadau am dyllau yn y ffordd.

# en: b9a801c6
field-service = Eich gwasanaeth neu’ch tîm

# en: 55855fb9
field-who-benefits = Pwy fyddai ar ei ennill?

# en: 2edd4c1d
field-how-done-now = Sut y gwneir hyn nawr?

# en: 04974c5f
field-volume-per-month = Pa mor aml y mae’n digwydd mewn mis?

# en: fdc1c62e
field-minutes-each = Sawl munud y mae’n ei gymryd bob tro?

# en: 3cf36380
field-rough-number = Rhif bras.

# en: 3f942608
field-data-classes = Pa wybodaeth y byddai’n ei defnyddio?

# en: e8bdc278
field-data-classes-help = Gadewch ef yn agored os nad ydych yn siŵr.

# en: 9c6c20d4
field-tool-in-mind = A oes offeryn gennych mewn golwg?

# en: 2268dac5
field-public-facing = A fyddai’r cyhoedd yn ymwneud ag ef yn uniongyrchol?

# en: ca88f23c
field-affects-decisions = A fyddai’n helpu i benderfynu am bobl?

# en: 87428eb4
field-children-or-vulnerable = A fyddai’n ymwneud â phlant neu oedolion mewn perygl?

# en: 4e33c7e4
field-expected-benefit = Beth fyddai’n gwella, ac o faint?

# en: d4e99cf8
field-objective = Pa un o’n nodau y byddai’n ei wasanaethu?

# en: fc4d3b7e
field-yes = Ie

# en: 5a8d013c
field-no = Na
