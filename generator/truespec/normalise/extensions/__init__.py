"""The only reader of `x-` keys: each extension is parsed here, at the border, into a type."""
