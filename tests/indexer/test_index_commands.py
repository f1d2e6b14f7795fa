import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from corpus.errors import IndexFolderError, QuestionTimeError
from indexer.commands import index
from indexer.generations import IndexFolder
from tests.indexer.indexed import exchanges_in
from tests.indexer.small_sources import Asked, broken, markdown, parlparse

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``questiontime index`` in an empty folder, with the settings that the whole command has."""
    monkeypatch.chdir(tmp_path)

    def invoked(*arguments: str, **environment: str) -> Result:
        return CliRunner().invoke(index, arguments, env=environment, auto_envvar_prefix="QUESTIONTIME_INDEX")

    return invoked


def test_an_index_is_written_without_a_line_of_whoosh(tmp_path: Path) -> None:
    path = parlparse(tmp_path / "a.xml", [Asked(1)])
    for command in ("rebuild", "update"):
        arguments = [command, str(path), "--index", str(tmp_path / "index")]
        code = (
            f"import sys; from indexer.commands import index; index({arguments!r}, standalone_mode=False); "
            "print([name for name in sys.modules if name.startswith('whoosh')])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.splitlines()[-1] == "[]"


def test_read_prints_a_json_object_a_line_and_the_sums_beside_it(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1), Asked(2)], scrape="a")
    parlparse(Path("s/b.xml"), [Asked(1, "late")], scrape="b")
    result = run("read", "s")
    titles = [json.loads(line)["title"] for line in result.stdout.splitlines()]
    assert titles == ["About late", "About buses"]
    assert "2 exchanges, 2 questions, 2 answers in these files" in result.stderr
    assert "ParlParse XML, 2 files: 2 exchanges" in result.stderr
    assert "left out: 1 × the same exchange as in another source" in result.stderr
    assert "in what was left out: 1 question, 1 answer" in result.stderr
    assert result.exit_code == 0
    assert not Path("index").exists()


def test_read_names_every_broken_file_and_reads_the_rest(run: Run) -> None:
    broken(Path("s/a.xml"), [Asked(1), Asked(2)])
    markdown(Path("s/b.md"), [Asked(3)])
    Path("s/c.bin").write_bytes(b"\x00")
    result = run("read", "s")
    assert f"{Path.cwd()}/s/a.xml:10: broken XML" in result.stderr
    assert f"{Path.cwd()}/s/c.bin: not a format questiontime reads" in result.stderr
    assert '"2020/0003"' in result.stdout or "0003" in result.stdout
    assert result.exit_code == 0


def test_many_problems_of_a_kind_are_counted_and_listed_when_asked_for(run: Run) -> None:
    for number in range(30):
        path = Path(f"s/{number:02}.bin")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\x00")
    markdown(Path("s/a.md"), [Asked(1)])
    few = run("read", "s").stderr.splitlines()
    assert len([line for line in few if ".bin" in line]) == 1
    assert few[0].startswith("30 × not a format questiontime reads; the first: ")
    every = run("read", "s", "--verbose").stderr.splitlines()
    assert len([line for line in every if ".bin: not a format" in line]) == 30


def test_rebuild_sums_up_and_makes_an_index(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1), Asked(2)])
    result = run("rebuild", "s")
    assert result.exit_code == 0
    assert (
        f"Generation {IndexFolder(Path('index')).current_name()}: 2 exchanges, 2 questions" in result.stdout
    )
    assert "london-mayors-questions: 2 exchanges" in result.stdout
    assert result.stdout.splitlines()[-1].endswith(" seconds")
    assert result.stderr == "", "no progress where nobody watches"


def test_the_index_is_named_by_an_option_or_by_the_environment(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1)])
    assert run("rebuild", "s", "--index", "one").exit_code == 0
    assert run("rebuild", "s", QUESTIONTIME_INDEX="two").exit_code == 0
    assert len(exchanges_in(Path("one"))) == len(exchanges_in(Path("two"))) == 1
    assert run("check", QUESTIONTIME_INDEX="two").exit_code == 0


def test_update_reads_what_changed_and_says_where_nothing_did(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1)])
    run("rebuild", "s")
    assert run("update", "s").stdout == "Nothing has changed.\n"
    markdown(Path("s/b.md"), [Asked(2)])
    result = run("update", "s")
    assert "2 exchanges, 2 questions, 2 answers" in result.stdout
    assert "Markdown with front matter, 1 file: 1 exchange" in result.stdout
    assert len(exchanges_in(Path("index"))) == 2


def test_strictly_problems_end_in_an_error_and_are_still_shown(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1)])
    Path("s/b.bin").write_bytes(b"\x00")
    result = run("rebuild", "s", "--strict")
    assert isinstance(result.exception, QuestionTimeError)
    assert "b.bin: not a format questiontime reads" in result.stderr
    assert IndexFolder(Path("index")).current_name() is None
    assert run("rebuild", "s").exit_code == 0


def test_check_finds_what_is_wrong(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1)])
    run("rebuild", "s")
    assert run("check").stdout.endswith("is whole: 1 exchange, 1 question, 1 answer.\n")
    (segment,) = Path("index").glob("generations/*/*.arrays")
    whole = segment.read_bytes()
    segment.write_bytes(whole[:100] + b"!" + whole[101:])
    result = run("check")
    assert isinstance(result.exception, IndexFolderError)
    assert "its checksum differs" in str(result.exception)


def test_stats_say_what_the_index_holds(run: Run) -> None:
    parlparse(Path("s/a.xml"), [Asked(1), Asked(2)], scrape="b")
    parlparse(Path("s/b.xml"), [Asked(1)], scrape="a")
    run("rebuild", "s")
    run("rebuild", "s")
    plain = json.loads(run("stats", "--json").stdout)
    assert (plain["exchanges"], plain["questions"], plain["answers"]) == (2, 2, 2)
    assert plain["collections"] == {"london-mayors-questions": {"exchanges": 2, "questions": 2, "answers": 2}}
    assert plain["formats"]["ParlParse XML"]["files"] == 2
    assert plain["skipped"] == {"the same exchange as in another source": 1}
    assert plain["bytes"] == sum(plain["files"].values())
    assert plain["generation"] == IndexFolder(Path("index")).current_name()
    assert len(plain["other_generations"]) == 1
    text = run("stats").stdout
    assert "london-mayors-questions: 2 exchanges" in text and "also kept: 2" in text


def test_rollback_says_what_is_current_again(run: Run) -> None:
    path = parlparse(Path("s/a.xml"), [Asked(1)])
    run("rebuild", "s")
    parlparse(path, [Asked(1), Asked(2)])
    run("rebuild", "s")
    assert run("rollback").stdout.endswith("is current again: 1 exchange, 1 question, 1 answer.\n")
    assert isinstance(run("rollback").exception, IndexFolderError)


@pytest.mark.parametrize(
    "arguments",
    [
        ("rebuild",),
        ("rebuild", "s", "--jobs", "0"),
        ("rebuild", "s", "--people", "gone.json"),
        ("rebuild", "s", "--index", "https://localhost:9200/questiontime"),
        ("stats", "--nonsense"),
    ],
)
def test_wrong_usage_has_exit_code_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_every_command_explains_itself(run: Run) -> None:
    assert isinstance(index, click.Group)
    for name, command in index.commands.items():
        assert command.help, name
        assert run(name, "--help").exit_code == 0
