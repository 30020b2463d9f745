### What went wrong, was too much or is paused.

failure-turn-failed = Sorry, something went wrong on our side and I could not answer that. Nothing you wrote has been lost from this chat. Please try again in a minute; if it happens again, tell your service desk.

failure-took-too-long = Sorry, that is taking longer than it should, so I have stopped. Please ask again in a minute.

# Said to any question while an officer has paused all answering.
failure-paused =
    Answering is paused by the policy team. The reason given: { $reason }
    
    { answer-ask } You can still send me ideas, and read the policies yourself.

# Said in place of what one policy says while an officer has paused that policy.
failure-policy-paused =
    I may not quote “{ $title }” just now: the policy team has paused it. The reason given: { $reason }
    
    { answer-ask }

# Said to somebody who sends faster than one person types.
failure-too-many =
    { $count ->
        [one] That was a lot in a short time. Please wait a second, then send the last one again.
       *[other] That was a lot in a short time. Please wait { $count } seconds, then send the last one again.
    }

failure-busy = Very many people are asking just now. Please send that again in a minute.

failure-still-working = This takes longer than usual. I am still working on it, and the answer will follow here.

# Said where nobody knows whether the reply arrived.
failure-cut-off = I was cut off while I answered. If you see no answer above, please ask again: nothing else was lost.

failure-reply-too-long = The rest is too long to show here. Please ask about one clause at a time.
