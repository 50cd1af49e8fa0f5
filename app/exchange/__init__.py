"""What other programs read of the directory, and what it reads of other servers."""
