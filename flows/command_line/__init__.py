"""Every command with its words, by what it is for; `flows/commands` has a module for each that carries it out."""
