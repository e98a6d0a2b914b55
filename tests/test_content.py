"""Content: TOML and its compiled form are one, and all of the real content can be heard."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path

import pytest

from authoring import FILES, edit, load, read, start, write_content
from skill.authored.references import OWN_WORDS
from skill.catalogue import Catalogue, Helpline, Part, Place, SafeAnswer, Term, Topic
from skill.content import COMPILED, FOLDER, compile_content, load_answers, load_hearing
from skill.errors import ContentError
from skill.filling import fill
from skill.hearing import Rule
from skill.replies import answer
from skill.speech import to_text
from skill.turns import MORE, Reply, Turn

CACHE = [f"{COMPILED}/en.answers.json", f"{COMPILED}/en.hearing.json"]

# In each file a change that leaves its size as it was.
EDITS = {
    "places.toml": ("tumor", "tumar"),
    "sources.toml": ("2024", "2025"),
    "en/prompts.toml": ("of help", "to help"),
    "en/commands.toml": ("go on", "go up"),
    "en/wording.toml": ("can not", "cannott"),
    "en/lexicon.toml": ("M S C C", "C C S M"),
    "en/brevity.toml": ("it", "so"),
    "en/listening.toml": ('"pain", "about"', '"about", "pain"'),
    "en/glossary.toml": ("on the cord", "on a bone  "),
    "en/safety.toml": ('"leg*"', '"arm*"'),
    "en/topics/about.toml": ("People", "Humans"),
    "en/topics/pain.toml": ("common", "seldom"),
}

# Loads a package where nothing that reads TOML can be imported.
WITHOUT_READERS = """
import sys
from pathlib import Path
for name in ("tomllib", "hassil", "skill.authored", "hashlib"):
    sys.modules[name] = None
from skill.content import load_answers, load_hearing
folder = Path(sys.argv[1])
print(load_answers("en", folder).topics)
print(load_answers("en", folder).places)
print(load_hearing("en", folder).asked)
"""

# Writes a cache that nobody may use, looks at whatever stands there now, and loads.
LOAD_AND_SPOIL = """
import json, sys
from pathlib import Path
from skill.content import compile_content, load_answers
folder = Path(sys.argv[1])
for _ in range(40):
    compile_content("en", folder, folder, "of another version")
    json.loads((folder / "__compiled__/en.answers.json").read_bytes())
    load_answers.cache_clear()
    assert load_answers("en", folder).topics["pain"].parts[1].title == "Pain at night"
"""

OWN = {word: "something" for words in OWN_WORDS.values() for word in words}


def caches(folder: Path) -> list[str]:
    """The files that stand in a folder's cache."""
    return sorted(str(path.relative_to(folder)) for path in (folder / COMPILED).iterdir())


def test_compiled_content_equals_its_toml(tmp_path: Path) -> None:
    """The first load reads TOML and the second the cache: the values are the same."""
    folder = write_content(tmp_path)
    assert load(folder) == load(folder) == read(folder)
    assert caches(folder) == CACHE


def test_content_is_what_the_files_say(tmp_path: Path) -> None:
    """A topic, a place and the pronunciation there, as their authors wrote them."""
    answers, spoken, _ = load(write_content(tmp_path))
    whole = Part("Pain", "{Tumour} pain is common.", ("atlas",), "second-hand", ("3.8.1",))
    night = "Some pain is worse at night. {driving_rule}"
    more = Part("Pain at night", night, ("atlas",), "seen")
    assert answers.topics["pain"] == Topic("pain", "Pain", "2026-11-21", ("about",), (whole, more))
    rule = Part("Driving rule", "Ask your state.", ("atlas",), "seen", ("3.8.1",))
    words = {"emergency_number": "nine one one", "tumour": "tumor", "driving_rule": rule.text}
    line = Helpline("cancer", "Spine Line", "one, two three", "1-23", "", ("atlas",), "seen")
    home = Place("en-US", "en", "the United States", words, (line,), {"driving_rule": rule})
    assert answers.place("en-US") == home
    assert answers.place("de-DE") == answers.places["neutral"]
    assert ['ph="ˈvɜːtɪbrə"' in spoken[0], 'ph="ˈvɝtəbrə"' in spoken[1]] == [True, True]
    assert answers.reviewed == "2026-11-21"


