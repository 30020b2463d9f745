"""The tables and charts that several papers share."""
