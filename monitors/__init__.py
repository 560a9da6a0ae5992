"""Everything that remembers: signals about households over time, and the ledger of warnings."""
