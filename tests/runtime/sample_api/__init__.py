"""A package in the generated shape, written by hand: what the runtime's tests call."""
