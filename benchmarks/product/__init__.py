"""The product's side: always its own document and `Simulation`, in a process of its own."""
