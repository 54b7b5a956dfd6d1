"""How pages look: base templates, components as template tags, the vendored design system."""
