"""What somebody learns about one to four people from every shared answer together, by linear programming."""
