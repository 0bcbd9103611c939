"""Pages without login: telling what happens, reading the answer, checking a proof of filing."""
