"""Measures the course's own speed: `python -m dystonia_course bench`. A benchmark, not a test."""
