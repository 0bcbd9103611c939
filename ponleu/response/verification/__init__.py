"""How an allegation is verified: questions, tasks, graded sources, interviews, requests."""
