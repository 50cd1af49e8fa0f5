"""Reports for who subsidises: counts over a period. Blind to the rest of the application: ``app.crossings``
hands over facts that name nobody (``facts``), and the words of codes. To ask something else, add a question
in ``questions``; nothing more is needed.
"""
