"""The weights of the ranking, all in one place; docs/search.md explains them."""

# How much a word counts by where it stands.
FIELDS = {"name": 10.0, "alt": 8.0, "category": 5.0, "place": 3.0, "audience": 4.0, "text": 3.0}
# How much a match counts by how it was reached.
EXACT, STEM, PREFIX, PART, TYPO = 1.0, 0.8, 0.75, 0.6, 0.55
EQUIVALENT, RELATED = 0.75, 0.4
STOP_WORD = 0.05
# Place: located there, competent there, for the whole region, competent elsewhere only.
LOCATED, COMPETENT, REGIONAL, ELSEWHERE = 6.0, 9.0, 1.0, -9.0
PHONE = 40.0
# A sheet that answers all the words stands above one that answers some.
COVERAGE = 2.0
