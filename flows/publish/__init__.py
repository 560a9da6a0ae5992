"""Build aside, audit, switch: what analysts and offices see changes whole, at once, or not at all."""
