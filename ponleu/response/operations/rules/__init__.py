"""The room's choices and decisions, as functions of plain values."""
