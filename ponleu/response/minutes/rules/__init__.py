"""Its choices and decisions, as functions of plain values."""
