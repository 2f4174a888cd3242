"""Which ids a file has brought already, chunk after chunk."""

from random import Random

from goldthread.intake.seen import IdsSeen


def test_ids_are_known_from_the_portion_after_theirs_on():
    seen = IdsSeen()
    seen.add(7, 70)
    assert seen.look([7]) == [None]
    assert seen.in_chunk(7) == 70
    seen.end_chunk()
    assert seen.look([7, 8]) == [70, None]
    assert seen.in_chunk(7) is None


def test_nothing_is_asked_and_nothing_is_known():
    seen = IdsSeen()
    seen.end_chunk()
    assert seen.look([]) == []
    assert seen.look([1]) == [None]
    seen.add(1, 2)
    seen.end_chunk()
    assert seen.look([]) == []


def test_what_it_says_is_what_a_plain_dictionary_says():
    chance, seen, plain = Random(1), IdsSeen(), {}
    for _ in range(40):
        for _ in range(chance.randrange(30)):
            key, stamp = chance.getrandbits(64) >> chance.choice([0, 58]), chance.getrandbits(64)
            if key not in plain:
                seen.add(key, stamp)
                plain[key] = stamp
        seen.end_chunk()
        asked = [*chance.sample(sorted(plain), min(5, len(plain))), chance.getrandbits(64), 0, 2**64 - 1]
        assert seen.look(asked) == [plain.get(key) for key in asked]
