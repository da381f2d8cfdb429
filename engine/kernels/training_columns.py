"""The row that an edge which is trained has beside its row of the table of edges: int64."""

from __future__ import annotations

ALGORITHM = 0
ACTIVE = 1
"""0: weights stay; errors and deltas are found all the same."""
NUMBERS = 2
"""float64, see below."""
PAST = 3
"""float64 (n source,): what the sources sent one step ago."""
COUNTS = 4
"""int64, see below."""
DELTA = 5
"""float64 (n target,): derivative of the loss by the summed input of each target cell."""
ERROR = 6
"""float64 (n target,): |y - target|."""
MEANS = 7
"""float64 (4,): running means of loss and accuracy while training, then while testing."""
GRADIENT = 8
"""float64, as the weights: sum over a batch; 0 for batches of one."""
VELOCITY = 9
"""float64, as the weights; 0 without momentum."""
INVERSE = 10
"""float64 (n source, n source): P of recursive least squares."""
GAIN = 11
"""float64 (n source,): room for P x."""
COLUMNS = 12

# Algorithms.
LMS = 0
RLS = 1
GRADIENTS = 2

# Entries of NUMBERS.
DT = 0
RATE = 1
MOMENTUM = 2
DECAY = 3
BATCH = 4
CROSS_ENTROPY = 5
WINDOW = 6
LOW = 7
HIGH = 8
NUMBER_COUNT = 9

# Entries of COUNTS.
KEPT = 0
"""Step of which PAST is."""
DUE = 1
IN_BATCH = 2
SHOWN = 3
"""Presentations seen so far for training, then for testing."""
COUNT_COUNT = 5

# Values of DUE.
NOT_DUE = 0
TESTING = 1
TRAINING = 2
WAITING = 3

# Kinds of unit, by their derivative: column ACTIVATION of a node.
OTHER = 0
LINEAR = 1
SIGMOID = 2
TANH = 3
RELU = 4
SOFTMAX = 5

CONFIDENCE = 1e-12
"""A probability below this counts as this in a loss, which stays finite."""
