"""One round on PostgreSQL: the thread both ways, then from ticked words to a decision, a measure and a clause."""

from tests.browser import test_contracts as contracts
from tests.browser import test_deciding_together as together
from tests.browser import test_demo_story as demo


test_both_ways = demo.test_step_21_the_same_thread_both_ways
test_words_to_a_decision = together.test_asha_and_cath_go_from_words_to_a_decision
test_need_to_a_measure = contracts.test_a_need_becomes_a_measure_by_keyboard_and_nothing_is_typed_twice
test_not_met = contracts.test_what_is_not_met_is_on_the_agenda_which_prints_on_one_sheet
test_reworded = contracts.test_a_reworded_clause_is_checked_again_by_those_who_wrote_it
test_dai = contracts.test_dai_sees_nothing_of_it
