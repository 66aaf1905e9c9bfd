"""Answers that several operations of a resource give are written once, whatever the order of the operations."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

from described import api, normalised, ref

ERROR = "Error: {type: object, properties: {message: {type: string}}}"


def answers_of(folder: Path, *operations: str) -> tuple[dict[str, str], list[list[str]]]:
    """Plan operations, each given by its id and its answers: the constants, and what each operation says."""
    paths = "\n".join(
        f"/{name}: {{get: {{tags: [pets], operationId: {name}, responses: {{{answers}}}}}}}"
        for name, _, answers in (operation.partition(": ") for operation in operations)
    )
    (resource,) = normalised(folder, api(ERROR, paths)).package.resources
    constants = {str(answer.constant): str(answer.row) for answer in resource.shared_answers}
    return constants, [[str(answer.used) for answer in method.row.answers] for method in resource.methods]


def refusal(status: str, media_type: str = "application/json") -> str:
    return f"'{status}': {{description: no, content: {{{media_type}: {{schema: {ref('Error')}}}}}}}"


def test_an_answer_of_two_operations_is_a_constant(tmp_path: Path) -> None:
    constants, used = answers_of(tmp_path, f"one: {refusal('404')}", f"two: {refusal('404')}, {refusal('409')}")

    row = 'Response(status="404", media_type="application/json", type=lambda: models.Error)'
    assert constants == {"_ANSWER_404_ERROR": row}
    assert used == [["_ANSWER_404_ERROR"], ["_ANSWER_404_ERROR", row.replace("404", "409")]]


def test_answers_of_one_name_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    operations = [
        f"one: {refusal('404')}",
        f"two: {refusal('404')}",
        f"three: {refusal('404', 'application/problem+json')}",
        f"four: {refusal('404', 'application/problem+json')}",
    ]

    found = [answers_of(tmp_path, *ordered)[0] for ordered in permutations(operations)]

    names = list(found[0])
    assert [name.removeprefix("_ANSWER_404_ERROR_").isalnum() for name in names] == [True, True]
    assert all(one == found[0] for one in found)


def test_an_answer_does_not_take_the_name_of_an_operation(tmp_path: Path) -> None:
    answer = "'204': {description: gone}"

    constants, used = answers_of(tmp_path, f"answer_204: {answer}", f"two: {answer}")

    (name,) = constants
    assert name.startswith("_ANSWER_204_")
    assert used == [[name], [name]]
