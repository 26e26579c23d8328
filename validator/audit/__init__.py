"""The sentence over many files: what is to be read, executors, a store that a killed run goes on from, the result set."""
