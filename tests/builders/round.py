"""A whole round, made by the actions that pages use: a panel, a need, a decision, a measure, a contract, a clause."""

from contextlib import contextmanager
from datetime import date, timedelta

from django.db import transaction

from goldthread.commitments import parties, rules
from goldthread.commitments.actions import contracts, measures
from goldthread.partnership.actions import deciding, needs, panels, repeating
from goldthread.thread import actions as thread
from goldthread.vocabulary import Scope
from tests.builders.evidence import KEY, keep


WORDS = "Nobody said who would come, or when. I sat up all night."
OTHER_WORDS = "The carer came on the fourth day and nobody rang."
WORDING = "Carers need to know who is coming, when, and who to ring."
SENTENCE = "Before we leave, we know who is coming, when, and who to ring."
CLAUSE = "Before a person leaves, they and their carer know who is coming, when, and who to ring."
QUESTION = "Did you know who was coming?"
PARTIES = [("XIC", "co-ordinating commissioner"), ("XWR", "provider")]
MORE = dict.fromkeys(("why", "source and owner", "collection", "basis", "agreed by", "review"), "As the panel said.")
OWNER = Scope.owner()
VOICES = ("patient", "carer", "carer", "patient", "clinician", "provider", "commissioner")


THIS_MONTH = f"{date.today():%Y-%m}"
"""Asked once: a run of the tests may go on past midnight."""


def month(back):
    """The month so many before this one, "2026-05"."""
    return rules.after(THIS_MONTH, -back)


STARTS, ENDS = rules.first_day(month(7)), rules.first_day(month(-5)) - timedelta(days=1)
"""A contract's year, seven months of which are over."""


@contextmanager
def undone():
    """Everything that is written within is taken back afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tell(workspace, *, yes=15, no=5, months=25):
    """Two quoted answers, and a question that carers answered in each of the last months."""
    pieces = [
        {"n": 1, "text": WORDS, "role": "carer", "organisation": "XWR"},
        {"n": 2, "text": OTHER_WORDS, "role": "carer", "organisation": "XWR"},
    ]
    for back in range(1, months):
        pieces += [
            {
                "n": 1_000 * back + k,
                "date": rules.first_day(month(back)).replace(day=9),
                "role": "carer",
                "organisation": "XWR",
                "extra": ((QUESTION, "Yes" if k < yes else "No"),),
            }
            for k in range(yes + no)
        ]
    keep(workspace.store, pieces)


def tell_more(workspace, count, answer, *, back=1):
    """A few more carers who gave another answer in the last month, or an earlier one."""
    keep(
        workspace.store,
        [
            {
                "n": 900_000 + 1_000 * (back - 1) + k,
                "date": rules.first_day(month(back)).replace(day=9),
                "role": "carer",
                "organisation": "XWR",
                "extra": ((QUESTION, answer),),
            }
            for k in range(count)
        ],
    )


def quote(workspace, by, n):
    """The token of an answer that is on the thread."""
    return thread.quote(by=by, workspace=workspace, scope=Scope.owner(), feedback=KEY.identify("id", str(n))).token


def panel(by, people=(), **given):
    """A panel with seven members; those who sign in take the first seats of their voice."""
    held = panels.add(
        **{
            "by": by,
            "title": "Home after a fall",
            "host": "XIC",
            "organisations": ["XWR", "XWC"],
            "quorum": 5,
            "quorum_share": 50,
        }
        | given
    )
    people = dict(people)
    for number, voice in enumerate(VOICES, 1):
        person = people.pop(voice, None)
        panels.seat(by=by, panel=held, voice=voice, name=f"Member {number}", person=person, since=STARTS)
    return held


def carer(held):
    """The first carer of a panel."""
    return held.members.filter(voice="carer").first()


def need(workspace, by, held, **given):
    """A need that rests on both quoted answers."""
    passages = [quote(workspace, by, 1), quote(workspace, by, 2)]
    return needs.write(**{"by": by, "panel": held, "wording": WORDING, "passages": passages} | given)


def decision(by, held, rests_on, *, against=1):
    """A decision that was voted on and closed, with a vote against it."""
    made = deciding.propose(
        by=by,
        panel=held,
        title="What comes first?",
        options=["Knowing comes first", "Change nothing"],
        rests_on=rests_on,
    )
    deciding.state_view(by=by, decision=made, member=carer(held), view="We cannot plan a night without it.")
    deciding.open_vote(by=by, decision=made)
    first, second = made.options.all()
    for number, member in enumerate(held.members.all()):
        option, reason = (second, "It promises too much.") if number < against else (first, "")
        deciding.vote(by=by, decision=made, member=member, option=option, reason=reason)
    return deciding.close(by=by, decision=made)


def decided_again(held, *, chosen):
    """A decision that its panel was asked again, and made once more for another option, by its place."""
    made = repeating.ask_again(by="test", decision=held)
    deciding.state_view(by="test", decision=made, member=carer(made.panel), view="We have thought again.")
    deciding.open_vote(by="test", decision=made)
    for member in made.panel.members.all():
        deciding.vote(by="test", decision=made, member=member, option=made.options.get(place=chosen))
    return deciding.close(by="test", decision=made)


def body(**given):
    """What is counted, in the form of a measure's file."""
    return {
        "wording": SENTENCE,
        "definition": {"share answering yes": {"question": QUESTION, "yes": ["Yes"], "no": ["No"]}},
        "cut": {"role": "carer"},
        "threshold": {"at least": "70 %"},
        **MORE,
    } | given


