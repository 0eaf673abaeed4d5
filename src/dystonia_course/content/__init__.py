"""Reads `data/` into typed records: claims, sources, questions, tables, glossary. Knows no widget."""
