"""From a department's file to believed rows: land, read, check, keep. Nothing is guessed, nothing lost."""
