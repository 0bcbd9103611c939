"""Pure decisions about public answers: states, what may not stand in them, and our templates."""
