"""Word files: numbers computed, XML mended, and everything that no converter keeps, named."""
