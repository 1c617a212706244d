"""arXiv: polling its API and its daily RSS, and reading papers from both."""
