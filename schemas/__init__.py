"""The contract of every table that crosses a boundary: extracts coming in, tables going out."""
