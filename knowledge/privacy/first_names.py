"""First names that are common in the United Kingdom, for masking: lower case, without accents."""

PLAIN = frozenset(
    """
    aaliyah aaron abdul abdullah abel abigail abraham adam adele adrian adrienne agnes agnieszka
    ahmed aidan aisha alan alasdair albert alberto alec alejandro alex alexa alexander alexandra
    alexis alfie alfred ali alice alicia alison alistair allan alma alvin alyssa amanda amara
    amelia amina amir amos amy ana anastasia andre andrea andrew andrzej andy angela angelina
    angelo angie angus anil anita ann anna anne annette annie anthony antoine anton antonio anya
    archie arjun arthur asha ashley asif audrey ava ayesha barbara barry bartosz beata beatrice
    becky ben benedict benjamin bernadette bernard beth bethan bethany betty bev beverley bianca
    bilal blanca bogdan boris brad brandon brenda brendan brent brian bridget brittany bronwen
    bruce bruno bryan callum calum cameron carl carla carlo carlos carmen carol carolina caroline
    carrie carys catherine cathy catrin cecil cecilia cedric ceri charles charlie charlotte chelsea
    chen cheryl chester chidi chloe chris christina christine christopher chukwuemeka ciara cindy
    claire clara clare claudia clifford clive clyde cody colin connor conrad corey cornelius
    courtney craig cristina curtis cynthia daisy damian damien daniel danielle danny daphne darren
    darryl dave david dawid debbie deborah debra deepak deirdre delroy denis denise dennis derek
    diana diane diego dilys dion dmitri dominic dominique donald donna dora doreen doris dorota
    dorothy doug douglas duane duncan dwight dylan eamonn eddie edgar edith edna eduardo edward
    edwin edwina efe eileen elaine eleanor elena eleri elias elijah elisa elizabeth ella ellen
    ellie elliott elmer elsie elton elvis emeka emilia emily emma enrique eric erica erin ernest
    ernie esme esther ethan ethel eugene eunice eva evan evelyn ewa fatima fatou felicity felix
    ferdinand fernando finn fiona florence frances francesca francis francisco francois franklin
    fraser fred freddie freya fritz gabriel gareth garrett gary gavin gemma geoff geoffrey george
    georges georgia georgina gerald gerard gillian gina giovanni giulia gladys glenn glenys gordon
    graham greg gregory gwen hamza hannah hans harold harpreet harriet harry hassan hayley heather
    hector heidi heinrich helen helena henri henry herman hilary holly horace howard hubert hugh
    hugo humphrey hussain ian ibrahim idris ifeoma igor imogen imran ingrid ioan ioana iqbal irene
    isaac isabel isabella isabelle isaiah isla ismail ivan iwan jackie jacob jacqueline jacques
    jaime jake jakub james jamie jan jane janet janice jared jasmin jason javier jayne jean jeff
    jeffrey jenna jennifer jenny jeremy jerome jerry jess jessica jill jim jimmy jo joan joanna
    joanne joaquin joe joel johann johannes john johnny jon jonah jonas jonathan jordan jorge jose
    josef joseph josephine josh joshua joyce juan judith judy jules julia julian julie julio julius
    justin justyna kamal karen kari karl karolina kasia katarzyna kate katherine kathleen kathryn
    kathy katie katrina kayleigh keith kelly kelvin ken kendall kenneth kenny kerry kevin khadija
    kieran kim kimberly kiran kirsten kirsty klaus krishna kristen kristin kristina krystyna
    krzysztof kurt kwame kyle lakshmi lara larry lars laura lauren laurence laurent laurie lawrence
    leah leanne lee leila lena leo leon leonard leonardo leroy lesley leslie lester levi lewis liam
    lilian lillian linda lindsay lionel lisa liz lloyd lois loren lorenzo lorna lorraine louis
    louisa louise lucas lucia lucy luigi luis luke lydia lynn lynne mackenzie maeve magdalena
    maggie mahmoud maisie malcolm malgorzata mandeep mandy manish manuel mara marcel marcia marcin
    marco marcus margaret margarita maria marian mariana marianne marie marilyn mario marion
    marjorie marlene marshall marta martha martin martina martyn marvin mary mateusz matilda matt
    matthew maureen maurice maxine maya megan mehmet mel melanie melinda melissa melody melvin
    mercedes mia micah michael michaela michal michelle mick miguel mike mila mildred millie milton
    minnie mira miranda miriam mitch mohamed mohammad mohammed moira molly mona monica monique
    monroe monty morag morgan moses muhammad muriel mustafa myra myrtle nadia nadine nancy naomi
    natalia natalie natasha nathan nathaniel neil nell nelly nia niamh nicholas nicola nicolas
    nicole nigel nikhil nikki nina nirmala noah noel nolan nora norma norman nuala olga oliver
    olivia olu olumide omar oscar osman otto owen pablo pam pamela parveen pascal patience patricia
    patrick paul paula pauline pavel pawel pedro peggy penelope percy peter petra phil philip
    philippa philippe phillip phoebe phyllis pierre piotr pippa poppy priya przemyslaw quentin
    quincy rachel rafael rafal rahul raj rajesh ralph ramon randy ranjit raul raymond rebecca
    reggie rehana rene renee reuben rex rhian rhiannon rhonda rhys ricardo richard ricky rita
    robert roberta roberto robin rodney roger roland roman ron ronald ronnie rory rosa rosalind
    rosamund rosemary rosie ross rowena roxanne roy rudolph rudy rufus rupert russell ruth ryan
    sabrina sadia safiya sally salvador sam samantha samina samir samuel sandra sanjay santiago
    sara sarah sasha scott sean sebastian selina serena serge sergio seth shabana shane shannon
    sharon shaun shawn sheila sheldon shelley sherman sherry sheryl shirley sian sidney silvia
    simon simone sinead siobhan sofia sonia sophia sophie stacey stanislaw stanley stefan stella
    stephanie stephen steve steven stewart stuart suki sunita surinder susan susannah susie suzanne
    sven sylvia tahir tamara tania tanya tara tariq tasha ted terence teresa terri terry thelma
    theo theodore theresa thomas tiffany tim timothy tina tobias toby tom tomas tomasz tommy toni
    tony tracey tracy trevor trish tristan trudy tyler tyrone una uzma valentina valerie vanessa
    vera vernon veronica vicki vicky victoria vijay vikram vince vincent viola violet vivian
    vivienne vladimir walter wanda wayne wendy wiley wilfred wilhelm william wilma winifred winnie
    winston wojciech wolfgang xavier yasmin yewande yuan yusuf yvette yvonne zachary zahra zainab
    zara zelda zoe zofia zuzanna
    """.split()
)
"""Names that are hardly ever another word: masked however they are written."""

ALSO_WORDS = frozenset(
    """
    ada amber april art august autumn basil bill bob carter casey chance charity chase chi chin
    chip clay coral crystal dale dana dante dawn dean drew earl ebony faith floyd frank gene glen
    gloria grace grant gus guy hazel heath herb hong honor hope hua ida ira iris ivy jack jade
    jasmine jay joy juliet june jung kay kirk lam lance lei lily lin ling linus lou luther mae mai
    marina mark max may milan miles min ming nick olive orlando pat pearl penny pierce ping ray reg
    rich rob rod romeo rose ruby rusty samson sandy saul sky solomon stan sterling sue summer sung
    sunny sydney tan trent trinity troy tyson van victor virginia wade wei will wing woo
    """.split()
)
"""Names that are other words too: masked where they are written with a capital and stand as a
person does (with Mark, told Grace, Rose Miller)."""

MONTHS = frozenset(("april", "august", "june", "may"))
"""Those of them that a preposition says nothing of: `by April` is a day."""