def test_words_and_safety_are_what_the_files_say(tmp_path: Path) -> None:
    """A hard word, an answer that is not given, and when each alert sounds."""
    answers, _, hearing = load(write_content(tmp_path))
    said = Part("Cord compression", "It is a {tumour} pressing on the cord.", ("atlas",), "seen")
    term = Term("cord_compression", "cord compression", ("m s c c",), said, "pain")
    assert answers.terms == {term.id: term}
    kind = Part("Doses", "A pharmacist can give doses.", (), "general-knowledge")
    assert answers.safe_answers == {"DosingIntent": SafeAnswer("DosingIntent", kind, "pain")}
    assert answers.alerts["EmergencyIntent"].tier == hearing.tiers["EmergencyIntent"] == "emergency"
    urgent = Rule("EmergencyIntent", ("legs", "weak"), (), asked=False)
    assert hearing.detector.rules == (urgent, Rule("DosingIntent", ("dose",), (), asked=True))


def test_a_process_reads_once(tmp_path: Path) -> None:
    """A second turn of a conversation reads no file."""
    folder = write_content(tmp_path)
    assert load_answers("en", folder) is load_answers("en", folder)
    assert load_hearing("en", folder) is load_hearing("en", folder)


@pytest.mark.parametrize("file", FILES.keys() - {"facts.toml"})
def test_any_edit_is_heard(tmp_path: Path, file: str) -> None:
    """The cache does not outlive a change, even one that keeps a file's size and time."""
    path = write_content(tmp_path) / file
    before, status = load(tmp_path), path.stat()
    edit(path, *EDITS[file])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert before != load(tmp_path) == read(tmp_path)


def test_a_topic_can_come_and_go(tmp_path: Path) -> None:
    """A new file is heard at once, a renamed one by its new name, a deleted one no more."""
    path = write_content(tmp_path) / "en/topics/scans.toml"
    before = load(tmp_path)
    path.write_text(FILES["en/topics/about.toml"])
    assert list(load(tmp_path)[0].topics) == ["about", "pain", "scans"]
    path = path.rename(path.with_name("tests.toml"))
    assert list(load(tmp_path)[0].topics) == ["about", "pain", "tests"]
    path.unlink()
    assert load(tmp_path) == before


def test_a_mistake_is_found_behind_a_cache(tmp_path: Path) -> None:
    """Content that was once right does not hide what is now wrong."""
    load(write_content(tmp_path))
    edit(tmp_path / "en/topics/pain.toml", "{Tumour}", "{tumr}")
    with pytest.raises(ContentError, match="tumr"):
        load(tmp_path)


@pytest.mark.parametrize("name", CACHE)
@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"5", b"null", b"{}", b'{"digest": "of another version"}', b"\xff\xfe\x00"],
)
def test_a_damaged_cache_is_ignored(tmp_path: Path, name: str, damage: bytes) -> None:
    """Whatever stands in the cache's place, the TOML is read, and the cache is written anew."""
    expected = load(write_content(tmp_path))
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(damage)
    assert load(tmp_path) == expected
    assert (tmp_path / name).read_bytes() == whole


