"""When two lead names are the same company."""

import re
import unicodedata

_JAPANESE_FORM = re.compile(
    "株式会社|有限会社|合同会社|合資会社|合名会社|相互会社|(?:一般|公益)(?:社団|財団)法人|(?:医療|学校)法人|"
    r"\((?:株|有|同|資|名|社|財|医|学)\)"
)
_INITIALS = re.compile(r"\b(?:\w\.)+\w\b\.?")
_FORM = re.compile(
    "inc|incorporated|ltd|limited|co|company|corp|corporation|llc|llp|lp|plc|kk|gk|yk|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|oy|pty|pte"
)


def fold(name: str) -> str:
    """The name without case, width, spacing, punctuation and company form (株式会社, (株), Inc., Ltd. …).

    A name of nothing else keeps its plain casefold, so "" comes only from blanks. Folding twice changes nothing.
    """
    folded = _folded(name)
    while folded != name:
        name, folded = folded, _folded(folded)
    return folded


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
    return "".join(_without_form(_words(_JAPANESE_FORM.sub(" ", plain)))) or plain


def _words(text: str) -> list[str]:
    joined = _INITIALS.sub(lambda initials: initials[0].replace(".", ""), text).replace("'", "").replace("’", "")
    return "".join(" " if unicodedata.category(letter)[0] in "PZC" else letter for letter in joined).split()


def _without_form(words: list[str]) -> list[str]:
    while len(words) > 1 and _FORM.fullmatch(words[-1]):
        words = words[:-1]
    return words
