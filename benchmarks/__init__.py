"""Speed of the product beside other simulators: `.venv/bin/python benchmarks/compare.py`."""
