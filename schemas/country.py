"""The code of the country, which stands where a province's code does when a figure is about all of them."""

from __future__ import annotations

COUNTRY = "vn"
