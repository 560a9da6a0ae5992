"""Figures that are asked for, not judged by: answered from nights and their published tables."""
