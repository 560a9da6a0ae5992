"""One module per command: read the options, call the flow, say what came of it."""
