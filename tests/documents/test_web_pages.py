"""Web pages: all that is seen stays in the text, and what is no article is marked."""

from datetime import date

import pytest

from ponleu.foundation.documents.formats import saved_page, web_page
from ponleu.foundation.documents.formats.page_facts import day_of
from ponleu.foundation.documents.formats.refused import Refused
from ponleu.foundation.documents.types import HintKind, Limits
from tests.documents.making import spans

PARAGRAPHS = """\
Police searched a building in Preah Sihanouk province on Monday and found 12 workers there.
The company that runs it denied that anyone had been held in the building against their will.
The ministry will publish a report on the labour of the workers by the end of the month.\
""".splitlines()
HEAD = """<meta charset="utf-8"><title>Police search building - Example Courier</title>
<meta property="og:site_name" content="Example Courier">
<meta property="article:published_time" content="2026-09-09T23:30:00+07:00">"""
PAGE = f"""<!DOCTYPE html><html><head>{HEAD}<script>var hidden = 1;</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">National</a></li></ul></nav>
<div><article><h1>Police search building</h1>
<div class="byline">By <a href="/a">Chan Dara</a></div>
<p>{PARAGRAPHS[0]}</p><figure><figcaption>The building from the road.</figcaption></figure>
<p>{PARAGRAPHS[1]}</p><blockquote><p>Nobody was held here, we say it again.</p></blockquote>
<table><tr><th>Province</th><th>Fines</th></tr><tr><td>Kampot</td><td>12</td></tr></table>
<p>{PARAGRAPHS[2]}</p></article>
<aside><h3>Related stories</h3><ul>
<li><a href="1">New bridge opens on the river in the north of the country</a></li>
<li><a href="2">Market closes for repairs until the end of the month</a></li>
<li><a href="3">Rice prices rise again after the long rain of the spring</a></li>
</ul></aside></div><p hidden>not seen</p>
<footer><p>Copyright of the Example Courier. All rights reserved.</p></footer></body></html>"""


def read(page, **more):
    data = page if isinstance(page, bytes) else page.encode()
    return web_page.extract(data, "page.html", Limits(), **more)


def body(markup):
    return read(f"<html><body>{markup}</body></html>").text


def test_extract_keeps_all_that_is_seen_and_nothing_that_is_not():
    found = read(PAGE)

    for words in (*PARAGRAPHS, "Home", "Related stories", "Market closes", "All rights reserved."):
        assert words in found.text
    assert "hidden" not in found.text
    assert "not seen" not in found.text


def test_extract_marks_menus_related_stories_and_foot_as_boilerplate():
    found = read(PAGE)

    furniture = "\n".join(spans(found, HintKind.BOILERPLATE))
    for words in ("Home", "National", "Related stories", "Market closes", "All rights reserved."):
        assert words in furniture
    for words in (*PARAGRAPHS, "Chan Dara", "from the road", "we say it again", "Kampot"):
        assert words not in furniture


def test_extract_gives_roles_from_the_markup():
    found = read(PAGE)

    assert spans(found, HintKind.TITLE) == ["Police search building"]
    assert spans(found, HintKind.BYLINE) == ["By Chan Dara"]
    assert spans(found, HintKind.CAPTION) == ["The building from the road."]
    assert spans(found, HintKind.QUOTE) == ["Nobody was held here, we say it again."]
    assert spans(found, HintKind.TABLE) == ["Province\tFines\nKampot\t12"]


def test_extract_takes_day_title_and_publisher_from_the_page():
    found = read(PAGE)

    assert found.published == date(2026, 9, 9)
    assert (found.title, found.origin) == ("Police search building", "Example Courier")
    assert found.encoding == "utf-8"


def test_extract_takes_them_from_linked_data_too():
    stated = (
        '{"@graph": [{"headline": "A word", "datePublished": "2026-01-31",'
        ' "publisher": {"name": "Example Voice"}}]}'
    )
    page = f'<html><head><script type="application/ld+json">{stated}</script></head><body>Hello.'

    found = read(page)

    assert (found.title, found.origin) == ("A word", "Example Voice")
    assert found.published == date(2026, 1, 31)


