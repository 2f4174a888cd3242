"""What a brief calls kinds of feedback and scales, and the sentences that stand in more than one of its parts."""

KINDS = {
    "friends_and_family": ("comment", "comments"),
    "complaints": ("complaint", "complaints"),
    "survey": ("survey answer", "survey answers"),
    "care_opinion": ("story", "stories"),
    "emails": ("email", "emails"),
}
BIAS = {
    "SMS": "Text message answers are short, and come from people with a mobile phone.",
    "Card": "People fill in cards where they get care, often with staff nearby. They must be well enough to write.",
    "Comment card": "People fill in comment cards where they get care. They must be well enough to write.",
    "Complaint": "Complaints come from people for whom something went wrong, in the words of the person who recorded "
    "them. More complaints can also mean that it is easy to complain.",
    "": "For some answers, the files do not say how they were collected.",
}
SCALES = {
    "fft_2020": "Friends and Family Test, since 2020",
    "fft_2013": "Friends and Family Test, before 2020",
    "stars_5": "stars",
    "faces_5": "faces, or very happy to very unhappy",
    "satisfaction_5": "very satisfied to very dissatisfied",
    "quality": "excellent to very poor, on forms that are not the Friends and Family Test",
    "ease": "very easy to very difficult",
    "help": "very helpful to not helpful",
    "comfort": "how clean, safe or kind",
    "likelihood": "very likely to very unlikely",
    "expectations": "exceeded to fell below expectations",
    "of_5_best_5": "1 to 5, 5 is best",
    "of_5_best_1": "1 to 5, 1 is best",
    "of_10_best_10": "0 to 10, 10 is best",
    "of_10_best_1": "1 to 10, 1 is best",
}
UNREAD = (
    "There are no comments here that you can read. "
    "They stay with the team that received them, until an agreement says more."
)
NOBODY = "There are no comments on this."
PASSED_ON = "Comments are left out, so that you can pass this on."
NEVER_RANKED = "We never add up scores on different scales, and never use the Friends and Family Test to rank services."
WITHHELD = "A sharing agreement withholds who told us, so we cannot say who we have not heard from."
KINDS_APART = (
    "We show how many are comments, complaints or surveys only for a place and a financial year, so that nobody can be "
    "identified."
)
OF_PLACES = "What we say of them here covers all the feedback there, at any time."
NO_ANSWERS = "We do not show what people answered for this choice."
PEOPLE_AS_OF = "Age, ethnic group and other personal details are rounded to 5, and as of"
AS_OF_CLOSE = "Numbers of survey answers are rounded to 5, and as of"
