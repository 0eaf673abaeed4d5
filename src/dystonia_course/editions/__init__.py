"""What is written out: executed notebooks; later web pages, print, Anki, Moodle."""
