### What is said where a message asks for something that is done in another way, or not at all.

intent-never-mind = That is fine. Ask again whenever you like.

intent-shorter = That is the sentence that answers, word for word. I write nothing myself, so it does not get shorter; the rest of the clause is one step away.

intent-not-meant =
    Sorry. Ask again in other words, with the tool, the data or the kind of meeting that you mean; or type ask a person.

intent-unclear =
    Tell me which word or rule you mean, for example “what is a DPIA”, and I look it up. Show the whole clause shows what was quoted in full; ask a person says who can explain it.

intent-languages = I speak English and Welsh. Type English or Cymraeg.

intent-receipt = The receipt of the last answer is { $code }. Under it anyone can check later what was said.

intent-no-receipt = There is no answer in this chat that is on record. Ask me something first: each answer has its receipt below it.

intent-which-idea = Which idea do you mean? Type its reference, for example status AI-2026-0001.

intent-board = Ideas are listed, noted on and decided at the board, by those who have a role there.

intent-board-roles = If you have one, open the board once from the menu of the pages, so that it is known here.

intent-open-colleagues = What colleagues suggested

intent-open-board = Open the board

intent-basis = I match your words to the clauses of { SET("policies") } and quote them word for word. I write nothing myself, and nothing that is typed here changes what I quote. Type why after an answer to see what I matched; each quotation leads to the policy itself.

intent-powers = I cannot do that: nothing that is typed here approves, changes or adds anything. A policy is changed by its owner and approved by those whom it names; an idea is decided by { SET("steering_group") }. To ask for something new, say “I have an idea”.

# Somebody asks for a verdict on a plan, a text or work of theirs.
intent-verdict = I cannot judge whether a plan, a text or a way of working is in line with { SET("policies") }: I only quote the clauses. Ask me about one thing in it, such as what data a tool may be given, or have a person look at it.

intent-others = I show nobody what others asked, and I do not keep who did. What I could not answer helps the policy owners to close gaps, without names. These are questions that the policies answer:

intent-simpler = That is the sentence that answers, word for word. I write nothing myself, so I cannot put it in simpler words. { answer-ask }

intent-no-yes-or-no = The policy does not say yes or no to that. This is what it says:

intent-nothing-to-shorten = There is no quoted answer in this chat yet. Ask me something first.