def test_extract_says_nothing_of_the_day_if_the_page_does_not():
    assert read("<html><body><p>Posted on 9 September 2026.</p>").published is None


def test_extract_survives_linked_data_that_is_broken_or_odd():
    scripts = ('{"a"', "[" * 5000, '"word"', '{"publisher": "x", "datePublished": 5}')
    for words in scripts:
        page = f'<html><head><script type="application/ld+json">{words}</script></head>Hello.'

        assert read(page).text == "Hello."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one <b>two</b>\n three</p><p>four</p>", "one two three\n\nfour"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
        ("<p>one<!-- no -->two<?x no?>three</p>", "onetwothree"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("<div style='display: none'>no</div><div>yes</div>", "yes"),
        ("<table><tr><td><p>one</p><p>two</p></td><td>three</td></tr></table>",
         "one\n\ntwo\n\nthree"),
        ("<p>ខេត្ត\u200bព្រះសីហនុ</p>", "ខេត្ត\u200bព្រះសីហនុ"),
    ],
)  # fmt: skip
def test_extract_lays_out_blocks_as_they_are_seen(markup, text):
    assert body(markup) == text


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("\ufeff<p>ខេត្ត".encode(), "utf-8"),
        (b"\xff\xfe" + "<p>ខេត្ត".encode("utf-16-le"), "utf-16-le"),
        ("<p>ខេត្ត".encode(), "utf-8"),
        ("<meta charset=tis-620><p>ไทย".encode("tis-620"), "tis-620"),
        ("<p>caf\u00e9".encode("cp1252"), "cp1252"),
        ("<meta charset=no-such><p>ខេត្ត".encode(), "utf-8"),
    ],
)
def test_decoded_follows_mark_then_statement_then_utf_8(data, encoding):
    words, found = web_page.decoded(data)

    assert found == encoding
    assert words.endswith(("ខេត្ត", "ไทย", "caf\u00e9"))


def test_decoded_believes_what_stands_around_the_page_first():
    assert web_page.decoded("<meta charset=utf-8>ไทย".encode("tis-620"), "tis-620")[1] == "tis-620"


@pytest.mark.parametrize("page", ["<html></html>", "<!-- -->", "<p> </p>", "\0"])
def test_extract_refuses_a_page_without_words(page):
    with pytest.raises(Refused):
        read(page)


def test_extract_does_not_open_what_a_page_defines():
    laughs = '<!DOCTYPE html [<!ENTITY a "ha"><!ENTITY f SYSTEM "file:///etc/passwd">]>'

    assert "root:" not in read(f"{laughs}<p>one &a; &f;</p>").text


@pytest.mark.parametrize("words", ["2026-02-30", "9 May 2026", "", None, "20260909"])
def test_day_of_is_nothing_for_what_is_no_iso_day(words):
    assert day_of(words) is None


MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.org/story
Subject: Saved
Date: Sat, 21 Nov 2026 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body><h1>A headline</h1><p>{PARAGRAPHS[0]}</p></body></html>
--b
Content-Type: image/png
Content-Transfer-Encoding: base64

aGVsbG8=
--b--
"""


def test_extract_opens_a_page_saved_with_its_assets():
    found = saved_page.extract(MHTML.encode(), "page.mht", Limits())

    assert found.text == f"A headline\n\n{PARAGRAPHS[0]}"
    assert (found.title, found.origin) == ("A headline", "example.org")
    assert found.published is None


def test_extract_opens_a_webarchive():
    import plistlib

    main = {
        "WebResourceData": b"<p>Hello \xe1\x9e\x81</p>",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://example.org/x",
    }
    data = plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)

    found = saved_page.extract(data, "page.webarchive", Limits())

    assert (found.text, found.origin) == ("Hello ខ", "example.org")


@pytest.mark.parametrize("data", [b"bplist00junk", b"MIME-Version: 1.0\n\nwords"])
def test_extract_refuses_an_archive_without_a_page(data):
    with pytest.raises(Refused):
        saved_page.extract(data, "page.mht", Limits())
