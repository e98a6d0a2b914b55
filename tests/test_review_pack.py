"""The review pack: every statement, emergencies first, safe from being lost."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import cli.check
from cli.main import spine_guide
from editing.edition import Edition, open_edition
from editing.review_pack import (
    APPROVED,
    COLUMNS,
    COMMENT,
    PAGE,
    TABLE,
    PackError,
    make_page,
    make_table,
    write_pack,
)
from editing.statements import Elsewhere, Statement, passages
from editions import FACTS, TODAY, edition, part
from skill.catalogue import Helpline

BOTH = ["1.1", "1.2"]


def pack(**changes: Any) -> Edition:
    """An edition with a text of each kind, and one helpline in one place."""
    right = edition(
        "{Tumour} pain hurts. {out_of_hours}\nRest & <wait>.",
        alert="Call {emergency_number}.",
        safe="Ask your team.",
        term=("A rope of nerves.", ""),
        evidence={"sources": ["gossip", "atlas"], "confidence": "second-hand", "facts": BOTH},
        **changes,
    )
    line = Helpline(
        "cancer", "Spine Line", "one, two", "1-2", "day and night", ("atlas",), "seen", ("1.1",)
    )
    law = part("Tell the D V L A.", "Driving", confidence="general-knowledge")
    british = right.catalogue.places["en-GB"]
    home = british._replace(helplines=(line,), practice={"driving": law})
    places = {"neutral": right.catalogue.places["neutral"], "en-GB": home}
    places["en-US"] = right.catalogue.places["en-US"]
    return right._replace(catalogue=right.catalogue._replace(places=places))


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table, as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def test_emergencies_come_first() -> None:
    """Alerts, the warning signs, numbers to call, then the rest."""
    shown = pack()
    topics = dict(shown.catalogue.topics)
    topics["warning_signs"] = topics["pain"]._replace(id="warning_signs", title="Warning signs")
    shown = shown._replace(catalogue=shown.catalogue._replace(topics=topics))
    assert [topic for topic, _ in passages(shown)] == [
        "Emergency answers",
        "Warning signs",
        "Numbers to call",
        "What is not answered, and what is said instead",
        "About",
        "Pain",
        "Hard words",
        "Between the answers",
        "What is done in each place",
    ]


def test_each_sentence_is_a_statement() -> None:
    """It is shown as heard in Britain, with the facts that its text rests on."""
    (pain,) = dict(passages(pack()))["Pain"]
    numbers = [one.number for _, group in passages(pack()) for p in group for one in p.statements]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [(one.sentence, one.text) for one in pain.statements] == [
        (1, "Tumour pain hurts."),
        (2, "If the line is closed, call one one one. That is one, one, one."),
        (3, "Rest & <wait>."),
    ]
    assert pain.facts == tuple(FACTS.items())


def test_an_urgent_answer_is_shown_for_every_place() -> None:
    """A wrong number costs most there; places that hear the same share a row."""
    (alert,) = dict(passages(pack()))["Emergency answers"]
    unknown = "a country that is not known"
    assert alert.statements == (
        Statement(
            1,
            1,
            "Call nine nine nine.",
            (
                Elsewhere(unknown, "neutral", "Call your local emergency number."),
                Elsewhere("the United States", "en-US", "Call nine one one."),
            ),
        ),
    )


def test_what_stands_in_places_is_a_statement() -> None:
    """A wrong digit is as bad as a wrong word, and so is a wrong law."""
    found = dict(passages(pack()))
    local = [*found["Numbers to call"], *found["What is done in each place"]]
    assert [(one.title, one.statements[0].text, one.confidence) for one in local] == [
        ("Spine Line, the United Kingdom", "one, two, written 1-2, day and night", "seen"),
        ("Driving, the United Kingdom", "Tell the D V L A.", "general-knowledge"),
    ]


def test_the_table_has_everything_in_a_row() -> None:
    """A spreadsheet shows each statement with its place, sources and two empty columns."""
    found = rows(make_table(pack()))
    alert, pain = found[0], next(one for one in found if one["topic"] == "Pain")
    assert alert["heard elsewhere"] == (
        "In a country that is not known: Call your local emergency number. | "
        "In the United States: Call nine one one."
    )
    assert pain == {
        "number": pain["number"],
        "file": "en/topics/pain.toml",
        "key": "answer",
        "topic": "Pain",
        "part": "Pain",
        "sentence": "1",
        "heard in en-GB": "Tumour pain hurts.",
        "heard elsewhere": "",
        "confidence": "second-hand",
        "source ids": "gossip atlas",
        "facts": "1.1: Pain hurts. (ATLAS; S) | 1.2: Pain is felt. (GOSSIP, RELIC; S2)",
        APPROVED: "",
        COMMENT: "",
    }


def test_the_pack_leaves_nothing_out() -> None:
    """Every text of the real content is in it, word for word."""
    shown = open_edition("en", TODAY)
    place = shown.catalogue.place("en-GB")
    said = [" ".join(one.text for one in p.statements) for _, g in passages(shown) for p in g]
    missing = [
        text.key
        for text in shown.texts
        if text.key != "card_note" and " ".join(text.heard(place).split()) not in said
    ]
    assert missing == []


class Page(HTMLParser):
    """What a screen reader finds in a page: its language, headings, links, tables and words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every tag of a name."""
        return [attributes for name, attributes in self.tags if name == tag]


def test_the_page_reads_well_aloud() -> None:
    """Language, headings in steps, tables with captions and scopes, links that lead somewhere."""
    page = Page(make_page(pack()))
    levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3")]
    assert page.all("html") == [{"lang": "en"}]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(page.all("caption")) == len(page.all("table")) == levels.count(3)
    assert {one.get("scope") for one in page.all("th")} == {"col", "row"}
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    within = {one["href"] for one in page.all("a") if str(one["href"]).startswith("#")}
    assert within <= {f"#{id}" for id in ids}
    assert {one.get("lang") for one in page.all("p")} == {None, "en", "en-GB", "en-US"}


def test_the_page_shows_statements_sources_and_how_to_use_it() -> None:
    """A clinician needs nothing else; what a text says is never taken for markup."""
    page = Page(make_page(pack()))
    assert "Rest & <wait>." in page.words
    assert "In the United States: Call nine one one." in page.words
    assert page.words.count("gossip: a blog, What I heard, quoted by somebody else,") == 1
    assert "en/topics/pain.toml, answer. Confidence: second-hand." in page.words
    assert "1.2: Pain is felt. (GOSSIP, RELIC; S2)" in page.words
    assert any(f"written out on {TODAY}" in words for words in page.words)


def test_the_pack_is_written_and_may_be_written_again(tmp_path: Path) -> None:
    """Two files, in a folder that is made; a newer pack replaces one nobody has written in."""
    folder = tmp_path / "a" / "b"
    assert write_pack(edition(), folder) == [folder / PAGE, folder / TABLE]
    assert write_pack(pack(), folder) == [folder / PAGE, folder / TABLE]
    assert sorted(path.name for path in folder.iterdir()) == [TABLE, PAGE]
    assert (folder / PAGE).read_text(encoding="utf-8") == make_page(pack())
    assert (folder / TABLE).read_bytes() == make_table(pack()).encode()


def signed(folder: Path, column: str) -> None:
    """Write in the first row of a pack's table, as a clinician would."""
    text = (folder / TABLE).read_text(encoding="utf-8-sig")
    found = rows(text)
    found[0][column] = "AB, today"
    with (folder / TABLE).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(found)


