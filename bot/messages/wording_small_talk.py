"""What the assistant says of itself, in its own voice."""

from bot.messages.language import say


def welcome() -> str:
    return "\n\n".join(
        (
            say(
                "Hello. I answer questions about the council's AI policies by quoting the approved "
                "clause, word for word, and I say so when the policies do not cover something."
            ),
            say(
                "I also take ideas for using AI: say “I have an idea”. You get a reference at once "
                "and hear what becomes of it."
            ),
            say(
                "I am automatic: I match your words to the policies and write nothing myself. "
                "Please leave out names and personal details. What I keep: type privacy."
            ),
        )
    )


def help_() -> str:
    return "\n\n".join(
        (
            say(
                "Ask in your own words, for example about a tool, a meeting you want to record or "
                "when an impact assessment is needed. You can also type:"
            ),
            say("I have an idea: to suggest one; my ideas: what became of yours"),
            say("start a screening: which assessments something would need"),
            say("why: what made me choose the last answer"),
            say("privacy: what I keep, and for how long"),
            say("tell me when this changes: a message when the policy quoted last changes"),
            say("Cymraeg: I answer in Welsh"),
            say("stop: no more messages that you asked for"),
            say("help: this message"),
        )
    )


def language_chosen() -> str:
    """Said in the language that was just chosen."""
    return say(
        "Done: I speak English with you from here on. Type Cymraeg for Welsh. Policies are always "
        "quoted in the language in which they were approved."
    )


def language_in_chat() -> str:
    return say("I answer everybody here alike. Choose your language in a personal chat with me.")


def quoted_as_approved() -> str:
    """Above quotations, where the assistant speaks another language than they are in."""
    return say("Policies are quoted in the language in which they were approved.")


def privacy() -> str:
    return "\n\n".join(
        (
            say(
                "Questions: I do not keep who asked. I keep for a year what was asked and what I "
                "quoted, under the answer's receipt, so that anyone can check later what was said; "
                "anything that looks like a name, an address, a phone or a case number is masked "
                "first. What I could not answer helps the policy owners to close the gap. In this "
                "chat I remember your last questions for half an hour, so that you can follow up."
            ),
            say(
                "Ideas: I keep an idea with your name and your account's number, so that you can "
                "follow it up and be told of it. The people who look at ideas see them; other "
                "staff see at most its name, and what became of it, when theirs is like it. What "
                "you have not sent yet is kept for 14 days, an idea for 6 years after it has ended."
            ),
            say(
                "This chat: with your account's number I keep how you are reached here, the "
                "language that you chose and what you asked to be told about, until you say stop. "
                "None of it says what you asked."
            ),
            say(
                "To see everything that is kept of you, to have it put right, or to have your name "
                "removed, ask the council's data protection team."
            ),
        )
    )


def thanks() -> str:
    return say("You are welcome.")


def goodbye() -> str:
    return say("Goodbye. Ask again whenever you need to.")


def calm() -> str:
    return say(
        "I am sorry that this is frustrating. I can only quote the council's AI policies. If a "
        "rule is getting in your way, the people named in the policy want to hear it."
    )


def nothing_asked() -> str:
    return say(
        "I did not catch a question. Ask about AI tools, data, meetings or assessments, or type "
        "help."
    )


def too_long() -> str:
    return say(
        "That was long, so I read only the beginning. If it holds personal details, please do not "
        "paste them here; a short question works best."
    )


def you_could_ask() -> str:
    return say("You could ask:")


def starters() -> tuple[tuple[str, str], ...]:
    """Questions to begin with: the words shown, and the words asked, which are in the language of
    the policies."""
    return (
        (say("Can I put personal data into Copilot?"), "Can I put personal data into Copilot?"),
        (
            say("What do I say before I record a meeting?"),
            "What do I say before I record a meeting?",
        ),
        (say("When is a DPIA needed?"), "When is a DPIA needed?"),
        (say("Which AI tools are approved?"), "Which AI tools are approved?"),
        (say("I have an idea"), "I have an idea"),
    )


def you_could_also_ask() -> str:
    """Above questions that the neighbouring clauses answer."""
    return say("You could also ask:")


def show_whole_clause() -> str:
    return say("Show the whole clause")


def what_changed_here() -> str:
    return say("What changed here?")


def ask_a_person() -> str:
    return say("Ask a person")


def name_the_clause(title: str, version: str, clause: str, heading: str) -> str:
    """What to tell the person who is asked."""
    if clause:
        return say(
            "It helps them if you name the clause: {number} of {title}, version {version}.",
            number=clause,
            title=title,
            version=version,
        )
    return say("It helps them if you name the entry: {title}.", title=heading)


def no_such_clause() -> str:
    return say(
        "I cannot find that clause in the policies of today. Ask about it in a few words, please."
    )


def why_this_answer() -> str:
    return say("Why this answer?")


def no_last_answer() -> str:
    return say("There is no answer in this chat yet that I could explain. Ask me something first.")


def helped() -> str:
    return say("This helped")


def did_not_help() -> str:
    return say("This did not help")


def feedback_thanks() -> str:
    return say("Thank you, that is noted without your name.")


def why_not() -> str:
    return say("What was wrong or missing?")


def no_names_please() -> str:
    return say("You need not say. Please leave out names and personal details.")


def send() -> str:
    return say("Send")


def no_such_answer() -> str:
    return say(
        "There is no such answer on record any more. Ask again, and tell me about the new answer."
    )


def not_saved() -> str:
    return say("It could not be saved just now. Your words are still here: please send them again.")
