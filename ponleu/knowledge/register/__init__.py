"""Sites, persons, organisations and their ties."""
