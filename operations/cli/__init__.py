"""Commands for officers and operators in a shell."""
