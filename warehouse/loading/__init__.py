"""Loading: each kind of input into the facts of the warehouse."""
