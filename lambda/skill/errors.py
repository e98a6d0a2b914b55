"""What can go wrong, in one tree: every error says what, where and what to do."""


class SkillError(Exception):
    """The root. Never raised itself; catch it at a border to speak one kind sentence."""


class ContentError(SkillError):
    """A content file is wrong: the message names the file, the key and what to do."""


class SpeechError(SkillError):
    """Speech that Alexa would refuse: too long, or with a tag outside our allow-list."""


class RequestRejected(SkillError):
    """A request that did not come from Alexa, or cannot be read; answered with HTTP 400."""


class AudioError(SkillError):
    """A recording could not be made; the message names the engine and what to do."""


class HostError(SkillError):
    """This machine cannot do what was asked: a port is taken, a folder cannot be written."""


class StoreError(SkillError):
    """What is kept between sessions cannot be read or written now; the skill does without it."""