def test_a_cache_cut_short_anywhere_is_ignored(tmp_path: Path) -> None:
    """A computer that stopped while writing costs a slower start and nothing else."""
    expected = load(write_content(tmp_path))
    for name in CACHE:
        whole = (tmp_path / name).read_bytes()
        for end in range(0, len(whole), len(whole) // 7):
            (tmp_path / name).write_bytes(whole[:end])
            assert load(tmp_path) == expected


def test_content_loads_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A read-only checkout only starts more slowly."""
    folder = write_content(tmp_path)
    (folder / COMPILED).write_text("in the way")
    folder.chmod(0o555)
    assert load(folder) == read(folder)
    assert (folder / COMPILED).read_text() == "in the way"


def test_a_package_needs_no_toml(tmp_path: Path) -> None:
    """Compiled content alone loads the same values, with no reader of TOML in reach."""
    folder, package = write_content(tmp_path / "authored"), tmp_path / "package"
    compile_content("en", folder, package)
    assert caches(package) == CACHE
    assert load(package) == read(folder)
    answers, hearing = load_answers("en", package), load_hearing("en", package)
    with start(WITHOUT_READERS, package) as process:
        output, _ = process.communicate()
    assert output == f"{answers.topics}\n{answers.places}\n{hearing.asked}\n"


def test_a_package_is_written_or_it_fails(tmp_path: Path) -> None:
    """Unlike a cache, a package that could not be written is never taken for one."""
    folder = write_content(tmp_path / "authored")
    (tmp_path / COMPILED).write_text("in the way")
    with pytest.raises(FileExistsError):
        compile_content("en", folder, tmp_path)


def test_wrong_content_is_never_packaged(tmp_path: Path) -> None:
    """A mistake stops the packaging before anything is written."""
    folder = write_content(tmp_path / "authored")
    edit(folder / "en/topics/pain.toml", "{Tumour}", "{tumr}")
    with pytest.raises(ContentError):
        compile_content("en", folder, tmp_path / "package")
    assert not (tmp_path / "package").exists()


def test_processes_share_a_cache(tmp_path: Path) -> None:
    """Many starting at once read whole files only, and leave nothing half written."""
    folder = write_content(tmp_path)
    with contextlib.ExitStack() as stack:
        processes = [stack.enter_context(start(LOAD_AND_SPOIL, folder)) for _ in range(4)]
        assert [process.wait() for process in processes] == [0, 0, 0, 0]
    assert caches(folder) == CACHE
    assert all(json.loads((folder / name).read_bytes())["digest"] for name in CACHE)
    assert load(folder) == read(folder)


def test_the_real_content_is_right() -> None:
    """Every English file can be read, and the cache beside it says the same."""
    assert load(FOLDER) == read(FOLDER)


def tell(topic: Topic, place: Place, catalogue: Catalogue) -> list[Reply]:
    """A topic as somebody hears it who says "more" for as long as more is offered."""
    replies = [answer(Turn(topic.intent, place), catalogue)]
    while replies[-1].remember.offer == MORE:
        replies.append(answer(Turn(MORE, place, replies[-1].remember), catalogue))
    return replies


def words_of(reply: Reply) -> list[str]:
    """All that is said and shown in a reply."""
    card = (reply.card.title, reply.card.text) if reply.card else ()
    return [to_text(reply.speech), to_text(reply.reprompt), *card]


def parts_of(catalogue: Catalogue) -> list[Part]:
    """Every authored answer."""
    return [
        *(part for topic in catalogue.topics.values() for part in topic.parts),
        *(alert.answer for alert in catalogue.alerts.values()),
        *(safe.answer for safe in catalogue.safe_answers.values()),
        *(term.meaning for term in catalogue.terms.values()),
    ]


def test_every_part_of_every_topic_can_be_heard(catalogue: Catalogue) -> None:
    """Saying "more" leads through a whole topic, and nowhere is a hole or a silence."""
    for place in catalogue.places.values():
        for topic in catalogue.topics.values():
            replies = tell(topic, place, catalogue)
            assert [reply.remember.part for reply in replies] == list(range(len(topic.parts)))
            texts = [text for reply in replies for text in words_of(reply)]
            assert all(text.strip() and "{" not in text and "}" not in text for text in texts)


def test_every_text_is_filled_in_every_place(catalogue: Catalogue) -> None:
    """Wherever a listener is, each title, answer and prompt has all of its words."""
    authored = [text for part in parts_of(catalogue) for text in (part.title, part.text)]
    for place in catalogue.places.values():
        words = {**place.words, **OWN}
        texts = [fill(text, words) for text in (*authored, *catalogue.prompts.values())]
        assert all(text.strip() and "{" not in text and "}" not in text for text in texts)


def test_no_text_of_a_place_is_empty(catalogue: Catalogue) -> None:
    """A place has a name and every word; a helpline has a name, a kind and two ways to dial."""
    for place in catalogue.places.values():
        lines = [(one.kind, one.name, one.spoken, one.digits) for one in place.helplines]
        texts = [place.name, *place.words.values(), *(text for line in lines for text in line)]
        assert all(text.strip() and "{" not in text for text in texts), place.locale


def test_every_fact_has_a_source(catalogue: Catalogue) -> None:
    """Only general knowledge goes without one, and each source named is in sources.toml."""
    facts: list[Part | Helpline] = [*parts_of(catalogue)]
    facts += [line for place in catalogue.places.values() for line in place.helplines]
    for fact in facts:
        assert set(fact.sources) <= set(catalogue.sources), fact
        assert fact.sources or fact.confidence == "general-knowledge", fact
