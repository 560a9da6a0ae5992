"""When and in what order things run; the only code that knows paths, processes and the clock."""