def reported(**given):
    """A measure that the provider reports."""
    definition = {
        "numerator": "Carers who said yes when they were called",
        "denominator": "carers who were called",
        "months": [{"month": month(back), "numerator": 16, "denominator": 20} for back in range(24, 0, -1)],
    }
    return body(definition={"reported by the provider": definition}, cut={}) | given


def clause(workspace, by, held, rests_on, *, body=None, scope=OWNER, **given):
    """A clause in a contract that runs since April, on a measure that rests on something."""
    measure = measures.draft(
        by=by,
        workspace=workspace,
        scope=scope,
        panel=held,
        body=body or globals()["body"](),
        rests_on=rests_on,
    )
    contract = given.pop("contract", None) or contracts.add(
        by=by,
        title="Discharge from Wenbrook Royal",
        edition="nhs-standard-2026-27",
        starts=STARTS,
        ends=ENDS,
        parties=PARTIES,
    )
    usual = {
        "by": by,
        "contract": contract,
        "measure": measure,
        "wording": CLAUSE,
        "place": "local-quality-requirement",
        "organisation": "XIC",
    }
    return contracts.add_clause(**usual | given)


def endorse(clause, *, no=1):
    """Everybody on the panel answers; so many of them say no."""
    from goldthread.commitments import queries
    from goldthread.commitments.actions import endorsing

    seen = queries.standing_of(clause)
    members = list(clause.panel.members.all())[::-1]
    for number, member in enumerate(members):
        yes = number >= no
        endorsing.answer(
            by="test",
            clause=clause,
            seen=seen,
            member=member,
            yes=yes,
            reason="" if yes else "A leaflet is not knowing.",
        )


def sign(clause, on=STARTS):
    """Every party signs the clause as it stands, on the first day of the builder's contract."""
    from goldthread.accounts import clock
    from goldthread.commitments import queries

    with clock.as_of(on):
        for code in parties.party_codes(clause.contract):
            seen = queries.standing_of(clause)
            contracts.sign(by="test", clause=clause, seen=seen, organisation=code, name="Pat Doe", job="Director")


def shown_result(clause, workspace, numerator, denominator, *, by="test"):
    """What the hospital reported for the last month, shown to others at once."""
    from goldthread.commitments.actions import results

    given = {"workspace": workspace, "clause": clause, "organisation": "XWR", "period": month(1)}
    held = results.report(by=by, numerator=numerator, denominator=denominator, **given)
    return results.show_now(by=by, result=held, organisation="XWR")


def agreed(clause):
    """The clause, endorsed by its panel and signed by every party."""
    from goldthread.commitments import queries

    endorse(clause)
    sign(clause)
    assert queries.state_of(clause) == "agreed"
    return clause
