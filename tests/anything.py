"""Anything: what a listener, a device, another version or a stranger may send, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from replying import STATES, all_intents
from skill.content import load_answers
from skill.manner import CHANGES
from skill.memory import Remembered
from skill.playback import CONTROLS
from skill.replies import ANSWERS
from skill.turns import ASK

CATALOGUE = load_answers()
INTENTS = sorted({*all_intents(CATALOGUE), *CONTROLS, ASK})
COMMANDS = st.sampled_from(sorted({*ANSWERS, *CHANGES, *CONTROLS, *CATALOGUE.alerts}))
TOPICS = st.sampled_from(CATALOGUE.order)
NAMES = st.sampled_from(INTENTS) | st.text(max_size=20)
HEARD = (
    *("my legs are numb", "i want to die", "how is that treated", "symptoms and treatment"),
    *("surgery", "sacrum", "scans biopsy", "2", "-1", "9" * 30, "no", "\u0000", "<speak>&{x}"),
)
LOCALES = st.sampled_from([*CATALOGUE.places, "en-NZ", "fr-FR", "", "x" * 300])
SLOTS = st.dictionaries(
    st.sampled_from(["question", "term", "topic", "part", "near", "also", "forgotten", "odd"]),
    st.sampled_from(HEARD) | st.text(max_size=30),
    max_size=3,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
HUGE = st.sampled_from([-(10**30), -1, 0, 1, 2, 10**9, 10**30])
OLDER = st.sampled_from(list(STATES.values())).map(Remembered.to_attributes)
NUMBERED = st.fixed_dictionaries(
    {"intent": st.sampled_from(INTENTS), "topic": TOPICS, "part": HUGE, "start": HUGE},
    optional={name: HUGE for name in ("pace", "length", "listed")},
)
FOLLOWING = st.sampled_from(
    [
        *("MoreIntent", "AMAZON.RepeatIntent", "AMAZON.PreviousIntent", "SourcesIntent"),
        *("DefineThatIntent", "LongerIntent", "MoreTopicsIntent", "SecondOneIntent"),
    ]
)
"""What is answered from the memory of the last answer."""
GARBAGE = (
    OLDER
    | NUMBERED
    | st.dictionaries(
        st.sampled_from([*Remembered._fields, "kept", "session", ""]),
        JSON
        | HUGE
        | st.sampled_from([*INTENTS, *CATALOGUE.topics, *CATALOGUE.terms, "scans biopsy"]),
    )
)
ACTIVITIES = st.sampled_from(
    ["IDLE", "PAUSED", "PLAYING", "FINISHED", "STOPPED", "BUFFER_UNDERRUN"]
)
EVENTS = st.sampled_from(["Started", "Stopped", "Finished", "NearlyFinished"])
BUTTONS = st.sampled_from(["Next", "Previous", "Play", "Pause", "Rewind"])
KINDS = st.sampled_from(
    [
        *("System.ExceptionEncountered", "AlexaSkillEvent.SkillDisabled", "Connections.Response"),
        *("Alexa.Presentation.APL.UserEvent", "Something.NobodyKnows"),
    ]
)
