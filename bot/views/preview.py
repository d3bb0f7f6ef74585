"""What a post would say right now, shown to who asks alone: the very words and picture, its buttons only by their names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.blocks import context, divider, section
from bot.talk import Ask, Block, Post, Reply
from bot.text import Markup, Words, channel_link, escaped, mention
from bot.views.postplans import name
from coaching.posts import Job

FEW = 3  # recipients that are shown
MOST_NAMES = 20  # who knows already, by name
MOST_BLOCKS = 46  # of a message's 50


@dataclass(frozen=True)
class Preview:
    """`posts`: everything that would go out (None: not before the morning is planned, at `at`); `notes`: what else to know; `told`:
    what people know already, as it reads now, and since when (None: today). It is shown where nothing new would go out; where there is
    neither, an `example` with the figures of `month` (None: made-up ones).
    """

    job: Job
    at: Markup
    posts: Sequence[Post] | None
    notes: Sequence[Markup] = ()
    has_channel: bool = True
    told: Sequence[tuple[Post, datetime | None]] = ()
    example: Sequence[Post] = ()
    month: date | None = None

    @property
    def is_example(self) -> bool:
        """Whether what is shown is nobody's."""
        return bool(self.example) and not self.posts and not self.told

    def chosen(self, me: str) -> Sequence[Post]:
        """What is shown: one's own, else the first few; of an example one, of a month also the last: a rep's."""
        if self.is_example:
            first, last = next((post for post in self.example if me and post.to == me), self.example[0]), self.example[-1]
            return [first, last] if self.month and first is not last else [first]
        every = self.posts or [post for post, _ in self.told]
        own = [post for post in every if me and post.to == me]
        return own[:FEW] or every[:FEW]


def shown(ask: Ask, preview: Preview) -> Reply:
    """The reply, pictures following in the DM of who asks."""
    words, me = ask.words, str(ask.member.slack_id or "")
    head = [_head(words, preview, me), *_known(words, preview), *preview.notes]
    blocks: list[Block] = [section(Markup("\n".join(head)))]
    said: list[str] = list(head)
    pictures = []
    for n, post in enumerate(preview.chosen(me)):
        to = _to(words, post, example=preview.is_example)
        made = _blocks(words, post, to)
        if len(blocks) + len(made) > MOST_BLOCKS:
            break
        blocks += made
        said += [to, post.text]
        if post.picture:
            pictures.append(Post(f"preview {ask.key} {n}", me, "", picture=post.picture))
    if pictures:
        blocks.append(context(words("kpi-picture-here" if ask.in_dm else "kpi-picture-follows")))
    return Reply("\n".join(said), tuple(blocks), posts=tuple(pictures))


def _head(words: Words, preview: Preview, me: str) -> Markup:
    called = name(words, preview.job)
    if preview.posts is None:
        return words("post-preview-not-planned", name=called, at=preview.at)
    if preview.is_example:
        made, month = ("month", words.month(preview.month)) if preview.month else ("up", Markup(""))
        return words("post-preview-example", name=called, made=Markup(made), month=month)
    if not preview.posts and preview.told:
        return words("post-preview-told", name=called, shown=Markup(_which(preview, [post for post, _ in preview.told], me)), few=FEW)
    if not preview.posts:
        return words("post-preview-nobody" if preview.has_channel else "post-preview-no-channel", name=called)
    channels = [post.to for post in preview.posts if not _is_person(post.to)]
    if len(channels) == len(preview.posts):
        return words("post-preview-channel", name=called, channel=channel_link(channels[0]))
    people = len({post.to for post in preview.posts if _is_person(post.to)})
    which, both = Markup(_which(preview, preview.posts, me)), Markup("yes" if channels else "no")
    return words("post-preview-people", name=called, count=people, channel=both, shown=which, few=FEW)


def _which(preview: Preview, every: Sequence[Post], me: str) -> str:
    """Whether all are shown, one's own or some."""
    return "all" if len(preview.chosen(me)) == len(every) else "own" if any(post.to == me for post in every) else "some"


def _known(words: Words, preview: Preview) -> list[Markup]:
    """Who was asked already, or who is behind and since when."""
    if not preview.told:
        return []
    names = [_since(words, post.to, at) for post, at in preview.told[:MOST_NAMES]]
    more = [words("and-more", count=len(preview.told) - MOST_NAMES)] if len(preview.told) > MOST_NAMES else []
    how = Markup({Job.WARNING: "behind", Job.DROP: "sent", Job.CLOSE: "sent"}.get(preview.job, "asked"))
    return [words("post-preview-known", how=how, who=Markup(words("separator").join([*names, *more])))]


def _since(words: Words, to: str, at: datetime | None) -> Markup:
    who = mention(to) if _is_person(to) else channel_link(to)
    return words("post-preview-since", who=who, when=words.when(at)) if at else who


def _is_person(to: str) -> bool:
    return to[:1] in ("U", "W")


def _to(words: Words, post: Post, *, example: bool) -> Markup:
    who = mention(post.to) if _is_person(post.to) else channel_link(post.to)
    return words("post-preview-example-to" if example else "post-preview-to", who=who)


def _blocks(words: Words, post: Post, to: Markup) -> list[Block]:
    found: list[Block] = [divider(), context(to)]
    for block in post.blocks or (section(post.text),):
        found += _inert(words, block)
    return found


def _inert(words: Words, block: Block) -> list[Block]:
    """The block without what would act for somebody else: buttons and menus stand there by name."""
    if block["type"] == "actions":
        return [_named(words, block["elements"])]
    plain = {key: value for key, value in block.items() if key not in ("accessory", "block_id")}
    accessory = block.get("accessory")
    return [plain, _named(words, [accessory])] if accessory and accessory["type"] != "image" else [plain]


def _named(words: Words, elements: Sequence[Block]) -> Block:
    labels = [label for element in elements for label in _labels(element)]
    return context(words("post-preview-buttons", labels=Markup(" · ".join(escaped(label) for label in labels))))


def _labels(element: Block) -> list[str]:
    if "options" in element:
        return [option["text"]["text"] for option in element["options"]]
    return [element["text"]["text"]] if "text" in element else [element["type"]]
