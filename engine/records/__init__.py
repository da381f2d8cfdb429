"""The records that a document consists of, one module per kind of thing.

They hold shape alone: types, bounds and defaults. Times are in ms, potentials and currents in mV,
rates in Hz. Use them by way of `engine.document`.
"""
