"""The review pack: every statement with its sources, for a clinician to sign off."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from editing.edition import Edition
from editing.preview import READINGS
from editing.statements import HEARD_IN, Passage, Statement, passages
from skill.catalogue import Source
from skill.errors import SkillError

PAGE, TABLE = "review.html", "review.csv"
APPROVED, COMMENT = "approved (initials, date)", "comment"
COLUMNS = (
    *("number", "file", "key", "topic", "part", "sentence"),
    *(f"heard in {HEARD_IN}", "heard elsewhere", "confidence", "source ids"),
    *("facts", APPROVED, COMMENT),
)
MARK = '<meta name="generator" content="Spine Guide review pack">'
"""In every page of ours, and so never in a stranger's."""


class PackError(SkillError):
    """The review pack cannot be written there; the message says why and what to do."""


def write_pack(edition: Edition, folder: Path) -> list[Path]:
    """Write review.html and review.csv, each whole or not at all, and return their paths.

    Raises:
        PackError: the folder holds something that would be lost, or cannot be written.
    """
    files = {PAGE: make_page(edition), TABLE: make_table(edition)}
    try:
        _refuse_loss(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            for name, text in files.items():
                Path(beside, name).write_text(text, encoding="utf-8", newline="")
            return [Path(beside, name).replace(folder / name) for name in files]
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); choose another folder"
        raise PackError(f"{folder}: {problem}") from error


def _refuse_loss(folder: Path) -> None:
    """Raise when the folder holds anything but a pack of ours that nobody has written in."""
    if folder.exists() and not folder.is_dir():
        raise PackError(f"{folder}: is a file; name a folder")
    others = sorted({one.name for one in _inside(folder)} - {PAGE, TABLE})
    page, table = folder / PAGE, folder / TABLE
    if others or (page.exists() and MARK not in page.read_text("utf-8", errors="replace")):
        found = others[0] if others else PAGE
        raise PackError(f"{folder}: holds {found}, which is not ours; name an empty folder")
    if table.exists() and not _is_blank(table):
        raise PackError(f"{table}: somebody has written in it; keep it and name another folder")


def _inside(folder: Path) -> Iterator[Path]:
    return folder.iterdir() if folder.exists() else iter(())


def _is_blank(table: Path) -> bool:
    """Whether a table is ours, and its last two columns are as empty as when we wrote it."""
    with table.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        ours = tuple(rows.fieldnames or ()) == COLUMNS
        return ours and not any(row[APPROVED] or row[COMMENT] for row in rows)


def make_page(edition: Edition) -> str:
    """The pack as one page that reads well in print, enlarged, and through a screen reader."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    topics = passages(edition)
    statements = sum(len(one.statements) for _, group in topics for one in group)
    return environment.get_template(PAGE).render(
        mark=MARK,
        topics=topics,
        statements=statements,
        texts=sum(len(group) for _, group in topics),
        sources=_cited(topics),
        today=edition.today.isoformat(),
        heard_in=edition.catalogue.place(HEARD_IN),
        readings=READINGS,
    )


def make_table(edition: Edition) -> str:
    """The pack as a table for a spreadsheet, which the mark at its start tells to read UTF-8."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for _, group in passages(edition):
        for passage in group:
            rows.writerows(_rows(passage))
    return text.getvalue()


def _rows(passage: Passage) -> Iterator[tuple[object, ...]]:
    """A row a statement. Facts stand in the first row of a text only: they are long."""
    ids = " ".join(source.id for source in passage.sources)
    facts = " | ".join(f"{number}: {fact}" for number, fact in passage.facts)
    for one in passage.statements:
        yield (
            *(one.number, passage.file, passage.key, passage.topic, passage.title, one.sentence),
            *(one.text, _elsewhere(one), passage.confidence, ids),
            *(facts if one.sentence == 1 else "", "", ""),
        )


def _elsewhere(statement: Statement) -> str:
    return " | ".join(f"In {one.places}: {one.text}" for one in statement.elsewhere)


def _cited(topics: list[tuple[str, list[Passage]]]) -> list[Source]:
    """Every source that the pack names, once, by its id."""
    sources = {one.id: one for _, group in topics for text in group for one in text.sources}
    return [sources[id] for id in sorted(sources)]
