"""The HTML page of a document in a real browser: widths, schemes, fields, paper."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="selenium is not installed")

from browser import CHROMIUM, DRIVER, WHY, browser, emulated, screenshot
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

import vntext
from vntext.render import render_html

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY)

ARTICLE = Path(__file__).parents[2] / "examples" / "article.txt"


@pytest.fixture(scope="module")
def driver():
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("html") / "article.html"
    path.write_text(render_html(vntext.analyze(ARTICLE.read_text("utf-8"))), "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_widths_and_schemes(driver, address, width, scheme) -> None:
    with emulated(driver, width, scheme):
        driver.get(address)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        color = driver.execute_script("return getComputedStyle(document.body).color")
        assert (sum(map(int, color[4:-1].split(","))) < 382) == (scheme == "light")
        if folder := os.environ.get("VNTEXT_SCREENSHOTS"):
            screenshot(driver, width, f"{folder}/html-{width}-{scheme}.png")


def shown(driver, mark) -> str:
    script = "return getComputedStyle(arguments[0], '::after').content"
    value = driver.execute_script(script, mark)
    return "".join(part for part in value.split('"') if part.strip()) or "none"


def test_fields_show_under_the_pointer_and_with_the_focus(driver, address) -> None:
    driver.get(address)
    person = next(m for m in driver.find_elements(By.CSS_SELECTOR, "p b.P") if "Khuê" in m.text)
    assert shown(driver, person) == "none"
    ActionChains(driver).move_to_element(person).perform()
    assert "người" in shown(driver, person)
    assert "Trưởng Ban Dân vận Tỉnh ủy" in shown(driver, person)
    law = driver.find_element(By.CSS_SELECTOR, "p b.W")
    driver.execute_script("arguments[0].focus()", law)
    assert "văn bản" in shown(driver, law)


def test_of_two_nested_marks_the_inner_one_shows(driver, address) -> None:
    driver.get(address)
    inner = driver.find_element(By.CSS_SELECTOR, "p b.T b.O")
    outer = inner.find_element(By.XPATH, "..")
    ActionChains(driver).move_to_element(inner).perform()
    assert "tổ chức" in shown(driver, inner)
    assert shown(driver, outer) == "none"


def test_it_can_be_printed(driver, address) -> None:
    driver.get(address)
    paper = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    assert len(paper["data"]) > 10_000
