"""The query language by example, as the about page teaches it."""

QUERY_FORMS = (
    ("facial recognition cameras", "all these words, in their other forms too: “camera” as well"),
    ('"facial recognition"', "exactly these words, side by side"),
    ("damp OR mould", "either word"),
    ("recognition -facial", "the one without the other; NOT does the same"),
    ("(damp OR mould) social housing", "brackets hold together what belongs together"),
    ("police NEAR/5 cameras", "within five words of each other"),
    ('"fire safety"~5', "the words of a phrase within five words"),
    ("regulat*", "every word that begins so: regulator, regulation, regulated"),
)

FIELD_EXAMPLES = {
    "title": "title:housing",
    "question": "question:deadline",
    "answer": 'answer:"no plans"',
    "collection": "in:london-mayors-questions",
    "cites": "cites:ofcom",
    "question_cites": 'question_cites:"Home Office"',
    "answer_cites": "answer_cites:ico",
    "unanswered_cites": "unanswered_cites:ofcom",
    "body_kind": "kind:regulator",
    "member": "member:khan",
    "asked_by": 'asked:"Siân Berry"',
    "answered_by": 'answered:"Sadiq Khan"',
    "party": "party:Green",
    "department": 'dept:"Department of Health"',
    "status": 'status:"No answer"',
    "reference": "ref:2020/0841",
    "refers_to": "refers:2020/0841",
    "date": "date:2019..2020",
}
"""By the name of the field; a field without an example is not taught."""
