"""What is typed on the command line to ask the same again."""

import shlex

from search.request import Request


def command(request: Request) -> str:
    """The command, which finds the same as long as the index is the same."""
    asked = [(each.field, value) for each in request.filters for value in each.values]
    asked += [("from", request.since.isoformat())] if request.since else []
    asked += [("to", request.until.isoformat())] if request.until else []
    options = [
        word for name, value in (*asked, ("sort", request.sort.value)) for word in (f"--{name}", value)
    ]
    # What begins with a dash is no option, but says what is not wanted.
    return shlex.join(["questiontime", "search", *options, "--", request.query.text])
