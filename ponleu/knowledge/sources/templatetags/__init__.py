"""Words for templates about documents."""
