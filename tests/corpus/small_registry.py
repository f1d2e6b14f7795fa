"""A small registry with a body of every sort, and what is cited of it."""

from collections.abc import Iterable
from datetime import date

from corpus.body import Ambiguous, Body, Name
from corpus.exchange import Exchange, Speech
from corpus.recogniser import Recogniser
from corpus.registry import Registry

REGISTRY = Registry(
    [
        Body("ico", "Information Commissioner's Office", "regulator", abbreviations=("ICO",),
             offices=("Information Commissioner",), hosts=("ico.org.uk",)),
        Body("scc", "Surveillance Camera Commissioner", "regulator", ambiguous=(Ambiguous("SCC"),)),
        Body("surrey", "Surrey County Council", "local", ambiguous=(Ambiguous("SCC"),)),
        Body("biometrics", "Biometrics Commissioner", "regulator"),
        Body("ofgem", "Office of Gas and Electricity Markets", "regulator", names=(Name("Ofgem"),),
             hosts=("ofgem.gov.uk", "gov.uk/government/organisations/ofgem")),
        Body("elections", "Electoral Commission", "regulator", ambiguous=(Ambiguous("the Commission"),)),
        Body("charities", "Charity Commission", "regulator", ambiguous=(Ambiguous("the Commission"),)),
        Body("prisons", "HM Inspectorate of Prisons", "regulator",
             offices=("HM Chief Inspector of Prisons",)),
        Body("home-office", "Home Office", "department", not_in=("Home Office Islands",)),
        Body("cabinet-office", "Cabinet Office", "department"),
        Body("treasury", "HM Treasury", "department", names=(Name("Treasury"),)),
        Body("mod", "Ministry of Defence", "department", abbreviations=("MOD",)),
        Body("mod-police", "Ministry of Defence Police", "police"),
        Body("decc", "Department of Energy and Climate Change", "department"),
        Body("dcms", "Department for Culture, Media and Sport", "department"),
        Body("hse", "Health and Safety Executive", "regulator", ambiguous=(Ambiguous("HSE"),)),
        Body("mps", "Metropolitan Police Service", "police", names=(Name("Metropolitan Police"),),
             ambiguous=(Ambiguous("MPS", ("london",)),), hosts=("met.police.uk",)),
        Body("gla", "Greater London Authority", "local", ambiguous=(Ambiguous("GLA", ("london",)),)),
        Body("supreme-court", "Supreme Court", "court"),
        Body("scottish-government", "Scottish Government", "devolved", names=(Name("Scottish Executive"),)),
        Body("who", "World Health Organization", "international", abbreviations=("WHO",)),
        Body("un", "United Nations", "international", abbreviations=("UN",)),
        Body("unhrc", "United Nations Human Rights Council", "international"),
        Body("science", "House of Commons Science and Technology Committee", "committee"),
        Body("accounts", "House of Commons Committee of Public Accounts", "committee",
             ambiguous=(Ambiguous("Public Accounts Committee", ("uk",)),)),
        Body("ukraine-mod", "Ukrainian Ministry of Defence", "international",
             names=(Name("Ukraine Ministry of Defence"),)),
        Body("dluhc", "Department for Levelling Up, Housing and Communities", "department"),
        Body("dclg", "Department for Communities and Local Government", "department",
             names=(Name("Communities and Local Government"),)),
        Body("mhclg", "Ministry of Housing, Communities and Local Government", "department"),
        Body("kent-police", "Kent Police", "police"),
        Body("essex-police", "Essex Police", "police"),
        Body("camden", "Camden Council", "local"),
        Body("islington", "Islington Council", "local"),
        Body("herefordshire-icb", "NHS Herefordshire and Worcestershire Integrated Care Board", "health"),
        Body("european-commission", "European Commission", "international"),
        Body("european-council", "European Council", "international"),
        Body("european-parliament", "European Parliament", "international"),
        Body("eu", "European Union", "international", abbreviations=("EU",)),
        Body("pension-regulator", "Pensions Regulator", "regulator"),
        Body("disputes", "Regulator of Social Housing", "regulator"),
        Body("ipp", "Independent Prosecution Inspectorate", "regulator"),
        Body("leveson", "Leveson Inquiry", "committee"),
        Body("financial", "Financial Services Authority", "regulator", "1997", "2013-04",
             ambiguous=(Ambiguous("FSA", ("uk",)),)),
        Body("food", "Food Standards Agency", "regulator", "2000-04",
             ambiguous=(Ambiguous("FSA", ("uk",)),)),
        Body("g7", "G7", "international"),
        Body("g8", "G8", "international"),
    ]
)  # fmt: skip
RECOGNISER = Recogniser(REGISTRY)


def cited(*texts: str, conventions: Iterable[str] = (), day: date | None = None) -> list[tuple[str, str]]:
    """Surface and body, in the order of the text; the first text is the question, others answers."""
    citations = RECOGNISER.cite_texts("", texts[:1], texts[1:], tuple(conventions), day)
    return [(each.surface, each.body) for each in citations]


def exchange(*speeches: Speech, title: str = "", collection: str = "london-mayors-questions") -> Exchange:
    return Exchange("x/1", collection, title, date(2020, 3, 12), speeches)
