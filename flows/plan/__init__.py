"""What a change of standards or rules would do to the last published night, tried out beside it: the real night's own
steps judge in memory, and nothing in the home is written.
"""
