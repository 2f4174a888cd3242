"""What is found once for each state of the store."""

from goldthread.evidence.state_cache import StateCache


def test_it_is_found_once_for_each_state():
    cache, asked = StateCache(2), []

    def find():
        asked.append(1)
        return len(asked)

    assert [cache.once("a", state, find) for state in (1, 1, 2, 2, 1)] == [1, 1, 2, 2, 3]


def test_what_was_asked_for_longest_ago_goes_first():
    cache, found = StateCache(2), []
    for name in ("a", "b", "a", "c", "a", "b"):
        cache.once(name, 0, lambda name=name: found.append(name))
    assert found == ["a", "b", "c", "b"]
    assert cache.sum == 2


def test_large_values_count_for_more_and_the_newest_is_always_held():
    cache = StateCache(5, len)
    for name in ("ab", "cd", "efghij"):
        cache.once(name, 0, lambda name=name: name)
    assert cache.sum == 6
    assert cache.once("efghij", 0, lambda: "none") == "efghij"


def test_a_value_of_another_state_is_not_held_twice():
    cache = StateCache(9, len)
    for state in range(5):
        cache.once("a", state, lambda: "abc")
    assert cache.sum == 3


def test_what_was_let_go_is_found_again():
    cache = StateCache(3)
    cache.once("a", 0, lambda: 1)
    cache.clear()
    assert (cache.sum, cache.once("a", 0, lambda: 2)) == (0, 2)
