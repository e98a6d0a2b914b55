"""Authored content: a good folder becomes plain data, a mistake becomes one helpful sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from authoring import FILES, edit, write_content
from skill.authored import read_content
from skill.authored.words import PROMPTS
from skill.errors import ContentError

ASK = '"does (it|the tumour) hurt [much]"'
TEXT, LIST = "must be text in quotes, not empty", "must be a list of texts such as"
DATE = "reviewed: must be a date such as 2026-11-22, without quotes"
UNKNOWN, UNCLOSED = "unknown key; known here are", "cannot be read; check that ( ) and [ ]"
NO_WORD = "is no word of places.toml; known are emergency_number, tumour"
PLAIN, TOML = "write plain sentences, without any markup", "not valid TOML; correct it"
NIGHT = 'title = "Pain at night"\n'
NO_TOPIC = "no topic is named 'pian'; correct the name"
NO_SOURCE = "no source 'atlsa' in sources.toml; correct it or add it there"
EITHER = "give either ipa or alias, not both and not neither"
GROUP = "'arms' is no group; known are dose, legs, weak"
MSCC = '[mscc]\nsay = ["m s c c"]\nmeans = "It."\nsources = ["atlas"]\nconfidence = "seen"\n'

# Where a writer slips: what stood there, what stands there now, and how the error begins.
MISTAKES = {
    "en/topics/pain.toml": [
        ('title = "Pain"\n', "", "title: missing; add it"),
        ('title = "Pain"', "title = 5", f"title: {TEXT}"),
        ('title = "Pain"', 'title = "  "', f"title: {TEXT}"),
        ("related =", "realted =", f"realted: {UNKNOWN} title, reviewed, related"),
        ("2026-11-21", '"2026-11-21"', DATE),
        ("2026-11-21", "2026-11-21T09:30:00", DATE),
        ("reviewed = 2026-11-21\n", "", DATE),
        ('["about"]', '"about"', f"related: {LIST}"),
        ('["about"]', '["pian"]', f"related: {NO_TOPIC}"),
        ('"about"', '"about", "a", "b"', "related: name at most two different topics"),
        ("[answer]", "[anwser]", f"anwser: {UNKNOWN} title, reviewed, related"),
        ("[answer]", "[[answer]]", "answer: is not a table; write it as a table [answer]"),
        ("[[more]]", "[more]", "more: must be written as [[more]]"),
        ('text = "Some', 'txt = "Some', f"more 1.txt: {UNKNOWN} title, text, sources"),
        (NIGHT, "", "more 1.title: missing; add it"),
        (NIGHT, f"{NIGHT}about = [5]\n", f"more 1.about: {LIST}"),
        (NIGHT, f"{NIGHT}about = ['Dark']\n", "more 1.about: 'Dark': write words in small letters"),
        (NIGHT, f"{NIGHT}about = ['a', 'a']\n", "more 1.about: 'a' stands here twice; keep one"),
        ("Some pain", "<b>Some</b> pain", f"more 1.text: has '<'; {PLAIN}"),
        ("Some pain", "*Some* pain", f"more 1.text: has '*'; {PLAIN}"),
        ("Some pain", "https://example.org", f"more 1.text: has 'https:'; {PLAIN}"),
        ("{Tumour}", "{tumr}", f"answer.text: {{tumr}} {NO_WORD}"),
        ("{Tumour}", "{}", "answer.text: has a brace too many; write a placeholder as {tumour}"),
        ("{Tumour}", "{tumour", "answer.text: has a brace too many"),
        ("{Tumour}", "{next}", "answer.text: {next} is no word of places.toml"),
        ('"Pain at night"', '"Pain at {night}"', f"more 1.title: {{night}} {NO_WORD}"),
        ('["atlas"]', '"atlas"', f"answer.sources: {LIST}"),
        ('"atlas"', '"atlsa"', f"answer.sources: {NO_SOURCE}"),
        ('["atlas"]', "[]", "answer.sources: missing; name the sources by their ids"),
        ('"seen"', '"sure"', "more 1.confidence: is 'sure'; choose one of seen, second-hand"),
        ('confidence = "seen"\n', "", "more 1.confidence: missing; add it"),
        (ASK, "", "ask: missing; add the sentences people say"),
        (ASK, '""', f"ask: {LIST}"),
        (ASK, '"it (hurts"', f"ask: 'it (hurts' {UNCLOSED}"),
        (ASK, '"it hurts]"', f"ask: 'it hurts]' {UNCLOSED}"),
        (ASK, '"(a|b|c|d|e) [f] [g] [h] [i]"', "ask: '(a|b|c|d|e) [f] [g] [h] [i]' makes more"),
        ('"Pain"', '"Pain', f"{TOML}: Illegal character '\\n' (at line 1, column 14)"),
        ("[answer]", "[answer", f"{TOML}: Expected ']' at the end of a table declaration (at line"),
    ],
    "en/prompts.toml": [
        ("help =", "halp =", f"halp: {UNKNOWN} welcome, disclaimer"),
        ("words of help", "{cure} for help", f"help: {{cure}} {NO_WORD}"),
    ],
    "en/commands.toml": [
        ("ask =", "aks =", "MoreIntent.aks: unknown key; known here are ask"),
        ("[MoreIntent]\n", "", "ask: is not a table; write it as a table [ask]"),
    ],
    "en/wording.toml": [
        ("[aliases]", "[alias]", f"alias: {UNKNOWN} aliases, ignored"),
        ('"can not"', "5", f"aliases.can't: {TEXT}"),
    ],
    "en/lexicon.toml": [
        ('ipa = "ˈvɜːtɪbrə"\n', "", f"Vertebra.ipa: {EITHER}"),
        ("alias =", 'ipa = "x"\nalias =', f"m s c c.ipa: {EITHER}"),
        ("en-US =", "en-UK =", f"Vertebra.en-UK: {UNKNOWN} ipa, alias, neutral, en-US"),
    ],
    "en/glossary.toml": [
        ("means =", "meens =", f"cord compression.meens: {UNKNOWN} say, means, topic"),
        (
            'means = "It is a {tumour} pressing on the cord."\n',
            "",
            "cord compression.means: missing",
        ),
        ('"pain"', '"pian"', f"cord compression.topic: {NO_TOPIC}"),
        ('"atlas"', '"atlsa"', f"cord compression.sources: {NO_SOURCE}"),
        ('["cord', MSCC + '["cord', "cord compression: 'm s c c' is 'mscc' too; keep one"),
    ],
    "en/safety.toml": [
        ("{emergency_number}", "{number}", f"alerts.EmergencyIntent.text: {{number}} {NO_WORD}"),
        ('"Emergency"', '"{Alert}"', f"alerts.EmergencyIntent.title: {{Alert}} {NO_WORD}"),
        ('"Call', '"<b>Call', f"alerts.EmergencyIntent.text: has '<'; {PLAIN}"),
        ('"emergency"', '"red"', "alerts.EmergencyIntent.tier: is 'red'; choose one of emergency"),
        ('["legs", ', '["arms", ', f"rules 1.all: {GROUP}"),
        ("all =", 'unless = ["arms"]\nall =', f"rules 1.unless: {GROUP}"),
        ('intent = "E', 'intent = "e', "rules 1.intent: no answer is named 'emergencyIntent'; cor"),
        ("denied =", "denid =", f"guards.denid: {UNKNOWN} denied, hypothetical, question"),
        ("[guards]", "[gaurds]", f"gaurds: {UNKNOWN} alerts, safe_answers, groups"),
        ("safe_answers", "safe_answer", f"safe_answer: {UNKNOWN} alerts, safe_answers, groups"),
        ('topic = "pain"', 'topic = "pian"', f"safe_answers.DosingIntent.topic: {NO_TOPIC}"),
        ('"A pharma', '"*A* pharma', f"safe_answers.DosingIntent.text: has '*'; {PLAIN}"),
        ('"Doses"', '"{Doses}"', f"safe_answers.DosingIntent.title: {{Doses}} {NO_WORD}"),
        ('topic = "pain"', "topik = 5", f"safe_answers.DosingIntent.topik: {UNKNOWN} title, text"),
        ("asked = true", 'asked = "yes"', "rules 2.asked: must be true or false, without quotes"),
    ],
    "places.toml": [
        ('tumour = "tumor"\n', "", "en-US.words.tumour: missing; every place needs it"),
        ('tumour = "tumour"\n', "", "neutral.words.tumour: missing; every place needs it"),
        ("[neutral", "[natural", "neutral: missing; add the place of unknown listeners"),
        ('"tumor"', "5", f"en-US.words.tumour: {TEXT}"),
        ('"cancer"', '"canser"', "en-US.helplines 1.kind: is 'canser'; choose one of emerg"),
        ("[[en-US.helplines]]", "[en-US.helplines]", "en-US.helplines: must be written as [[en-"),
        ("= []", '= ["atlsa"]', f"neutral.practice.driving_rule.sources: {NO_SOURCE}"),
        (
            '"3.8.1"',
            '"3.8.9"',
            "en-US.practice.driving_rule.facts: no fact '3.8.9' in ",
        ),
        ('"Ask your', '"Ask {your}', "en-US.practice.driving_rule.text: has a placeholder; write"),
        ('"tumor"\n', '"tumor"\ndriving_rule = "x"\n', "en-US.words.driving_rule: is in practice"),
        (
            '.driving_rule]\ntext = "Ask your',
            '.driving]\ntext = "Ask your',
            "neutral.words.driving: m",
        ),
        ("helplines", "helpliness", f"en-US.helpliness: {UNKNOWN} language, name, words"),
    ],
    "facts.toml": [
        ("title", "titel", "3.8.title: missing; add it"),
        ('"Pain is', '["Pain is', "not valid TOML"),
        ('"1" = ', '"1" = 5 #', f"3.8.1: {TEXT}"),
    ],
    "sources.toml": [
        ("organisation", "organization", f"atlas.organization: {UNKNOWN} organisation, title"),
        ('"whole"', '"all"', "atlas.read: is 'all'; choose one of whole, start, second-hand, old"),
        ('"2024"', "2024", f"atlas.year: {TEXT}"),
    ],
}
ROWS = [(file, *row) for file, rows in MISTAKES.items() for row in rows]


def find_mistake(folder: Path) -> str:
    """The one line that a writer gets about a folder."""
    with pytest.raises(ContentError) as caught:
        read_content("en", folder)
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


@pytest.mark.parametrize(("file", "old", "new", "error"), ROWS)
def test_a_mistake_is_one_sentence(
    tmp_path: Path, file: str, old: str, new: str, error: str
) -> None:
    """File, key, what is wrong and what to do: never a traceback of Python."""
    edit(write_content(tmp_path) / file, old, new)
    assert find_mistake(tmp_path).startswith(f"{file}: {error}")


@pytest.mark.parametrize("file", [name for name in FILES if "topics" not in name])
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    """Every file is needed, and the error says where to add it."""
    (write_content(tmp_path) / file).unlink()
    assert find_mistake(tmp_path) == f"{file}: missing; add this file to {tmp_path}"


@pytest.mark.parametrize("file", FILES)
def test_a_file_in_another_encoding_is_named(tmp_path: Path, file: str) -> None:
    """Whatever an editor wrote, the writer is told how to save it."""
    with (write_content(tmp_path) / file).open("ab") as stream:
        stream.write("# für".encode("latin-1"))
    assert find_mistake(tmp_path) == f"{file}: not UTF-8; save the file as UTF-8"


def test_a_language_without_topics_is_an_error(tmp_path: Path) -> None:
    """A skill with nothing to tell never starts."""
    for path in (write_content(tmp_path) / "en/topics").iterdir():
        path.unlink()
    assert find_mistake(tmp_path) == "en/topics: empty; add a file for each topic"


@pytest.mark.parametrize("prompt", PROMPTS)
def test_every_prompt_is_needed(tmp_path: Path, prompt: str) -> None:
    """What a translation leaves out is found before a listener finds it."""
    line = f'{prompt} = "The words of {prompt.replace("_", " ")}."\n'
    edit(write_content(tmp_path) / "en/prompts.toml", line, "")
    assert find_mistake(tmp_path) == f"en/prompts.toml: {prompt}: missing; add it"


@pytest.mark.parametrize(
    ("templates", "sentences"),
    [
        ('"(Who|what) helps"', ["who helps", "what helps"]),
        ('"help [me] [now]"', ["help me now", "help me", "help now", "help"]),
        ('"go on", "go [on]"', ["go on", "go"]),
        ('"it\'s  (a | b)"', ["it's a", "it's b"]),
        ('"(spell|write) {term}"', ["spell {term}", "write {term}"]),
    ],
)
def test_templates_become_sentences(tmp_path: Path, templates: str, sentences: list[str]) -> None:
    """In small letters, in the order written, each sentence once."""
    edit(write_content(tmp_path) / "en/topics/pain.toml", ASK, templates)
    assert read_content("en", tmp_path)["hearing"]["asked"]["PainIntent"] == [
        *sentences,
        "pain",  # the title, which a listener says back after it was offered
    ]


def test_a_template_may_make_sixty_four_sentences(tmp_path: Path) -> None:
    """The limit itself is allowed."""
    edit(write_content(tmp_path) / "en/topics/pain.toml", ASK, '"go [a] [b] [c] [d] [e] [f]"')
    assert len(read_content("en", tmp_path)["hearing"]["asked"]["PainIntent"]) == 64 + len(["pain"])


def test_a_good_folder_is_plain_data(tmp_path: Path) -> None:
    """All that is read can be written as JSON, and a topic says what its file says."""
    data = read_content("en", write_content(tmp_path))
    assert json.loads(json.dumps(data)) == data
    said = "Some pain is worse at night. {driving_rule}"
    facts: list[str] = []
    night = ("Pain at night", said, ["atlas"], "seen", facts)
    whole = ("Pain", "{Tumour} pain is common.", ["atlas"], "second-hand", ["3.8.1"])
    keys = ("title", "text", "sources", "confidence", "facts")
    assert data["answers"]["topics"]["pain"] == {
        "title": "Pain",
        "reviewed": "2026-11-21",
        "related": ["about"],
        "parts": [dict(zip(keys, part, strict=True)) for part in (whole, night)],
    }


def test_what_people_say_is_gathered_by_intent(tmp_path: Path) -> None:
    """Every sentence stands under the intent that answers it, with what each intent is."""
    hearing = read_content("en", write_content(tmp_path))["hearing"]
    assert hearing["asked"] == {
        "EmergencyIntent": ["my legs are weak"],
        "DosingIntent": ["how much can i take"],
        "AboutIntent": ["who made this", "who wrote this", "about this skill"],
        "PainIntent": [
            *(f"does {it} hurt{more}" for it in ("it", "the tumour") for more in (" much", "")),
            "pain",
        ],
        "MoreIntent": ["more please", "more", "go on please", "go on"],
        "DefineTermIntent": ["what does {term} mean"],
    }
    assert hearing["safe"] == ["DosingIntent"]
    assert hearing["commands"] == ["MoreIntent", "DefineTermIntent"]
    assert hearing["topics"] == {"AboutIntent": "about", "PainIntent": "pain"}
    assert hearing["terms"] == dict.fromkeys(("cord compression", "m s c c"), "cord_compression")
    assert (hearing["ignored"], hearing["aliases"]) == (["a", "the"], {"can't": "can not"})
