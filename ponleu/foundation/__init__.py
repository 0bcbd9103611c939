"""What all of Ponleu stands on: packs, core, journal, accounts, places."""
