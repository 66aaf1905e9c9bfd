"""Operations as methods: named without what their resource says already, and unique in it."""

from __future__ import annotations

from itertools import permutations

import pytest

from truespec.plan.method_names import method_name, method_names


@pytest.mark.parametrize(
    ("operation", "tag", "name"),
    [
        ("createSource", "Sources", "create"),
        ("listSources", "sources", "list"),
        ("listBatches", "Batch", "list"),
        ("getCategory", "Categories", "get"),
        ("list-all-pets", "Pets", "list_all"),
        ("get-an-album", "Albums", "get"),
        ("RetrieveACompanyById", "Companies", "retrieve_by_id"),
        ("getSourceStatus", "Sources", "get_status"),
        ("createPlaylistForUser", "Playlists", "create_for_user"),
        ("getTasksForProject", "Tasks", "get_for_project"),
        ("sources/create", "Sources", "create"),
        ("repos/list-for-org", "repos", "list_for_org"),
        ("v1.event-type.list", "Event Type", "list"),
        ("admin_teams_settings_setIcon", "admin.teams.settings", "set_icon"),
        ("search-items", "Search", "items"),
        ("addItemsToPlaylist", "Playlists", "add_items"),
        ("attachContactToACompany", "Companies", "attach_contact"),
        ("get-an-artists-top-tracks", "Artists", "get_top_tracks"),
    ],
)
def test_a_method_does_not_repeat_its_tag(operation: str, tag: str, name: str) -> None:
    assert method_name(operation, tag) == name


@pytest.mark.parametrize(
    ("operation", "tag", "name"),
    [
        ("source", "Sources", "source"),
        ("listSpecialEvents", "Events", "list_special_events"),
        ("save-albums-user", "Albums", "save_albums_user"),
        ("listByAccount", "Accounts", "list_by_account"),
        ("getPublicKey", "pubkey", "get_public_key"),
        ("createPet", "", "create_pet"),
    ],
)
def test_a_tag_stays_where_its_words_are_needed(operation: str, tag: str, name: str) -> None:
    assert method_name(operation, tag) == name


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("import", "import_"),
        ("2fa", "n2fa"),
        ("", "n"),
        ("timeout", "timeout_"),
        ("models", "models_"),
        ("str", "str_"),
    ],
)
def test_a_method_hides_no_keyword_and_nothing_that_its_class_refers_to(operation: str, name: str) -> None:
    assert method_name(operation, "x") == name


@pytest.mark.parametrize(
    ("operations", "names"),
    [
        (["getEvent", "getEvents"], ["get", "list"]),
        (["getEvent", "getEvents", "listEvents"], ["get_event", "get_events", "list"]),
        (["getEvent", "get-event"], ["get_event", "get_minus_event"]),
        (["deleteEvent", "deleteEvents"], ["delete_event", "delete_events"]),
        (["getEvent", "getEvents", "getAnEvent"], ["get_event", "list", "get_an_event"]),
        (["createEvent", "getEventDates"], ["create", "get_dates"]),
    ],
)
def test_methods_of_a_resource_have_names_of_their_own_in_any_order(operations: list[str], names: list[str]) -> None:
    for order in permutations(operations):
        assert method_names(order, "Event") == dict(zip(operations, names, strict=True))
