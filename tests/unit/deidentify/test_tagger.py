"""What the tagger sees, how it is fitted, and what it needs to run."""

import random
import subprocess
import sys

from goldthread.deidentify.names import lookup, split, tagged
from goldthread.deidentify.tagger import GROUPS, Tagger, features, keys, tagger
from goldthread.deidentify.training.composing import Composer, frames
from goldthread.deidentify.training.fitting import fit, held_out, pools
from goldthread.deidentify.words import Lexicon, slips


def views(text, lexicon):
    look, reader = lookup(lexicon)
    told, seen = split(text), []
    known, codes = [reader[word] for word in told.words], [look[word] for word in told.words]
    tagged(text, told, known, codes, lambda at, context: bool(seen.append(context)))
    return seen


def test_remembered_sums_equal_the_plain_sum_of_weights():
    machine, dice = tagger(), random.Random(3)
    first, last, _ = pools(dice)
    for composed in Composer(3, first, last, frames("frames_named"), frames("frames_plain")).texts(200):
        for context in views(composed.text, machine.lexicon):
            plain = machine.bias + sum(machine.weights.get(one, 0.0) for one in features(context))
            assert abs(machine.score(context) - plain) < 1e-9
            assert abs(machine.score(context) - plain) < 1e-9


def test_a_groups_key_holds_all_that_the_group_reads():
    lexicon = Lexicon()
    met = [{} for _ in GROUPS]
    dice = random.Random(4)
    first, last, _ = pools(dice)
    for composed in Composer(4, first, last, frames("frames_named"), frames("frames_plain")).texts(150):
        for context in views(composed.text, lexicon):
            for group, key, seen in zip(GROUPS, keys(context), met, strict=True):
                assert seen.setdefault(key, group(context)) == group(context)


def test_composed_names_stand_where_the_composer_says():
    first, last, hidden = pools(random.Random(5))
    texts = Composer(5, first, last, frames("frames_named"), frames("frames_plain")).texts(300)
    assert sum(bool(text.names) for text in texts) > 60 and sum(not text.names for text in texts) > 60
    assert all(0 <= start < end <= len(text.text) for text in texts for start, end in text.names)
    assert texts == Composer(5, first, last, frames("frames_named"), frames("frames_plain")).texts(300)
    assert not any(held_out(name) for name in {*first, *last}) and hidden


def test_a_fit_is_repeatable_and_small(tmp_path):
    told = fit(texts=400, target=tmp_path / "one.json")
    fit(texts=400, target=tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    assert told["names"] and told["weights"]


def test_a_slip_of_the_fingers_is_one_step_away():
    assert {"karne", "kren", "karren", "karem"} <= slips("karen") and "kaxxn" not in slips("karen")


def test_an_empty_tagger_is_even():
    assert Tagger({}, 0.0).score(views("thanks to Karen", Lexicon())[0]) == 0.0


def test_redacting_needs_no_library_of_training():
    code = (
        "import sys\nfrom goldthread.deidentify import Redactor\n"
        "assert Redactor().redact(['thanks to Karen'])[0].text == 'thanks to [NAME]'\n"
        "assert not {'sklearn', 'scipy', 'goldthread.deidentify.training.fitting'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
