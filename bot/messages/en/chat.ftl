### What the assistant says of itself, and what else can be asked.

chat-welcome =
    Hello. I answer questions about { SET("policies") } by quoting the approved clause, word for word, and I say so when the policies do not cover something.
    
    I also take ideas for using AI: say “I have an idea”. You get a reference at once and hear what becomes of it.
    
    I am automatic: I match your words to the policies and write nothing myself. Please leave out names and personal details. What I keep: type privacy.

chat-help =
    Ask in your own words, as you would ask a colleague. You can also type:
    
    I have an idea: to suggest one; my ideas: what became of yours
    
    start a screening: which assessments something would need
    
    why: what made me choose the last answer
    
    privacy: what I keep, and for how long
    
    tell me when this changes: a message when the policy quoted last changes
    
    Cymraeg: I answer in Welsh
    
    stop: no more messages that you asked for
    
    help: this message

# Said in the language that was just chosen.
chat-language-chosen = Done: I speak English with you from here on. Type Cymraeg for Welsh. Policies are always quoted in the language in which they were approved.

chat-language-in-chat = I answer everybody here alike. Choose your language in a personal chat with me.

# Above quotations, where the assistant speaks another language than they are in.
chat-quoted-as-approved = Policies are quoted in the language in which they were approved.

chat-privacy =
    Questions: I do not keep who asked. I keep for a year what was asked and what I quoted, under the answer's receipt, so that anyone can check later what was said; anything that looks like a name, an address, a phone or a case number is masked first. What I could not answer helps the policy owners to close the gap. In this chat I remember your last questions for half an hour, so that you can follow up.
    
    Ideas: I keep an idea with your name and your account's number, so that you can follow it up and be told of it. The people who look at ideas see them; other staff see at most its name, and what became of it, when theirs is like it. What you have not sent yet is kept for 14 days, an idea for 6 years after it has ended.
    
    This chat: with your account's number I keep the language that you chose and what you asked to be told about, until you say stop. How you are reached here I keep only while there may be something to tell you: an idea of yours or one that you support, a draft, one of those wishes, or a sign-in to the pages. None of it says what you asked, or when.
    
    To see everything that is kept of you, to have it put right, or to have your name removed, ask { SET("data_protection") }.

chat-thanks = You are welcome.

chat-goodbye = Goodbye. Ask again whenever you need to.

chat-calm = I am sorry that this is frustrating. I can only quote { SET("policies") }. If a rule is getting in your way, the people named in the policy want to hear it.

chat-nothing-asked =
    { GIVEN(SET("subjects")) ->
        [yes] I did not catch a question. Ask about { SET("subjects") }, or type help.
       *[no] I did not catch a question. Ask in your own words, or type help.
    }

chat-too-long = That was long, so I read only the beginning. If it holds personal details, please do not paste them here; a short question works best.

# A file, a picture, a recording, a voice note or a Loop component came with the words, or alone.
chat-files-not-read =
    { GIVEN($asks) ->
        [yes] I cannot read files, pictures, recordings or Loop components: what follows goes by your words alone.
       *[no] I cannot read files, pictures, recordings or Loop components. Ask in words, and I look for the rule.
    }

chat-you-could-ask = You could ask:

# Above questions that the neighbouring clauses answer.
chat-you-could-also-ask = You could also ask:

chat-show-whole-clause = What does the whole clause say?

chat-what-changed-here = What changed here?

chat-ask-a-person = Who can I ask?

chat-open-in-teams = Ask them in Teams

# Filled into a message to the person who can be asked; whoever asks reads it before sending it.
chat-to-whom-to-ask = Hello, I asked the AI policy assistant: “{ $question }” (receipt { $receipt }). Can you help me with it?

# What to tell the person who is asked.
chat-name-the-clause =
    { GIVEN($number) ->
        [yes] It helps them if you name the clause: { $number } of { $title }, version { $version }.
       *[no] It helps them if you name the entry: { $entry }.
    }

chat-no-such-clause = I cannot find that clause in the policies of today. Ask about it in a few words, please.

chat-why-this-answer = Why this answer?

chat-no-last-answer = There is no answer in this chat yet that I could explain. Ask me something first.

chat-helped = This helped

chat-did-not-help = This did not help

chat-feedback-thanks = Thank you, that is noted without your name.

chat-why-not = What was wrong or missing?

chat-no-names-please = You need not say. Please leave out names and personal details.

chat-send = Send

chat-no-such-answer = There is no such answer on record any more. Ask again, and tell me about the new answer.

chat-not-saved = It could not be saved just now. Your words are still here: please send them again.

chat-starter-idea = Can I suggest an idea?

# The words to press for further things to do below an answer.
chat-more = More to ask or do
