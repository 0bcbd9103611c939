"""Views of the public pages, one file for each thing that a visitor can do."""
