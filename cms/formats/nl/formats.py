"""Dates as people know them from rijksoverheid.nl."""

SHORT_DATETIME_FORMAT = "d-m-Y | H:i"
