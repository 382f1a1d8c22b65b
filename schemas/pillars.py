"""The four pillars: what the codebook sorts indicators into, and a schema of the warehouse is named after each."""

from __future__ import annotations

PILLARS = ("economy", "society", "government", "foundation")
