"""Partnership files: a whole partnership in one YAML or JSON file, in and out. Each room brings its own part."""
