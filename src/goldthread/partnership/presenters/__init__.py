"""What pages of panels show, worked out from what they are given."""
