"""Pictures of the page: 390, 768 and 1440 px, light and dark, and on paper both ways.

    python docs/screenshots.py FOLDER [--only NAME] [--window]
    python docs/screenshots.py docs/pictures --docs

It starts the service and Debian's chromium (`make browser`), shows four texts (the example, a legal
document, a chat, a text that means harm), and writes a picture of each width and scheme and two PDF
files of each text; with --docs the few that stand in the docs. All texts are the project's own.
"""

from __future__ import annotations

import argparse
import base64
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "integrations" / "support"))

from pages import ACT  # noqa: E402 - found beside the browser of the tests

CHAT = """An: mai họp lúc mấy giờ z?
Bình: 8h30 nha, chị Lan bên phòng KH&CN nói dời rồi
An: ủa sao t nghe 9h 😅
Bình: hôm qua chị ấy nhắn: "8h30 ngày 12/6, ai trễ thì khỏi vô"
An: ok, họp ở Đà Nẵng hay Huế?
Bình: Huế á, nhớ đọc NĐ 13/2023/NĐ-CP trước nghen, đ. 9 khoản 2
An: trời ơi 40 trang 😭 để t hỏi anh Minh cty Sao Mai gửi bản tóm tắt
"""

HOSTILE = (
    """<h1>Bài <script>alert(1)</script> lạ</h1>

Ông \u202eLê Văn An\u202c, Giám đốc Sở <img src=x onerror=alert(1)>, nói ở Huế\u2067:
"đây là một câu đủ dài
&amp; đủ chữ".

"><svg onload=alert(1)> Theo Nghị định 13/2023/NĐ-CP' onmouseover='alert(1),
bà Trần Thị Bình dự họp ngày 12/6.

{{7*7}} ${7*7} </p></article> a\u0000b Z̸͖̓a̴l̵g̶o̷ """
    + "dàiquá" * 30
    + """

=CMD|'/C calc'!A1 là ô của một bảng tính, [bấm vào đây](javascript:alert(1)) là một liên kết.
"""
)

TEXTS = {
    "example": (ROOT / "src/vntext/integrations/service/static/example.txt", None),
    "law": (None, ACT),
    "chat": (None, CHAT),
    "hostile": (None, HOSTILE),
}

WIDTHS = (390, 768, 1440)
SCHEMES = ("light", "dark")


def capture(driver, path: Path, *, whole: bool = True, quality: int = 80) -> None:
    """A picture of the page as WebP, of all of it or of the window."""
    options = {"format": "webp", "quality": quality, "captureBeyondViewport": whole}
    if whole:
        size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        options["clip"] = {**size, "height": min(size["height"], 6000), "scale": 1}
    data = driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"]
    path.write_bytes(base64.b64decode(data))


def paper(driver, path: Path, *, landscape: bool) -> None:
    """The page as it is printed."""
    options = {"landscape": landscape, "printBackground": False, "preferCSSPageSize": False}
    options |= {"paperWidth": 8.27, "paperHeight": 11.69}
    driver.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    data = driver.execute_cdp_cmd("Page.printToPDF", options)["data"]
    driver.execute_script("window.dispatchEvent(new Event('afterprint'))")
    path.write_bytes(base64.b64decode(data))


def show(driver, text: str) -> None:
    """Analyses a text on the page and waits for the result."""
    from selenium.webdriver.support.ui import WebDriverWait

    done = "return /^(Xong|Done)/.test(document.getElementById('status').textContent)"
    wait = WebDriverWait(driver, 30, 0.05)
    wait.until(lambda d: d.execute_script(done))
    driver.execute_script(
        "document.getElementById('status').textContent = '';"
        "document.getElementById('input').value = arguments[0];"
        "document.getElementById('run').click();",
        text,
    )
    wait.until(lambda d: d.execute_script(done))


def every(driver, address: str, folder: Path, only: str | None, whole: bool) -> None:
    """Each text in each width and scheme, and on paper."""
    from browser import emulated

    for name, (path, own) in TEXTS.items():
        if only not in (None, name):
            continue
        text = own if own is not None else path.read_text("utf-8")
        for width in WIDTHS:
            for scheme in SCHEMES:
                with emulated(driver, width, scheme):
                    driver.get(address)
                    show(driver, text)
                    capture(driver, folder / f"{name}-{width}-{scheme}.webp", whole=whole)
        for landscape in (False, True):
            way = "landscape" if landscape else "portrait"
            paper(driver, folder / f"{name}-{way}.pdf", landscape=landscape)
        print(name)


def chosen(driver, address: str, folder: Path) -> None:
    """The pictures of the docs."""
    from browser import emulated

    click = "document.querySelector(arguments[0]).click()"
    example = TEXTS["example"][0].read_text("utf-8")
    for name, width, scheme, text, steps in (
        ("page-desk", 1280, "light", example, ["#people .name"]),
        ("page-phone", 390, "dark", example, ["#tab-people-panel"]),
        ("page-law", 1280, "dark", ACT, ["#text .m[aria-label^='điểm b']"]),
    ):
        with emulated(driver, width, scheme):
            driver.get(address)
            show(driver, text)
            for step in steps:
                driver.execute_script(click, step)
            time.sleep(0.5)
            capture(driver, folder / f"{name}.webp", whole=False, quality=60)
    notebook(driver, folder / "notebook.webp", example)


def notebook(driver, path: Path, text: str) -> None:
    """What a notebook shows of a document."""
    import tempfile

    from browser import emulated

    import vntext

    cell = vntext.analyze(text)._repr_html_()
    page = (
        f"<!DOCTYPE html><meta charset=utf-8><body style='margin:1rem;font:14px sans-serif'>{cell}"
    )
    with tempfile.TemporaryDirectory() as made, emulated(driver, 1024, "light"):
        (Path(made) / "cell.html").write_text(page, "utf8")
        driver.get((Path(made) / "cell.html").as_uri())
        time.sleep(0.5)
        capture(driver, path, whole=False, quality=60)


def main() -> None:
    """Writes the pictures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", choices=list(TEXTS), help="one text")
    parser.add_argument("--window", action="store_true", help="the window, not all of the page")
    parser.add_argument("--docs", action="store_true", help="the pictures of the docs")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)

    import httpx
    from browser import browser
    from service_server import running

    from vntext.integrations.service import create_app

    with running(create_app(workers=1)) as address, browser() as driver:
        while httpx.get(f"{address}/ready").status_code != 200:
            time.sleep(0.1)
        if given.docs:
            chosen(driver, address, given.folder)
        else:
            every(driver, address, given.folder, given.only, not given.window)


if __name__ == "__main__":
    main()
