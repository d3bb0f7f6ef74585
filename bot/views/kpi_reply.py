"""What `/kpi` answers: text, blocks, the picture, and buttons to what one asks next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.blocks import Element, actions, button, confirm, context, section
from bot.scoreboard import Board, Row
from bot.scoreboard.balance import Balance
from bot.scoreboard.bottleneck import FROM_DAY, Against, Help
from bot.scoreboard.closing import Closed
from bot.talk import Block, Picture, Reply
from bot.text import Markup, Words
from bot.views import bottleneck, closed, drawings, kpi, kpi_rows
from bot.views.naming import who
from bot.views.person import word_of
from coaching.bottleneck import Bottleneck
from coaching.calendar import Period, month_of, months_before
from coaching.funnel import Funnel
from storage.tables import Member, Team

PARAGRAPH = 2900  # Slack's section ends at 3,000 characters


@dataclass(frozen=True)
class Screen:
    """Everything a reply is made of. `rows` are the reps that may be seen here; `public`: it is for a channel, not for who asked."""

    words: Words
    view: str
    board: Board
    team: Team
    own: bool
    rows: tuple[Row, ...] = ()
    aes: tuple[tuple[Member | None, Funnel], ...] = ()
    balance: Balance | None = None
    help: Help | None = None
    parts: Mapping[Against, Bottleneck] = field(default_factory=dict)
    closed: Closed | None = None
    closes: date | None = None  # when the month will be
    people: Mapping[int, Member] = field(default_factory=dict)  # by id, to name who entered something later
    managers: tuple[Member, ...] = ()
    can_set: bool = False
    shareable: bool = False
    channel: str = ""  # where Share posts; "" = nowhere
    here: bool = False  # that is the channel one is in
    public: bool = False
    elsewhere: bool = False  # another team than one's own: it is asked for by name

    @property
    def who(self) -> Markup | str:
        """Whose numbers: you, a mention, or the team's name."""
        if self.board.member is None:
            return self.team.name
        return self.words("kpi-you") if self.own and not self.public else who(self.board.member)

    @property
    def name(self) -> str:
        """The same for a picture, as plain text; "" for one's own."""
        if self.board.member is None:
            return self.team.name
        return "" if self.own and not self.public else self.board.member.name

    @property
    def value(self) -> str:
        """The words that show this again, whatever the language and day."""
        whose = word_of(self.board.member) if self.board.member else f"team {self.team.name}" if self.elsewhere else "team"
        return f"{whose} {span(self.board.period)}"


def span(period: Period) -> str:
    """2026-11, or 2026-09-01..2026-09-15."""
    return f"{period.first:%Y-%m}" if period.is_month() else f"{period.first}..{period.last}"


def title(screen: Screen) -> Markup:
    """Which period, whose."""
    return kpi.head(screen.words, screen.board, screen.words("kpi-who", who=screen.who))


def reply(screen: Screen, in_dm: bool) -> Reply:
    """The numbers where one typed; the picture follows."""
    words = screen.words
    lines = body(screen)
    follows = words("kpi-picture-here" if in_dm else "kpi-picture-follows")
    note = _note(screen)
    blocks = (*paragraphs(lines), context(note, follows), *_menu(screen))
    return Reply(text="\n".join([*lines, note, follows]), blocks=blocks, picture=picture(screen))


def shared(screen: Screen, by: Member) -> tuple[str, tuple[Block, ...], Picture]:
    """The same for a channel: who shared it, no buttons."""
    lines = body(screen)
    notes = (_note(screen), screen.words("kpi-shared-by", who=who(by)))
    return "\n".join([*lines, *notes]), (*paragraphs(lines), context(*notes)), picture(screen)


def _note(screen: Screen) -> Markup:
    return closed.note(screen.words, screen.closed) if screen.closed else kpi.complete(screen.words, screen.board)


def body(screen: Screen) -> list[str]:
    """The lines of a view."""
    words, board = screen.words, screen.board
    head = title(screen)
    if screen.view == "funnel":
        return [head, *kpi.funnel_lines(words, board.funnel), *kpi.more_lines(words, board.funnel)]
    if screen.view == "source":
        return [head, words("kpi-by-source"), *kpi_rows.by_source(words, board)]
    if screen.view == "ae":
        return [head, words("kpi-by-ae"), *kpi_rows.by_ae(words, screen.aes), *_balance(screen)]
    if screen.view == "reps":
        return [head, *_reps(screen)]
    if screen.view == "split":
        return [head, *bottleneck.split_lines(words, board, screen.parts)]
    if screen.view == "later":
        return [head, *_later(screen)]
    lines = kpi.summary(words, board, can_set=screen.can_set, managers=screen.managers)
    beside = closed.beside(words, screen.closed) if screen.closed else []
    return [head, *lines, *_help(screen), *_sources_below(screen), *beside]


def _later(screen: Screen) -> list[str]:
    """What was entered for a closed month later; or when it will be closed."""
    if screen.closed:
        return closed.listed(screen.words, screen.closed, screen.people)
    if screen.closes is None:
        return [screen.words("closed-range")]
    return [screen.words("closed-open" if screen.board.today <= screen.closes else "closed-late", day=screen.words.day(screen.closes))]


