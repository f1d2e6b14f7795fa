"""What a test reads off a page."""

import re
from urllib.parse import urlencode

from flask.testing import FlaskClient
from lxml import html


def page_of(client: FlaskClient, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, address
    return html.fromstring(response.get_data(as_text=True))


def words_of(found: html.HtmlElement) -> str:
    return " ".join(found.text_content().split())


def said(found: html.HtmlElement, path: str) -> list[str]:
    return [words_of(each) for each in found.xpath(path)]


def reason_of(page: html.HtmlElement, mark: html.HtmlElement) -> html.HtmlElement:
    """What describes a mark, or the text's own link that it stands in."""
    return page.get_element_by_id(mark.xpath("ancestor-or-self::a/@aria-describedby")[0])


def pressed(page: html.HtmlElement, name: str) -> str:
    """Where the button of that name leads: its form's fields, and its own after them."""
    (button,) = page.xpath("//button[@title=$name]", name=name)
    (form,) = button.xpath("ancestor::form")
    fields = [(each.get("name"), each.get("value")) for each in (*form.xpath(".//input"), button)]
    return f"{form.get('action')}?{urlencode(fields)}"


def counted(choice: html.HtmlElement) -> int:
    """The number beside a value of a facet."""
    return int(choice.findtext("small").replace(",", ""))


def total(client: FlaskClient, address: str) -> int:
    """How many exchanges a search finds, by its page's address; for programs there are no groups."""
    ungrouped = re.sub(r"(?<=[?&])group=\w+&?", "", address)
    return int(client.get(ungrouped.replace("/search", "/api/search", 1)).get_json()["total"])
