"""The columns of the tables that describe a network to the compiled loop.

Tables are int64; a column that ends in an address holds that of an array which the Python side
keeps alive. An edit rewrites rows, never code.
"""

from __future__ import annotations

# Kinds of node.
NEURONS = 0
CURRENT = 1
POISSON = 2
SCRIPT = 3

# Columns of a node.
KIND = 0
KERNEL = 1
"""Address of the kernel of a population, or of stimuli."""
N = 2
STRIDE = 3
STATE = 4
"""float64 (rows, stride); a current's value is its only row."""
PARAMS = 5
INPUTS = 6
"""float64 (2 + ports, stride): summed current, kick of the first state, summed inputs of ports."""
RING = 7
"""int32 (slots, n): cells that spiked, by label modulo slots; 0 when the node never spikes."""
COUNTS = 8
"""int64 (slots,): how many of them."""
SLOTS = 9
VALUES = 10
"""float64 (value slots, n): past values, by label modulo slots; 0 when no edge is delayed."""
VALUE_SLOTS = 11
MARKS = 12
"""int64 (4,): spikes so far, last label emitted by a source, cursor of a script, spare."""
LOG_STEPS = 13
LOG_CELLS = 14
LOG_CAPACITY = 15
LOG_COUNT = 16
"""int64 (1,): spikes ever logged; 0 when nothing is logged."""
LOG_WRAPS = 17
PROGRAM = 18
"""int32 (length, 2): operations of a stimulus."""
PROGRAM_LENGTH = 19
CONSTANTS = 20
NAMES = 21
"""float64: t (written here each step), pi, parameters."""
THRESHOLDS = 22
"""float64 (n,): hazard at which each Poisson cell spikes next."""
DRAWS = 23
"""int64 (n,): draws that each Poisson cell has used."""
MINIMA = 24
"""float64 (blocks,): least threshold of each block of cells."""
HAZARD = 25
"""float64 (1,): cumulative hazard."""
STREAM = 26
INTERVALS = 27
"""float64 (n,): mean interval of each cell in steps when rates differ; 0 otherwise."""
SCRIPT_STEPS = 28
SCRIPT_CELLS = 29
SCRIPT_LENGTH = 30
OUTPUT = 31
"""float64 row that the node transmits: its first state, a current's value, or an output."""
NORMALISED = 32
"""1: OUTPUT holds exponents after a step; their exponentials over the sum of them replace them."""
N_PORTS = 34
PROCESS = 35
"""How a current is made: BY_PROGRAM, BY_NOISE, BY_SAMPLES or BY_DATASET."""
N_NAMES = 36
"""Numbers in each row of NAMES when every cell of a current has a row of its own; 0 for one row."""
DATA = 37
"""float64, of a current. Noise: (3, cells or 1) mean, decay per step, sd of what is added per
step. Samples: (cells or 1, samples). Data set: (samples, cells)."""
DATA_LENGTH = 38
"""Second length of DATA; of a data set, how many samples are shown."""
DATA_ROWS = 39
"""Cells that DATA tells apart: all, or 1; of a data set, the first sample that is shown."""
FORM = 40
"""float64, of samples: their dt, start and period (ms), 1 for straight lines, then (cells or 1)
values after the end. Of a data set: how long a sample is shown (ms), 1 for shuffled, and how
many samples, from the first, are for training."""
ACTIVATION = 41
"""Kind of unit, for the derivative that training needs: see `engine.kernels.training`."""
FIRST_JOINED = 42
"""Row of the first joined edge (`engine.kernels.ranges`) onto this node; -1 for none."""
ONLY_JOINED = 43
"""1: all that reaches INPUTS are currents of joined edges."""
PER_CELL = 44
"""1: PARAMS has rows of one value per cell."""
NODE_COLUMNS = 45

# Processes of a current.
BY_PROGRAM = 0
BY_NOISE = 1
BY_SAMPLES = 2
BY_DATASET = 3

# Entries of MARKS.
TOTAL = 0
EMITTED = 1
CURSOR = 2

# Patterns of connection.
CSR = 0
ALL = 1
DENSE = 2
ONE = 3

# Columns of an edge.
PATTERN = 0
SOURCE = 1
TARGET = 2
SPIKES = 3
"""1: driven by spikes; 0: by the source's value, with a synapse or as a weighted sum."""
SYNAPSE = 4
"""Address of the synapse kernel; 0 when no current flows."""
Y = 5
"""float64 (states, stride of the target)."""
SYNAPSE_PARAMS = 6
JUMP = 7
"""float64 row of length n of the target that a spike kicks."""
INDPTR = 8
"""int64 (n of source + 1,)."""
TARGETS = 9
"""int32 (synapses,)."""
WEIGHTS = 10
"""float64: (synapses,), (n source, n target) or (n,); 0 when one weight serves all."""
DELAY = 11
"""In steps."""
NEXT = 12
"""int64 (1,): label of the next spikes to deliver."""
NO_SELF = 13
INTO = 14
"""float64 row of the target that a value is added to: its summed current, or a port."""
RELEASE = 15
"""Address of the row of `engine.kernels.release`; 0 where every spike arrives whole and at once."""
LEARNS = 16
"""Address of the row of `engine.kernels.learning`; 0 where weights stay."""
TRAINS = 17
"""Address of the row of `engine.kernels.training`; 0 where nothing is trained."""
SUMS = 18
"""Bytes from Y to the rows of S and W of a synapse that carries values."""
PRESYNAPTIC = 19
"""Address of the kernel of what the source's cells send; 0 when it is their value."""
SENT = 20
"""float64 (n of source,): what they send, when PRESYNAPTIC is not 0."""
SIGNAL = 21
"""Row of the node whose value is the third factor of learning, or the target of training; -1 for
none."""
JOINED = 22
"""1: its synapses are stepped together with the cells of their target, range by range."""
NEXT_JOINED = 23
"""Row of the next joined edge onto the same target; -1 for none."""
EDGE_COLUMNS = 24

# Columns of the float64 table of edges.
WEIGHT = 0
"""The one weight, times what a spike of weight 1 does."""
FACTOR = 1
"""What a spike of weight 1 does."""
EDGE_FACTORS = 2

# Kinds of probe.
ROW = 0
VALUE = 1
EDGE_CURRENT = 2
SHORT_TERM = 3

# Columns of a probe.
PROBE_KIND = 0
ELEMENT = 1
"""Row of the node or the edge."""
ADDRESS = 2
"""float64 row to sample."""
CELLS = 3
"""int64 (cells,); 0 takes all."""
N_CELLS = 4
BUFFER = 5
"""float64 (capacity, cells)."""
CAPACITY = 6
COUNT = 7
"""int64 (1,): rows ever written."""
EVERY = 8
WRAPS = 9
SCRATCH = 10
"""float64 (rows of Y + 2, stride): copy of the synapse, then two rows of input; (n of source,) for
short-term plasticity."""
SCRATCH_STATES = 11
"""Rows of Y; the row of u and x for short-term plasticity."""
PROBE_COLUMNS = 12

BLOCK = 256
"""Cells that share one entry of MINIMA."""

# What `advance` returns.
OK = 0
NOT_FINITE = 1
"""A population left the finite range; the index is the node's row."""
SYNAPSE_NOT_FINITE = 2
STIMULUS_NOT_FINITE = 3
LOG_FULL = 4
"""The index is the node's row."""
PROBE_FULL = 5
"""The index is the probe's row."""
