"""The operator's morning page of one night."""

from flows.report.page import write_report

__all__ = ["write_report"]