def _balance(screen: Screen) -> list[str]:
    """What each AE was given beside their share, where there are several; whose turn is next, of the present month."""
    found, board = screen.balance, screen.board
    if found is None or len(found.shares) < 2:
        return []
    return ["", *kpi_rows.balance(screen.words, found, is_present=board.period == month_of(board.today))]


def _help(screen: Screen) -> list[str]:
    """Which step would help most."""
    whose = "you" if screen.own and not screen.public else "other"
    return ["", bottleneck.help_line(screen.words, screen.help, whose=whose)] if screen.help else []


def _sources_below(screen: Screen) -> list[str]:
    """A team's board ends with its sources, as far as they brought meetings or should have."""
    board = screen.board
    if board.member is not None or board.is_empty or board.is_ahead:
        return []
    lines = kpi_rows.by_source(screen.words, board, short=True)
    return ["", screen.words("kpi-by-source"), *lines] if lines else []


def _reps(screen: Screen) -> list[str]:
    words = screen.words
    if not screen.rows:
        return [words("kpi-nobody-shown") if screen.board.by_member else words("kpi-no-rows")]
    only_top = len(screen.rows) < len(screen.board.by_member)
    head = words("kpi-by-rep-some", count=len(screen.rows)) if only_top else words("kpi-by-rep")
    return [head, *kpi_rows.by_rep(words, screen.rows)]


def picture(screen: Screen) -> Picture:
    """The picture of a view; by AE has its numbers in the text, and the team's pace as its picture."""
    words, board = screen.words, screen.board
    if screen.view == "funnel":
        return drawings.funnel(words, board, screen.name)
    if screen.view == "source":
        return drawings.by_source(words, board, screen.name)
    if screen.view == "reps" and screen.rows:
        return drawings.by_rep(words, board, screen.rows, screen.name)
    return drawings.pace(words, board, screen.name)


def paragraphs(lines: Iterable[str]) -> tuple[Block, ...]:
    """The lines in as few sections as Slack's limit allows."""
    blocks: list[Block] = []
    text = ""
    for line in lines:
        if text and len(text) + len(line) > PARAGRAPH:
            blocks.append(section(text))
            text = ""
        text = f"{text}\n{line}" if text else line
    return (*blocks, section(text))


def _menu(screen: Screen) -> tuple[Block, ...]:
    """Share; the other views of the same numbers; the month before."""
    words, value, board = screen.words, screen.value, screen.board
    views = ["source", "funnel", *(["reps"] if screen.rows else [])]
    buttons = [_share(screen)] if screen.shareable and screen.channel else []
    buttons += [button(words.plain(f"kpi-button-{view}"), f"kpi:{view}", f"{view} {value}") for view in views if view != screen.view]
    if screen.view in ("board", "funnel") and board.pace and board.pace.elapsed_days >= FROM_DAY:
        buttons.append(button(words.plain("bottleneck-button"), "kpi:split", f"split {value}"))
    if screen.closed and screen.closed.late and screen.view != "later" and (board.member or screen.can_set):
        buttons.append(button(words.plain("closed-button"), "kpi:later", f"later {value}"))
    return (actions(*buttons, *_months(screen), button(words.plain("kpi-button-definitions"), "kpi:definitions", "definitions")),)


def _months(screen: Screen) -> list[Element]:
    """The month before; and back to the present one."""
    whose, board = screen.value.rpartition(" ")[0], screen.board
    view = "" if screen.view == "board" else f"{screen.view} "
    present = month_of(board.today)
    before = months_before(board.period.first, 1)
    name = "kpi-button-last-month" if board.period == present else "kpi-button-month-before"
    buttons = [button(screen.words.plain(name, month=screen.words.month(before.first)), "kpi:before", f"{view}{whose} {span(before)}")]
    if board.period != present:
        buttons.append(button(screen.words.plain("kpi-button-this-month"), "kpi:present", f"{view}{whose} {span(present)}"))
    return buttons


def _share(screen: Screen) -> Element:
    words = screen.words
    key = "kpi-share-ask-channel" if screen.here else "kpi-share-ask-team"
    what = screen.words.plain("kpi-share-what", period=kpi.period_name(words, screen.board.period), name=_plain_who(screen))
    asked = confirm(words.plain("kpi-share-title"), words.plain(key, what=what), words.plain("kpi-share-yes"), words.plain("cancel"))
    view = "" if screen.view == "board" else f"{screen.view} "
    return button(words.plain("kpi-button-share"), "kpi-share", f"{view}{screen.value}", style="primary", ask_first=asked)


def _plain_who(screen: Screen) -> str:
    return screen.name or screen.words.plain("kpi-you")


def definitions(words: Words, team: Team) -> Reply:
    """What each number means."""
    visible = words("kpi-visibility", visibility=Markup(team.visibility), count=team.top_n)
    text = f"{words('kpi-definitions')}\n{visible}"
    return Reply(text=text, blocks=(section(text),))
