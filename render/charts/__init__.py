"""Charts of the site, each drawn from the facts as plain SVG."""
