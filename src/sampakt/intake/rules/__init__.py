"""Reading a text in Swedish, Bokmål or Nynorsk: plain Python, the same text always gives the same draft."""
