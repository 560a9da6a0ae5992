"""Whom a row may be about whose identity number is missing or wrong: proposed beside the row, never filled in.

The department knows whom it meant; a proposal saves it the search. Only a person who has looked at the card types a number
into the form, and the correction then goes the way of every correction.
"""
