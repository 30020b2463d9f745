"""The nouns of the policy set, and which of them hold on a day."""
