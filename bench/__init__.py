"""What ``make bench`` runs: Schakel beside other search engines, over the same made-up sheets."""
