"""Known names.

`table` reads the rows, `gazetteers` is what the tagger makes of them, `automaton` finds in a text
the rows that rules go by.
"""
