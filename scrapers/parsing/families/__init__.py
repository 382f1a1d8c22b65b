"""The families of sites: one small module each, and the order in which a page of unknown origin is tried.

A new family is a module with a `Family` object and one entry here; the life cycle is in `scrapers.parsing.base`.
"""

from __future__ import annotations

from scrapers.parsing.base import Family
from scrapers.parsing.families import (
    astro,
    block_core,
    card,
    ckan,
    dantri,
    dataimages,
    epi,
    fck,
    generic,
    liferay,
    mojoportal,
    nukeviet,
    onecms,
    php_portal,
    sharepoint,
    vccorp,
    vietnamnet,
    vnexpress,
    vnpt,
    wordpress,
)

_IN_ORDER_OF_DETECTION = (
    vnpt.FAMILY,
    nukeviet.FAMILY,
    liferay.FAMILY,
    sharepoint.FAMILY,
    block_core.FAMILY,
    astro.FAMILY,
    vccorp.FAMILY,
    epi.FAMILY,
    onecms.FAMILY,
    fck.FAMILY,
    mojoportal.FAMILY,
    card.FAMILY,
    vnexpress.FAMILY,
    dantri.FAMILY,
    vietnamnet.FAMILY,
    ckan.FAMILY,
    dataimages.FAMILY,
    php_portal.FAMILY,
    wordpress.FAMILY,
)
BY_NAME: dict[str, Family] = {
    family.name: family for family in (*_IN_ORDER_OF_DETECTION, generic.PLAIN, generic.GENERIC, generic.TABLE_INDEX)
}


def detect(html: str) -> Family | None:
    """The family whose marks a page bears; None where it bears none.

    The whole page is searched: on VNPT portals a megabyte of hidden state stands before the article.
    """
    for family in _IN_ORDER_OF_DETECTION:
        if any(mark in html for mark in family.marks):
            return family
    return None
