"""What they try and learn; reads everything for reports."""
