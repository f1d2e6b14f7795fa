"""What is worked out once is kept, and all of it is forgotten when there is too much."""

from search.forgetting import Forgetting


def test_each_thing_is_made_something_of_once_until_all_are_forgotten() -> None:
    made: list[str] = []

    def make(text: str) -> str:
        made.append(text)
        return text.upper()

    known = Forgetting(make, most=2)
    assert [known["a"], known["b"], known["a"]] == ["A", "B", "A"]
    assert made == ["a", "b"]
    assert known["c"] == "C"
    assert dict(known) == {"c": "C"}
    assert known["a"] == "A"
    assert made == ["a", "b", "c", "a"]
