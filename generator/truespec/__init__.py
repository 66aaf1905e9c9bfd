"""Python clients that hold true to their OpenAPI description."""

__version__ = "0.1.0"
