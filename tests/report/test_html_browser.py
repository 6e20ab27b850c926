"""The HTML report as it works in Chromium. Skipped where there is no Chromium or no playwright to drive it.

pip install -e ".[browser]"    and a Chromium of the system, on the PATH or named by HFCHECK_CHROMIUM
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hfcheck.model import Claim, Evidence, Report, Severity, Side, Span
from hfcheck.report.html import render_html

from .sample import ARTICLES, BASED_BERGEN, CATALOGUE, CLAIMS, CLEAN, EMPTY, FINDINGS, REPORT

playwright = pytest.importorskip(
    "playwright.sync_api", reason='playwright is not installed: pip install -e ".[browser]"'
)
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM = os.environ.get("HFCHECK_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the PATH and none named by HFCHECK_CHROMIUM")

ERROR, DENIAL, TIE, DECIDED = (f"#finding-{finding.fingerprint}" for finding in FINDINGS)


def swap(record: Any, **fields: Any) -> Any:
    return msgspec.structs.replace(record, **fields)


def make_hostile() -> tuple[Report, dict[str, Any], tuple[Claim, ...]]:
    text = "x <script>window.owned = 1</script><img src=x onerror='window.owned = 1'></p></article> is \u202ereversed"
    old = ARTICLES["news/001_harbour.txt"]
    article = swap(old, text=text, title=text, outlet=text, blocks=(swap(old.blocks[0], start=0, end=len(text)),))
    claim = swap(BASED_BERGEN, text=text, evidence=(Evidence(Span(old.id, 0, len(text)), text),))
    finding = swap(FINDINGS[0], message=text, settle=text, sides=(Side((claim,)), FINDINGS[0].sides[1]))
    return swap(REPORT, findings=(finding,)), {**ARTICLES, old.id: article}, (claim,)


def make_many() -> Report:
    order = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
    findings = sorted((FINDINGS[at % 4] for at in range(1000)), key=lambda finding: order.index(finding.severity))
    return swap(REPORT, findings=tuple(swap(one, fingerprint=f"{at:012x}") for at, one in enumerate(findings)))


PAGES: dict[str, tuple[Report, dict[str, Any], tuple[Claim, ...]]] = {
    "sample": (REPORT, ARTICLES, CLAIMS),
    "clean": (CLEAN, ARTICLES, CLAIMS),
    "empty": (EMPTY, {}, ()),
    "problems": (swap(EMPTY, problems=REPORT.problems), {}, ()),
    "hostile": make_hostile(),
    "many": (make_many(), ARTICLES, CLAIMS),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, (report, articles, claims) in PAGES.items():
        text = render_html(report, articles, CATALOGUE, version="1.2.3", claims=claims)
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="")
    return folder


class Opened:
    """A page in the browser; what it said on the console and asked for is checked when it is closed."""

    def __init__(self, browser: Any, folder: Path, name: str, **options: Any) -> None:
        self.address = (folder / f"{name}.html").as_uri()
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}} | options)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.context.set_default_timeout(60_000)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(self.address)

    def close(self) -> None:
        self.context.close()
        assert self.said == []
        assert set(self.asked) <= {self.address}

    def shown(self) -> list[str]:
        """The findings that can be seen, as selectors."""
        visible = self.page.locator(".finding").filter(visible=True)
        return [f"#{name}" for name in visible.evaluate_all("found => found.map(one => one.id)")]

    def focused(self) -> str:
        return str(self.page.evaluate("'#' + document.activeElement.id"))

    def count(self) -> str:
        return str(self.page.locator("#count").text_content())


@pytest.fixture
def visit(browser: Any, folder: Path) -> Iterator[Any]:
    pages: list[Opened] = []

    def open_page(name: str = "sample", **options: Any) -> Opened:
        pages.append(Opened(browser, folder, name, **options))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()


# ── the page by itself ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_opens_without_a_complaint_or_a_request(visit: Any, name: str) -> None:
    opened = visit(name)
    assert opened.page.locator("h1").is_visible()
    assert opened.asked == [opened.address]


def test_the_policy_stops_what_was_not_written_by_the_report(browser: Any, folder: Path) -> None:
    opened = Opened(browser, folder, "sample")
    failed: list[str] = []
    opened.page.on("requestfailed", lambda request: failed.append(request.failure))
    opened.page.on("requestfinished", lambda request: failed.append(f"not stopped: {request.url}"))
    stopped = opened.page.evaluate(
        """async () => {
            const stopped = [];
            addEventListener('securitypolicyviolation', (event) => stopped.push(event.effectiveDirective));
            document.body.append(Object.assign(new Image(), { src: 'https://example.invalid/x.png' }));
            const style = document.createElement('style');
            style.textContent = 'body { display: none }';
            document.head.append(style);
            try { await fetch('https://example.invalid/') } catch {}
            try { document.body.innerHTML += '<b>x</b>' } catch {}
            await new Promise((done) => setTimeout(done, 100));
            return stopped;
        }"""
    )
    wanted = {"img-src", "style-src-elem", "connect-src", "require-trusted-types-for"}
    assert set(stopped) == wanted
    assert opened.page.locator("h1").is_visible()
    assert set(failed) <= {"csp"}
    opened.context.close()


def test_hostile_text_runs_nothing_and_turns_nothing_around(visit: Any) -> None:
    page = visit("hostile").page
    assert page.evaluate("window.owned") is None
    assert page.locator("main img, main script").count() == 0
    assert "<script>window.owned = 1</script>" in page.locator("h3").first.text_content()
    assert "\u202e" not in page.content()


# ── filters ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("filter", "wanted"),
    [
        ({"state": "open"}, [ERROR, DENIAL, TIE]),
        ({"state": "decided"}, [DECIDED]),
        ({"rule": "HF408 form of a tie differs (1)"}, [TIE]),
        ({"article": "news/002_profile.txt (2)"}, [ERROR, DECIDED]),
        ({"entity": "Northwind (3)"}, [ERROR, TIE, DECIDED]),
        ({"search": "ferries"}, [ERROR, TIE, DECIDED]),
        ({"search": "TROMSØ cooperation"}, [DENIAL, TIE]),
        ({"search": "88b0de51c2f7"}, [DENIAL]),
        ({"search": "ferries", "state": "open", "entity": "Bergen (1)"}, [ERROR]),
        ({"search": "submarine"}, []),
    ],
    ids=str,
)
def test_a_filter_leaves_the_findings_that_fit(visit: Any, filter: dict[str, str], wanted: list[str]) -> None:
    opened = visit()
    for name, value in filter.items():
        if name == "search":
            opened.page.fill("#search", value)
        elif name == "state":
            opened.page.select_option("#state", value)
        else:
            opened.page.select_option(f"#{name}", label=value)
    assert opened.shown() == wanted
    assert opened.count() == f"Showing {len(wanted)} of 4 findings"
    assert opened.page.locator("#none-fits").is_visible() == (not wanted)
    opened.page.click("button[type=reset]")
    playwright.expect(opened.page.locator("#count")).to_have_text("Showing all 4 findings")
    assert opened.shown() == [ERROR, DENIAL, TIE, DECIDED]
    assert opened.page.input_value("#search") == ""


def test_severities_are_taken_off_one_by_one(visit: Any) -> None:
    opened = visit()
    opened.page.uncheck("input[value=warning]")
    assert opened.shown() == [ERROR, DECIDED]
    opened.page.uncheck("input[value=note]")
    assert opened.shown() == [ERROR]
    opened.page.check("input[value=warning]")
    assert opened.shown() == [ERROR, DENIAL, TIE]


def test_the_words_that_were_searched_are_shown_where_they_stand(visit: Any) -> None:
    opened = visit()
    opened.page.fill("#search", "ferries")
    found = "Array.from(CSS.highlights.get('search')).map(String)"
    words = opened.page.evaluate(found)
    assert len(words) > 3
    assert set(words) == {"ferries"}
    opened.page.fill("#search", "")
    assert not opened.page.evaluate("CSS.highlights.has('search')")


def test_a_group_without_a_finding_left_goes_with_its_heading(visit: Any) -> None:
    opened = visit()
    heading = opened.page.get_by_text("Decided; these fail nothing")
    assert heading.is_visible()
    opened.page.select_option("#state", "open")
    assert not heading.is_visible()


def test_a_thousand_findings_can_be_filtered(visit: Any) -> None:
    opened = visit("many")
    assert opened.count() == "Showing all 1,000 findings"
    opened.page.fill("#search", "Bergen")
    assert opened.count() == "Showing 500 of 1,000 findings"
    opened.page.select_option("#state", "open")
    assert opened.count() == "Showing 250 of 1,000 findings"
    assert len(opened.shown()) == 250


# ── links ─────────────────────────────────────────────────────────────────────────────────────


def test_each_link_ends_at_something_that_can_be_seen(visit: Any) -> None:
    opened = visit()
    links = opened.page.locator("a").evaluate_all("found => found.map(one => one.getAttribute('href'))")
    assert len(links) > 30
    for link in sorted(set(links)):
        opened.page.evaluate("link => { location.hash = link }", link)
        assert opened.page.locator(link).is_visible(), link
        playwright.expect(opened.page.locator(link)).to_be_in_viewport()


def test_a_quote_leads_to_its_place_and_back_to_the_finding(visit: Any) -> None:
    opened = visit()
    opened.page.click(f"{DENIAL} .place >> nth=1")
    mark = opened.page.locator(":target")
    assert "linked" in mark.text_content()
    playwright.expect(mark).to_be_in_viewport()
    mark.click()
    playwright.expect(opened.page.locator(DENIAL)).to_be_in_viewport()
    assert opened.focused() == DENIAL


def test_a_link_to_a_finding_that_the_filters_hide_takes_them_off(visit: Any) -> None:
    opened = visit()
    opened.page.select_option("#state", "decided")
    opened.page.fill("#search", "ferries")
    assert opened.shown() == [DECIDED]
    opened.page.locator("#articles .notes a", has_text="finding 2").first.click()
    assert opened.shown() == [ERROR, DENIAL, TIE, DECIDED]
    assert opened.page.input_value("#state") == "all"
    assert "filters were taken off" in opened.page.locator("#told").text_content()
    playwright.expect(opened.page.locator(DENIAL)).to_be_in_viewport()


def test_pointing_at_a_claim_shows_its_words_and_the_other_way_round(visit: Any) -> None:
    opened = visit()
    row = opened.page.locator("#article-1 .row", has_text="Bergen")
    row.locator("li").nth(1).hover()
    assert row.locator("u.lit").all_text_contents() == ["It delivered 14 ferries in 2023"]
    row.locator("u").first.hover()
    assert row.locator("li.lit").count() == 1
    assert "Bergen" in row.locator("li.lit").text_content()
    opened.page.hover("h2 >> nth=0")
    assert opened.page.locator(".lit").count() == 0


# ── keys ──────────────────────────────────────────────────────────────────────────────────────


def test_keys_walk_through_the_findings_that_are_shown(visit: Any) -> None:
    opened = visit()
    walked = []
    for key in "jjjjjkk":
        opened.page.keyboard.press(key)
        walked.append(opened.focused())
    assert walked == [ERROR, DENIAL, TIE, DECIDED, DECIDED, TIE, DENIAL]
    playwright.expect(opened.page.locator(DENIAL)).to_be_in_viewport()
    opened.page.keyboard.press("2")
    opened.page.keyboard.press("j")
    assert opened.focused() == ERROR
    opened.page.keyboard.press("j")
    assert opened.focused() == DECIDED
    opened.page.keyboard.press("r")
    assert opened.shown() == [ERROR, DENIAL, TIE, DECIDED]


def test_keys_go_to_each_side_in_its_article_and_back(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("j")
    for words in ("based in Bergen", "based in Oslo", "based in Bergen"):
        opened.page.keyboard.press("a")
        assert words in opened.page.locator(":target").text_content()
    opened.page.keyboard.press("b")
    assert opened.focused() == ERROR
    for key in "a1b":
        opened.page.keyboard.press(key)
    assert opened.focused() == ERROR
    assert opened.shown() == [ERROR, DENIAL, TIE, DECIDED]


def test_keys_open_the_steps_and_copy_the_fingerprint(visit: Any) -> None:
    opened = visit(permissions=["clipboard-read", "clipboard-write"])
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("o")
    assert opened.page.locator(f"{ERROR} details").get_attribute("open") is not None
    opened.page.keyboard.press("o")
    assert opened.page.locator(f"{ERROR} details").get_attribute("open") is None
    opened.page.keyboard.press("c")
    playwright.expect(opened.page.locator("#told")).to_have_text(f"Copied {FINDINGS[0].fingerprint}")
    assert opened.page.evaluate("navigator.clipboard.readText()") == FINDINGS[0].fingerprint


def test_where_there_is_no_clipboard_the_fingerprint_is_copied_by_selecting_it(visit: Any) -> None:
    opened = visit()
    opened.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    opened.page.click(f"{TIE} .copy")
    assert opened.page.evaluate("String(getSelection())") == FINDINGS[2].fingerprint
    playwright.expect(opened.page.locator(f"{TIE} .copy")).to_have_text("Copied")


def test_search_takes_the_keys_while_it_has_the_focus(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("/")
    assert opened.focused() == "#search"
    opened.page.keyboard.type("jot?")
    assert opened.page.input_value("#search") == "jot?"
    assert not opened.page.locator("#help").is_visible()
    opened.page.keyboard.press("Escape")
    assert opened.focused() != "#search"


def test_help_opens_closes_and_can_turn_single_keys_off(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("?")
    assert opened.page.locator("#help").is_visible()
    opened.page.keyboard.press("Escape")
    assert not opened.page.locator("#help").is_visible()
    opened.page.click("#open-help")
    opened.page.uncheck("#single-keys")
    opened.page.click("#help button")
    assert not opened.page.locator("#help").is_visible()
    opened.page.keyboard.press("j")
    opened.page.keyboard.press("?")
    assert not opened.page.locator("#help").is_visible()
    assert opened.focused() not in (ERROR, "#help")


def test_keys_with_a_modifier_are_left_to_the_browser(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("Control+j")
    assert opened.focused() == "#"


def test_all_controls_are_reached_by_tab_in_the_order_that_they_are_seen(visit: Any) -> None:
    opened = visit()
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.className") == "skip"
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    assert opened.page.evaluate("document.activeElement.closest('.finding')?.id") == ERROR[1:]


# ── looks ─────────────────────────────────────────────────────────────────────────────────────

BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.mark.parametrize(("system", "other"), [("light", "dark"), ("dark", "light")])
def test_the_theme_follows_the_system_until_it_is_chosen(visit: Any, system: str, other: str) -> None:
    opened = visit(color_scheme=system)
    before = opened.page.evaluate(BACKGROUND)
    opened.page.locator(f"#theme-{other}").check(force=True)
    assert opened.page.evaluate(BACKGROUND) != before
    opened.page.locator(f"#theme-{system}").check(force=True)
    assert opened.page.evaluate(BACKGROUND) == before
    opened.page.keyboard.press("t")
    opened.page.keyboard.press("t")
    assert len({opened.page.evaluate(BACKGROUND), before}) in (1, 2)
    assert opened.page.locator("input[name=theme]:checked").get_attribute("value") != system


@pytest.mark.parametrize("width", [320, 360, 768, 961, 1280, 1600])
@pytest.mark.parametrize("name", ["sample", "hostile"])
def test_no_page_is_wider_than_its_window(visit: Any, name: str, width: int) -> None:
    opened = visit(name, viewport={"width": width, "height": 20000})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def test_sides_stand_beside_each_other_only_where_there_is_room(visit: Any) -> None:
    for width, beside in ((1280, True), (360, False)):
        opened = visit(viewport={"width": width, "height": 900})
        first, second = (opened.page.locator(f"{ERROR} .side").nth(at).bounding_box() for at in (0, 1))
        assert (first["y"] == second["y"]) == beside


def test_on_paper_all_is_there_but_the_controls(visit: Any) -> None:
    opened = visit(color_scheme="dark")
    opened.page.select_option("#state", "open")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    assert opened.shown() == [ERROR, DENIAL, TIE]
    assert opened.page.locator(f"{ERROR} details li").last.is_visible()
    for control in (".sidebar", ".tools", f"{ERROR} .copy"):
        assert not opened.page.locator(control).is_visible()
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("details.steps[open]").count() == 0


def test_without_script_every_finding_and_article_is_there_and_no_dead_control(visit: Any) -> None:
    opened = visit(java_script_enabled=False)
    page = opened.page
    assert page.locator(".finding").filter(visible=True).count() == 4
    assert page.locator(".source").filter(visible=True).count() == 4
    for control in ("#filters", ".copy >> nth=0", "#open-help", "#none-fits", "#help"):
        assert not page.locator(control).is_visible()


# ── accessibility ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "width"), [("sample", 1280), ("sample", 360), ("clean", 1280), ("problems", 360)])
def test_axe_has_nothing_to_say(visit: Any, name: str, width: int, scheme: str) -> None:
    # So high that nothing is below the fold: what is not drawn yet is not checked.
    opened = visit(name, viewport={"width": width, "height": 12000}, color_scheme=scheme)
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    check(opened.page)


def test_axe_has_nothing_to_say_about_the_help_and_an_empty_list(visit: Any) -> None:
    opened = visit(viewport={"width": 1280, "height": 12000})
    opened.page.fill("#search", "submarine")
    check(opened.page)
    opened.page.locator("h1").click()
    opened.page.keyboard.press("?")
    check(opened.page)


def check(page: Any) -> None:
    results = axe.Axe().run(page)
    broken = [(one["id"], [node["target"] for node in one["nodes"]]) for one in results.response["violations"]]
    assert broken == []
    assert len(results.response["passes"]) > 15
