"""``questiontime bodies candidates``, as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from questiontime import questiontime

EXCHANGE = """---
id: x/{number}
title: Turnips
date: 2020-03-12
---

## Question: Jo Smith

Has the Turnip Marketing Board (TMB) met the Home Office?

## Answer: The Mayor

The TMB met. The Swede Board did not.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(questiontime, ["bodies", "candidates", *arguments], catch_exceptions=False)


@pytest.fixture
def sources(tmp_path: Path) -> str:
    (tmp_path / "x.md").write_text(EXCHANGE.format(number=1), encoding="utf-8")
    return str(tmp_path)
