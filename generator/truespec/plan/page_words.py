"""The words by which descriptions speak of pages, each as `snake_case` writes it.

ITEMS name lists, the surest first. CURSORS, AFTERS, PAGES, OFFSETS and SIZES are parameters, the others are fields
of answers: LAST_CURSORS tell where a page ends, whether there is another or not. HOLDERS are objects that hold such
fields, and no item.
"""

from __future__ import annotations

from typing import Final

ITEMS: Final = (
    *("data", "items", "results", "records", "values", "entries", "value", "nodes", "objects", "resources", "rows"),
    *("elements", "list", "content", "result"),
)
CURSORS: Final = frozenset(
    "cursor next_cursor page_token next_page_token next_token pagination_token page_cursor start_cursor "
    "continuation_token continuation starting_after after".split()
)
NEXT_CURSORS: Final = frozenset(
    "next_cursor next_page next_page_token next_token next_page_cursor next_pagination_token next_continuation_token "
    "continuation_token pagination_token next_starting_after".split()
)
AFTERS: Final = frozenset(("after", "starting_after"))
LAST_CURSORS: Final = frozenset(("last_id", "end_cursor"))
HOLDERS: Final = frozenset(
    "meta metadata pagination paging page_info response_metadata links cursors next_page page pages result_info".split()
)
NEXT_URLS: Final = frozenset(
    "next_url next_uri next_link next_href next_page_url next_page_uri next_page_link odata_next_link".split()
)
NEXT: Final = frozenset(("next", "next_page"))
ADDRESSES: Final = frozenset(("href", "url", "uri", "link"))
LINKS: Final = frozenset(("links",))
MORE: Final = frozenset(("has_more", "has_next", "has_next_page", "has_more_items", "has_more_data"))
PAGES: Final = frozenset(("page", "page_number", "page_no", "page_num"))
PAGE_COUNTS: Final = frozenset("total_pages pages page_count last_page num_pages number_of_pages".split())
OFFSETS: Final = frozenset(("offset", "skip"))
SIZES: Final = frozenset(
    "limit per_page page_size page_limit size count max_results max_items max_page_size take top results_per_page "
    "items_per_page".split()
)
