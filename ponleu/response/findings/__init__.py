"""What was found of an allegation: graded, with the evidence for and against."""
