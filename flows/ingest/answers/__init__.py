"""Our own lists come back: whose they are, whether their locked cells are as they were sent, and what each row answers.

A row is matched by the warning's number, never by its place; a village that sorts, filters or cuts its list has
changed nothing.
"""

from flows.ingest.answers.check import check, complete, mark_answered, remember
from flows.ingest.answers.returned import compare, create_returned

__all__ = ["check", "compare", "complete", "create_returned", "mark_answered", "remember"]
