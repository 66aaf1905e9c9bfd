"""The runtime of a generated client: requests, responses, drift and errors, as ordinary Python."""
