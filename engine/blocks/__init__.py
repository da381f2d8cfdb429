"""The arrays behind a running network: one block per node and per edge.

A block is never rebuilt in place: an edit makes new blocks that share what has not changed with the
old ones, so that an edit that fails leaves the running network exactly as it was.
"""
