"""Report → str: one format per module, imported when it is asked for.

Nothing here reads files, prints, or knows a rule.
"""
