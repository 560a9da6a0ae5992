"""How long data stays: what is past its purpose is counted first, then removed by rule, for a reason, and noted.

What is left of it are counts: of each night, rule and township in the ledger, of every delivered file its rows and sums.
"""
