"""What is known: evidence, sources, register, claims, and the review that fills them."""
