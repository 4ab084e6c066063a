"""The use cases: load, decide by the rules of the domain, record the facts. The world comes in through ``ports``."""
