"""Surnames that are common in the United Kingdom and are no other word: lower case, no accents.

A list of English words counts them as words, because people write them so often.
"""

SURNAMES = frozenset(
    """
    abbott abdi abdullah adams adebayo adeyemi afolabi ahmed akhtar akinola alexander ali allen
    amin anand anderson andrews anwar appiah armstrong arnold arora asante ashworth atkins atkinson
    aziz bailey baptiste barnes barnett barrett bartlett barton bashir baxter begum bennett benson
    bernard bevan bhatt bhatti bibi biswas blake boateng bowen boyd boyle bradley bradshaw
    braithwaite brennan briggs browne bryant burgess burke burton byrne cameron campbell carroll
    chan chapman chaudhary chaudhry chaudhuri cheng cheung choi chopra choudhury chowdhury clark
    clarke clarkson clayton coleman collins connolly costa cox craig crawford crosby cunningham
    curtis dalton daly daniels davey davidson davies davis dawson desai devi dhillon diallo diaz
    dickson dixon dobson dodd doherty donnelly donovan douglas doyle duffy duncan dunn edwards
    elliott ellis evans farah farrell faulkner ferguson fernandes fernandez fitzgerald fitzpatrick
    flynn francis fraser gallagher garcia gardiner george ghosh gibbs gibson gilbert gill goddard
    gomez gonzalez goodwin gordon gould graham griffin griffiths gupta gurung haddad haines
    hamilton hammond hancock hansen hanson harding hargreaves harper harris harrison hartley harvey
    hassan hawkins hayes haynes henderson henry herbert hernandez hewitt hicks higgins hodgson
    holden holmes holt hopkins horton hossain houghton howarth howell howells huang hudson hughes
    humphreys hurst hussain hussein hutchinson iqbal jackson jacobs jain jamal james jarvis jenkins
    jennings jensen johansson johnson johnston jones joseph joshi joyce kamara kapoor kaur kavanagh
    kaya kaye keane kelly kemp kennedy kerr khan khatun kim kirby kowalski kozlowski kumar lambert
    lawrence lawson lee leung lewis liu lloyd lopez lucas lynch macdonald mackay mackenzie mahmood
    malik marsden martin martinez matthews mccarthy mcdonald mcgrath mckenzie mclean mendes mendoza
    mensah metcalfe miah middleton mistry mitchell mohamed mohammed moore moran moreno morgan
    morris morrison morton muller murphy murray mustafa myers nair nash naylor nelson newman newton
    nguyen nicholas nicholls nicholson nielsen nowak nunes o'brien oconnor okafor okeke okonkwo
    oliveira oliver osborne osman owen owens owusu palmer parker parkin parkinson parry parveen
    patel paterson patterson payne pearce pearson pereira perera perez perkins perry peters
    peterson pham phillips pires powell preston pritchard quinn qureshi rahman ramirez ramos ramsay
    randall rashid rawlings reddy rees reeves reid reilly reyes reynolds rhodes ribeiro richards
    richardson riley rivera roberts robertson robinson robson rodrigues rodriguez rogers rossi rowe
    rowley russell ryan sahota saleem sanchez sanders sanderson sandhu santos saunders schmidt
    schneider scott sesay shah shaikh sharif sharma shaw sheridan sidhu silva simmons simpson
    sinclair singh smith spencer stephens stephenson stevens stevenson stewart stokes suleiman
    sullivan summers sutton sylla szabo tang taylor thapa thomas thompson thomson thornton todd
    townsend tran tucker turay uddin ullah underwood vaughan vaz wallace wallis walsh walters
    walton wang warner warren watkins watson watts webb webster welch weston wheeler whitehead
    whitehouse whittaker wilkins wilkinson williams williamson willis wilson wong woodward wu wyatt
    yang yates yildiz yilmaz yusuf zaman zhang zhao zhou zhu
    """.split()
)
