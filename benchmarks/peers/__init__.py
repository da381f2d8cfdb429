"""One program per other simulator. Each builds a network from the product's own document, runs it
in its own process and environment, and reports times and spike counts."""
