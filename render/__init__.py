"""What people see: choosing, laying out and drawing the map, the page, the charts and the feed."""
