"""Words that show that somebody is meant, and words that nobody is called by after a role."""

NEAR = frozenset((" ", "  ", ". ", ".", ", ", ": ", ":", " - ", " ("))
SURE_TITLES = frozenset("mr mrs mister mx".split())
"""A name always follows these."""

NOT_CALLED = frozenset(
    "and or the a an who was is are has had said in on at to for of with by from scan something somebody someone "
    "whatever nobody so not no man my your our this that his her but if as me you we they he she it".split()
)
AFTER_ROLES = frozenset(
    "call bank ward staff head lead link hall day cover care station shift led line team house lodge office room park "
    "price pay triage list notes waiting wait time times round rounds side can could would should must might "
    "more most only just ever even also then now soon always never often still all both or so but if as than very "
    "too good well bad great nice kind best better rude busy late early back up down out over off long short little "
    "patient service services surgery appointment visit view note letter referral advice support bed miss".split()
)
"""What follows a role and names nobody, although some are called so."""

DETERMINERS = frozenset(
    "the a an my your our their his her any no some every each another other which what this that these those one "
    "two same first next see".split()
)
DOES = frozenset(
    "says knows helps makes works sees takes gives rings calls deserves listens explains came went gave took made told "
    "rang saw did sat got left put kept held found let spoke brought thought knew sent spent ran met heard "
    "understood".split()
)
OFTEN = frozenset("never always really also".split())
MODALS = frozenset("will may".split())
STOPS = frozenset(("$", ".", ",", "!", ";", "\n", ")", "?"))
PEOPLE = frozenset("someone somebody person guy bloke chap lass girl fella people receptionists nurses doctors".split())
CALLED = frozenset("called named".split())
NOT_A_NAME = frozenset(
    "me us him her them back out in up off over round again twice for to at on and about after before when who the "
    "a an my our your it this that yesterday today tomorrow later once everyone everybody nobody early late straight "
    "into themselves himself herself first triage reception medical security surgery hospital ambulance".split()
)
SIGNING = frozenset("regards sincerely faithfully wishes signed love from".split())

JOINS = frozenset("and n or".split())
LISTING = frozenset((", ", "/", " / ", " & ", "&", " + "))
LED_BY = frozenset(
    "from by with to thanks thank and especially including both nurses doctors paramedics porters".split()
)
AFTER_A_LIST = frozenset(
    "and who in on at for from both were are was is have had for you all xx xxx x so they always really".split()
)
BY_INITIAL = frozenset("nurse sister matron midwife".split())
VIRTUES = frozenset("hope grace joy faith will may april june rose dawn mercy charity patience".split())
ACTED = frozenset("did took gave rang told said sat held helped listened explained brought spoke phoned".split())
SEEN = frozenset(
    "seen treated helped served met greeted told assessed discharged triaged examined scanned welcomed booked".split()
)
LETTERS = frozenset("bcdefghjklmopqstvwz")
"""Initials that are not also short for a word, as u, r, n and y are."""
