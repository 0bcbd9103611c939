"""Operations: ordered in secret, signed by a prosecutor, started, answered for."""
