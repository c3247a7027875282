"""Material to practise with: numbers, handwriting, sheets, photographs and planted misreads."""
