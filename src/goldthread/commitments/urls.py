"""The addresses of measures, contracts, clauses, results and meetings, below contracts/."""

from goldthread.accounts.registry.pages import READ, WRITE, Page
from goldthread.commitments import parties
from goldthread.commitments.views import (
    charts,
    clauses,
    contracts,
    earlier,
    measures,
    meetings,
    results,
    returning,
    wording,
)
from goldthread.commitments.views.comparing import GapStart
from goldthread.commitments.views.starting import MeasureStart
from goldthread.commitments.views.writing import WriteClause
from goldthread.partnership import urls as partnership


SEE, KEEP, WORD, REPORT = "see contracts", parties.KEEP, parties.WORD, parties.REPORT
BOTH = READ + WRITE
RUN = partnership.RUN
MEASURE, CLAUSE, MEETING, RESULT, ACTION = (
    f"{one}/<slug:key>/" for one in ("measures", "clauses", "meetings", "results", "actions")
)
OF_MEASURES: tuple[Page, ...] = (
    Page("measures/", measures.every, "measures", needs=SEE),
    *MeasureStart.pages("measures/add/", needs=KEEP),
    *GapStart.pages("measures/compare/", needs=WORD),
    Page(MEASURE, measures.one, "measure", needs=SEE),
    Page(f"{MEASURE}chart/<slug:form>/", measures.chart, "measure_chart", needs=SEE),
    Page(f"{MEASURE}new-limits/", charts.rebase, "measure_rebase", needs=WORD, methods=BOTH),
    Page(f"{MEASURE}collection/", charts.change_collection, "measure_collection", needs=WORD, methods=BOTH),
    Page(f"{MEASURE}marks/<int:number>/", charts.unmark, "mark_remove", needs=WORD, methods=WRITE),
    Page(f"{MEASURE}compared/<int:number>/", charts.stop_comparing, "gap_remove", needs=WORD, methods=WRITE),
    Page(f"{MEASURE}change/", measures.change, "measure_change", needs=KEEP, methods=BOTH),
    Page(f"{MEASURE}earlier-months/", earlier.months, "measure_months", needs=REPORT, methods=BOTH, file=True),
    Page(f"{MEASURE}by-quarter/", measures.by_quarter, "measure_by_quarter", needs=KEEP, methods=WRITE),
    Page(f"{MEASURE}before-agreeing/", measures.complete, "measure_complete", needs=KEEP, methods=BOTH),
    Page(f"{MEASURE}retire/", measures.retire, "measure_retire", needs=KEEP, methods=BOTH),
)
OF_CLAUSES: tuple[Page, ...] = (
    *WriteClause.pages("clauses/add/", needs=KEEP),
    Page(CLAUSE, clauses.one, "clause", needs=SEE),
    Page(f"{CLAUSE}chart/<slug:form>/", clauses.chart, "clause_chart", needs=SEE),
    Page(f"{CLAUSE}wording/", wording.reword, "clause_reword", needs=WORD, methods=BOTH),
    Page(f"{CLAUSE}endorse/", wording.endorse, "clause_endorse", needs=SEE, methods=WRITE),
    Page(f"{CLAUSE}endorse-for/", wording.endorse_for, "clause_endorse_for", needs=WORD, methods=BOTH),
    Page(f"{CLAUSE}panel/", wording.name_panel, "clause_panel", needs=RUN, methods=BOTH),
    Page(f"{CLAUSE}sign/", wording.sign, "clause_sign", needs=WORD, methods=BOTH),
    Page(f"{CLAUSE}depart/", wording.depart, "clause_depart", needs=WORD, methods=BOTH),
    Page(f"{CLAUSE}end/", wording.end, "clause_end", needs=KEEP, methods=BOTH),
    Page(f"{CLAUSE}report/", results.report, "result_report", needs=REPORT, methods=BOTH),
)
OF_RESULTS: tuple[Page, ...] = (
    Page("return/", returning.send, "return", needs=REPORT, methods=BOTH, file=True),
    Page("return/blank.csv", returning.blank, "return_blank", needs=REPORT),
    Page(RESULT, results.one, "result", needs=SEE),
    Page(f"{RESULT}correct/", results.correct, "result_correct", needs=REPORT, methods=BOTH),
    Page(f"{RESULT}context/", results.add_context, "result_context", needs=REPORT, methods=WRITE),
    Page(f"{RESULT}show/", results.show_now, "result_show", needs=REPORT, methods=WRITE),
    Page(f"{RESULT}dispute/", results.dispute, "result_dispute", needs=WORD, methods=BOTH),
    Page(f"{RESULT}disputes/<int:number>/", results.settle, "dispute_settle", needs=WORD, methods=BOTH),
)
OF_MEETINGS: tuple[Page, ...] = (
    Page(MEETING, meetings.one, "meeting", needs=SEE),
    Page(f"{MEETING}held/", meetings.hold, "meeting_held", needs=KEEP, methods=WRITE),
    Page(f"{MEETING}<int:number>/words/", meetings.suggest, "agenda_words", needs=KEEP, methods=BOTH),
    Page(f"{MEETING}<int:number>/outcome/", meetings.outcome, "agenda_outcome", needs=KEEP, methods=BOTH),
    Page(f"{MEETING}<int:number>/action/", meetings.agree, "agenda_action", needs=KEEP, methods=BOTH),
    Page(ACTION, meetings.action, "action", needs=SEE),
    Page(f"{ACTION}done/", meetings.finish, "action_done", needs=WORD, methods=BOTH),
    Page(f"{ACTION}checks/<int:number>/", meetings.check, "action_check", needs=KEEP, methods=BOTH),
)
PAGES: tuple[Page, ...] = (
    Page("", contracts.every, "contracts", needs=SEE),
    *contracts.AddContract.pages("add/", needs=KEEP),
    *OF_MEASURES,
    *OF_CLAUSES,
    *OF_RESULTS,
    *OF_MEETINGS,
    Page("<slug:key>/", contracts.one, "contract", needs=SEE),
    Page("<slug:key>/meetings/", contracts.add_meeting, "meeting_add", needs=KEEP, methods=BOTH),
    Page("<slug:key>/parties/end/", contracts.end_party, "party_end", needs=KEEP, methods=BOTH),
)

_MEASURES = tuple(one.name for one in OF_MEASURES)
_CONTRACTS = tuple(one.name for one in PAGES if one.name not in (*_MEASURES, "return"))
MENU = (
    (10, "Contracts", "contracts", SEE, _CONTRACTS),
    (20, "Measures", "measures", SEE, _MEASURES),
    (30, "Send a return", "return", REPORT, ()),
)
"""Entries of the menu: order, title, name, permission, and the pages below each."""