@pytest.mark.parametrize("column", [APPROVED, COMMENT])
def test_what_a_clinician_wrote_is_never_lost(column: str, tmp_path: Path) -> None:
    """A table with initials or a comment is not replaced."""
    write_pack(edition(), tmp_path)
    signed(tmp_path, column)
    before = (tmp_path / TABLE).read_bytes()
    with pytest.raises(PackError, match="somebody has written in it"):
        write_pack(edition(), tmp_path)
    assert (tmp_path / TABLE).read_bytes() == before


@pytest.mark.parametrize("name", ["letter.txt", PAGE, TABLE])
def test_a_strangers_folder_is_left_alone(name: str, tmp_path: Path) -> None:
    """Nothing is written where other files are, even under our names."""
    (tmp_path / name).write_text("number;file;comment\n1;mine;good\n", encoding="utf-8")
    with pytest.raises(PackError, match=name):
        write_pack(edition(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A path that is a file is refused in one sentence."""
    file = tmp_path / "pack"
    file.write_text("mine")
    with pytest.raises(PackError, match="is a file; name a folder"):
        write_pack(edition(), file)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    """What the system refuses is told with what to do."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(PackError, match="cannot be written"):
        write_pack(edition(), tmp_path / "file" / "pack")


def test_a_pack_that_fails_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk in the middle of writing changes nothing."""
    write_pack(edition(), tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write = Path.write_text

    def fill_up(path: Path, text: str, **how: Any) -> int:
        if path.name == TABLE:
            raise OSError(28, "No space left on device")
        return write(path, text, **how)

    monkeypatch.setattr(Path, "write_text", fill_up)
    with pytest.raises(PackError, match="No space left on device"):
        write_pack(pack(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_check_writes_the_pack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The pack is written even when a check finds something, and says where."""
    monkeypatch.setattr(cli.check, "open_edition", lambda *_: edition(reviewed="2020-01-02"))
    with pytest.raises(SystemExit) as stopped:
        spine_guide(["check", "--review-pack", str(tmp_path)])
    wrote = [f"Wrote {tmp_path / name}." for name in (PAGE, TABLE)]
    assert capsys.readouterr().out.splitlines()[:2] == wrote
    assert stopped.value.code == 1
