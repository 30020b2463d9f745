### What people are told about their ideas without being asked.

notice-meanwhile = There is news about your ideas.

notice-moved = Your idea { $ref }, “{ $title }”: { $stage }.

notice-decided =
    { $kind ->
        [escalate] Your idea { $ref }, “{ $title }”, goes on to the board.
       *[other] There is a new decision on your idea { $ref }, “{ $title }”.
    }

notice-supported-moved = The idea { $ref } that you support, “{ $title }”: { $stage }.

notice-supported-decided = There is a new decision on the idea { $ref } that you support, “{ $title }”.

notice-asked = The people who look at your idea { $ref }, “{ $title }”, ask you something:

notice-joined = Somebody else had the same idea as your { $ref }, “{ $title }”. It counts as support for yours.

notice-because = Reason: { $reason }

notice-in-force = It takes effect on { $day }.

notice-call-in = It can be called in until { $until }, and takes effect on { $day }.

notice-see = See { $ref }

notice-new-idea = New idea { $ref }: { $title }

notice-workshop = New ideas from a workshop: { $count }, from { $first } to { $last }.

notice-from-service = From: { $service }

notice-its-problem = The problem: { $problem }
