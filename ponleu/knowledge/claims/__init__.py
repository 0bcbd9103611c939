"""Who said what: claims, denials, figures, commitments."""
