"""The HTML page of a document in a real browser: widths, schemes, fields, paper."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("selenium", reason="selenium is not installed")

from browser import CHROMIUM, DRIVER, WHY, emulated, screenshot
from pages import axe, axe_script
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By

import vntext
from vntext.render import render_html

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason=WHY)

ARTICLE = Path(__file__).parents[2] / "examples" / "article.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("html") / "article.html"
    path.write_text(render_html(vntext.analyze(ARTICLE.read_text("utf-8"))), "utf-8")
    return path.as_uri()


@pytest.fixture(scope="module")
def several(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("html") / "several.html"
    texts = sorted((ARTICLE.parent / "articles").glob("*.txt"))
    docs = {p.name: vntext.analyze(p.read_text("utf-8")) for p in texts}
    path.write_text(render_html(docs), "utf-8")
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


@pytest.mark.parametrize("width", [390, 1280])
def test_several_documents_fit_a_phone_too(driver, several, width) -> None:
    with emulated(driver, width, "light"):
        driver.get(several)
        assert driver.execute_script("return document.documentElement.scrollWidth") <= width
        link = driver.find_element(By.CSS_SELECTOR, "main > ol a")
        driver.execute_script("arguments[0].click()", link)
        assert driver.execute_script("return document.querySelector(':target').id") == "d0"


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


def test_marks_of_one_person_light_up_together(driver, address) -> None:
    driver.get(address)
    marks = driver.find_elements(By.CSS_SELECTOR, "p b.P")
    people = [m for m in marks if m.text == "Lò Thị Minh Khuê"]
    style = "return getComputedStyle(arguments[0]).outlineWidth"
    assert driver.execute_script(style, people[1]) == "0px"
    ActionChains(driver).move_to_element(people[0]).perform()
    assert driver.execute_script(style, people[1]) == "2px"
    title = next(m for m in driver.find_elements(By.CSS_SELECTOR, "p b.T") if "Dân vận" in m.text)
    assert driver.execute_script(style, title) == "2px"
    other = next(m for m in marks if "Pá" in m.text)
    assert driver.execute_script(style, other) == "0px"


def test_of_two_nested_marks_the_inner_one_shows(driver, address) -> None:
    driver.get(address)
    inner = driver.find_element(By.CSS_SELECTOR, "p b.T b.O")
    outer = inner.find_element(By.XPATH, "..")
    ActionChains(driver).move_to_element(inner).perform()
    assert "tổ chức" in shown(driver, inner)
    assert shown(driver, outer) == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_mark_inside_others_has_the_colour_of_the_legend(driver, address, scheme) -> None:
    with emulated(driver, 1280, scheme):
        driver.get(address)
        assert driver.find_elements(By.CSS_SELECTOR, ".s b.T b.O")
        for css in "PTOLWD":
            colours = driver.execute_script(
                "return [...document.querySelectorAll(`b.${arguments[0]}`)]"
                ".map(m => getComputedStyle(m).backgroundColor)",
                css,
            )
            assert len(set(colours)) == 1
            assert "/" not in colours[0], "nothing shines through"


@pytest.mark.skipif(axe_script() is None, reason="axe is not installed: make test")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(driver, address, several, scheme) -> None:
    for where in (address, several):
        with emulated(driver, 1280, scheme):
            driver.get(where)
            assert axe(driver, axe_script()) == []


def test_it_can_be_printed(driver, address) -> None:
    driver.get(address)
    paper = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    assert len(paper["data"]) > 10_000
