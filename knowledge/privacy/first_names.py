"""First names that are common in the United Kingdom, for masking: lower case, without accents."""

PLAIN = frozenset(
    """
    aaliyah aaron abdul abdullah abigail adam adele adrian agnes agnieszka ahmed aidan aisha alan
    alasdair albert alec alejandro alex alexa alexander alexandra alfie alfred ali alice alicia
    alison alistair allan amanda amara amelia amina amir amy ana anastasia andrea andrew andrzej
    andy angela angus anil anita ann anna anne annie anthony antonio anya archie arjun arthur asha
    ashley asif audrey ava ayesha barbara barry bartosz beata beatrice ben benjamin bernadette
    bernard beth bethany bethan betty bev beverley bilal bogdan brandon brenda brendan brian
    bridget bronwen bruce bryan callum calum cameron carl carla carlos carol caroline carys
    catherine cathy catrin cedric ceri charles charlie charlotte chidi chloe chris christina
    christine christopher chukwuemeka ciara claire clare clive colin connor courtney craig cristina
    curtis cynthia daisy damian daniel danielle danny daphne darren dave david dawid deborah debbie
    debra deepak deirdre delroy denis denise dennis derek diana diane dilys dmitri dominic donald
    donna doreen doris dorota dorothy doug douglas duncan dylan eamonn eddie edward edwina efe
    eileen elaine eleanor elena eleri elijah elizabeth ella ellen ellie elliott elsie emeka emilia
    emily emma eric erica erin esme esther ethan eunice eva evelyn ewa fatima fatou felicity fiona
    florence frances francesca francis frank fraser fred freddie freya gareth gary gavin gemma
    geoff geoffrey george georgia georgina gerald gerard gillian giulia gladys glenn glenys gordon
    graham greg gregory gwen hamza hannah harpreet harriet harry hassan hayley heather hector heidi
    helen helena henry hilary holly howard hugh hussain ian ibrahim idris ifeoma imogen imran ingrid
    ioana ioan iqbal irene iris isaac isabel isabella isabelle isla ismail iwan jackie jacob
    jacqueline jake jakub james jamie jan jane janet janice jared jasmin jasmine jason javier jayne
    jean jeff jeffrey jenna jennifer jenny jeremy jerome jess jessica jill jim jimmy jo joan joanna
    joanne joe joel john johnny jon jonathan jordan jorge jose josef joseph josephine josh joshua
    joyce juan judith judy julia julian julie justin justyna kamal karen karl karolina kasia kate
    katarzyna katherine kathleen kathryn kathy katie kayleigh keith kelly kelvin ken kenneth kenny
    kerry kevin khadija kieran kim kiran kirsten kirsty krystyna krzysztof kwame kyle lakshmi laura
    lauren lawrence leah leanne lee leila leo leon leonard leroy lesley leslie lewis liam lilian
    linda lindsay lisa liz lloyd lorna lorraine louis louisa louise lucas lucia lucy luis luke lynn
    lynne mackenzie maeve magdalena mahmoud maisie malcolm malgorzata mandeep manish marcin marco
    marcus margaret maria marian marie marilyn mario marion marjorie marlene marta martha martin
    martyn mary mateusz matilda matt matthew maureen maurice maxine maya megan mehmet mel melanie
    melissa mercedes michael michaela michal michelle mick miguel mike mila mildred millie miriam
    mohamed mohammad mohammed moira molly mona monica morag morgan moses muhammad muriel mustafa
    myra nadia nadine naomi natalia natalie natasha nathan nathaniel neil nell nia niamh nicholas
    nicola nicole nigel nikhil nina nirmala noah nora norma norman nuala olga oliver olivia
    olu olumide omar oscar osman owen pablo pamela parveen patience patricia patrick paul paula
    pauline pavel pawel pedro peggy penelope penny peter phil philip philippa phillip phoebe
    phyllis piotr pippa poppy priya przemyslaw rachel rafal rahul raj rajesh ralph ranjit raymond
    rebecca reggie rehana reuben rhian rhiannon rhys ricardo richard rita roberta robert
    robin rodney roger roland roman ron ronald ronnie rory rosa rosalind rosamund rosemary rosie
    ross rowena roxanne rupert russell ruth ryan sabrina sadia safiya sally sam samantha samina
    samir samuel sandra sanjay santiago sara sarah scott sean sebastian selina shabana shane
    shannon sharon shaun sheila shirley sian sidney silvia simon simone sinead siobhan sofia sonia
    sophia sophie stacey stanislaw stanley stella stephanie stephen steve steven stewart stuart
    sue suki sunita surinder susan susannah susie suzanne sylvia tahir tamara tania tanya tariq
    tasha ted teresa terence terry thelma theo theresa thomas tim timothy tina toby tom tomasz
    tommy toni tony tracey tracy trevor trish trudy tyler tyrone una uzma valentina valerie vanessa
    vera vernon veronica vicky victoria vijay vikram vincent viola violet vivian vivienne wanda
    wayne wendy wilfred william winifred winston wojciech xavier yasmin yewande yusuf yvette yvonne
    zachary zainab zahra zara zoe zofia zuzanna
    """.split()
)
"""Names that are hardly ever another word: masked however they are written."""

ALSO_WORDS = frozenset(
    """
    amber april art august autumn bill bob carter chance charity chip clay coral crystal dawn dale
    dean drew faith frank gene glen grace grant guy hazel heath herb honor hope iris ivy jack jade
    jasmine joy june kay lily mark max may miles nick olive pat pearl penny pierce ray reg rich rob
    rod rose ruby rusty sandy sky sterling sunny summer trinity van victor virginia wade will
    """.split()
)
"""Names that are other words too: masked where they are written with a capital and stand as a
person does (with Mark, told Grace, Rose Miller)."""
