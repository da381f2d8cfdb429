"""What makes a network able to run, one file per kind of record.

Each check yields problems and raises nothing, so that a person sees all that is wrong at once.
"""
