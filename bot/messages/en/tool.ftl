### Tools, and the register.

# One register entry's standing, in a sentence.
tool-line =
    { $status ->
        [approved] { $tool } is approved.
        [conditional] { $tool } is approved with conditions.
        [pilot] { $tool } is in a pilot, for the named people only.
        [assessing] { $tool } is being assessed, so do not use it yet.
        [suspended] { $tool } is suspended, so stop using it for now.
        [refused] { $tool } is refused, so it may not be used.
       *[retired] { $tool } is retired, so it is no longer used.
    }

# A register entry's standing, in a cell of a table.
tool-status =
    { $status ->
        [approved] approved
        [conditional] conditional
        [pilot] pilot
        [assessing] assessing
        [suspended] suspended
        [refused] refused
       *[retired] retired
    }

# How a tool stands, below an answer that names it.
tool-standing = On the register, { $tool }: { $status }. Information it may take: { $data }.

# Behind that, where nobody may use it.
tool-instead = Use instead: { $tools }.

# Below an answer to who owns a tool.
tool-owned = Owner of { $tool } on the register: { $owner }.

# Below an answer to when a tool was, or will be, looked at.
tool-audited =
    { GIVEN($last) ->
        [yes] Last audit of { $tool }: { $last }.
       *[no] No audit of { $tool } is recorded.
    } { GIVEN($next) ->
        [yes] Next audit due: { $next }.
       *[no] No next audit is due.
    }

tool-not-listed = “{ $tool }” is not on the tools register. An AI tool that is not on the register is not approved.

# Above the table of tools that an answer is about.
tool-on-the-register = On the tools register

tool-column-tool = Tool

tool-column-status = Status

tool-column-who = Who may use it

tool-column-data = Data it may take

tool-column-instead = Use instead

tool-column-audit = Next audit

# Who may use a tool that nobody may use.
tool-nobody = nobody

# The data that a tool may take if it may take none.
tool-no-data = none

# A class of data in a cell of the register; one that has no words here is shown by its name.
tool-data-class =
    { $name ->
        [public] public
        [internal] internal
        [personal] personal
        [special] special
        [confidential] confidential
       *[other] { $name }
    }

# The register's own words in a cell, which are in the language of the register.
tool-as-registered = { $words }
