"""What is promised and whether it is kept: measures, contracts and clauses, results, meetings, actions."""
