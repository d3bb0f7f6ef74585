"""Slack's markup becomes HTML; everything else, whoever typed it, stays words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.emoji import with_signs
from sandbox.page.mrkdwn import Names, html
from sandbox.page.rich_text import markdown_html, rich_html

NAMES = Names({"U1": "Hana <i>Mori</i>", "U2": "Sora"}, {"C1": "sales"}, viewer="U2")


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("", ""),
        ("*bold* words", "<strong>bold</strong> words"),
        ("_it_ and ~gone~", "<em>it</em> and <s>gone</s>"),
        ("*bold _and it_*", "<strong>bold <em>and it</em></strong>"),
        ("a*b*c 2 * 3 * 4", "a*b*c 2 * 3 * 4"),
        ("snake_case_name", "snake_case_name"),
        ("*商談 9件* / 目標", "<strong>商談 9件</strong> / 目標"),
        ("`a *b* <c>`", "<code>a *b* &lt;c&gt;</code>"),
        ("```x\n *y*```", "<pre>x\n *y*</pre>"),
        ("one\ntwo", "one<br>two"),
        ("&gt; said\nafter", "<blockquote>said</blockquote>after"),
        ("before\n&gt; a\n&gt; b", "before<blockquote>a<br>b</blockquote>"),
        (
            "<https://a.example/?b=1&amp;c=2|here>",
            '<a href="https://a.example/?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">here</a>',
        ),
        ("<mailto:a@b.c|a@b.c>", '<a href="mailto:a@b.c" target="_blank" rel="noopener noreferrer">a@b.c</a>'),
        ("<@U2>", '<span class="mention me">@Sora</span>'),
        ("<@U1>", '<span class="mention">@Hana &lt;i&gt;Mori&lt;/i&gt;</span>'),
        ("<@U9|ken>", '<span class="mention">@ken</span>'),
        ("<#C1>", '<span class="mention">#sales</span>'),
        ("<!channel>", '<span class="mention everybody">@channel</span>'),
        ("<!date^1^{date}|Nov 20>", "Nov 20"),
        (":wave:", ":wave:"),
    ],
)
def test_markup_is_drawn(written: str, drawn: str) -> None:
    assert html(written, NAMES) == drawn


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<script>", "script"),
        ("&lt;!channel&gt;", "&lt;!channel&gt;"),
        ("<javascript:alert(1)|tap>", "tap"),
        ("<data:text/html,x|tap>", "tap"),
        (
            '<https://a.example/"onclick="x|y>',
            '<a href="https://a.example/&#34;onclick=&#34;x" target="_blank" rel="noopener noreferrer">y</a>',
        ),
        ("<https://a.example|<b>>", "&lt;https://a.example|b&gt;"),
        ("*<b onmouseover=x>*", "<strong>b onmouseover=x</strong>"),
        ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
    ],
)
def test_words_never_become_html(written: str, drawn: str) -> None:
    assert html(written, NAMES) == drawn


@given(st.text(alphabet="<>&;@#!|*_~`\n \"'ab/:日", max_size=60))
def test_any_text_at_all_opens_no_tag_of_its_own(written: str) -> None:
    for drawn in (html(written, NAMES), markdown_html(written)):
        bare = drawn
        for tag in ("strong", "em", "s", "code", "pre", "br", "blockquote", "span", "a", "p", "ul", "li"):
            bare = bare.replace(f"</{tag}>", "").replace(f"<{tag}>", "").replace(f"<{tag} ", "")
        assert "<" not in bare


def test_signs_are_drawn_where_asked_and_unknown_codes_stay() -> None:
    assert with_signs(":dart: 10:30 :no_such_sign:") == "🎯 10:30 :no_such_sign:"


def test_rich_text_is_drawn_leaf_by_leaf() -> None:
    block = {
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "<b>", "style": {"bold": True}},
                    {"type": "user", "user_id": "U2"},
                    {"type": "channel", "channel_id": "C1"},
                    {"type": "broadcast", "range": "here"},
                    {"type": "emoji", "name": "dart"},
                    {"type": "link", "url": "javascript:x", "text": "no"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "1"}]}],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "pre"}]},
            {"type": "rich_text_quote", "elements": [{"type": "text", "text": "a\nb"}]},
        ]
    }
    assert rich_html(block, NAMES) == (
        '<p><strong>&lt;b&gt;</strong><span class="mention me">@Sora</span><span class="mention">#sales</span>'
        '<span class="mention everybody">@here</span>🎯no</p><ol><li>1</li></ol><pre>pre</pre><blockquote>a<br>b</blockquote>'
    )


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("# Title", "<p><strong>Title</strong></p>"),
        ("**b** *i* ~~s~~ `c`", "<p><strong>b</strong> <em>i</em> <s>s</s> <code>c</code></p>"),
        ("- one\n- two\nafter", "<ul><li>one</li><li>two</li></ul><p>after</p>"),
        (
            "[x](https://a.example) [y](javascript:z)",
            '<p><a href="https://a.example" target="_blank" rel="noopener noreferrer">x</a> y</p>',
        ),
        ("<img src=x onerror=y>", "<p>&lt;img src=x onerror=y&gt;</p>"),
    ],
)
def test_markdown_is_drawn(written: str, drawn: str) -> None:
    assert markdown_html(written) == drawn
