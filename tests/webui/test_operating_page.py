"""OPERATING.md names options and settings that there are, and all of them."""

import re
from pathlib import Path

import click
import pytest

from webui.commands import serve

PAGE = (Path(__file__).parents[2] / "OPERATING.md").read_text("utf-8")
OPTIONS = {option for each in serve.params if isinstance(each, click.Option) for option in each.opts}
SETTINGS = {f"QUESTIONTIME_SERVE_{str(each.name).upper()}" for each in serve.params} | {"QUESTIONTIME_INDEX"}
TABLE = PAGE.partition("\n\n## ")[0]


def test_every_option_of_serve_is_in_the_table() -> None:
    named = set(re.findall(r"`(--[a-z-]+)`", TABLE))
    assert named == OPTIONS


@pytest.mark.parametrize("setting", sorted(set(re.findall(r"\bQUESTIONTIME_\w+", PAGE))))
def test_every_setting_that_is_named_is_one(setting: str) -> None:
    assert setting in SETTINGS
