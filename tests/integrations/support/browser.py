"""Debian's chromium for tests, driven by selenium."""

from __future__ import annotations

import contextlib
import shutil
import tempfile

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")

WHY = "no browser is here: apt-get install chromium chromium-driver"

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=vi",
    "--force-prefers-reduced-motion",  # a page that still scrolls cannot be clicked
)


@contextlib.contextmanager
def browser():
    """A headless browser with an empty profile, without any network but the pages of the tests."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    with tempfile.TemporaryDirectory() as folder:
        for flag in (*FLAGS, f"--user-data-dir={folder}", "--window-size=1280,900"):
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"intl.accept_languages": "vi"})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        made = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
        try:
            yield made
        finally:
            made.quit()


@contextlib.contextmanager
def emulated(driver, width: int, scheme: str):
    """The browser as one of another width, and of a reader who likes light or dark."""
    devtools = driver.execute_cdp_cmd
    metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    devtools("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    devtools("Emulation.setEmulatedMedia", {"features": features})
    try:
        yield
    finally:
        devtools("Emulation.clearDeviceMetricsOverride", {})
        devtools("Emulation.setEmulatedMedia", {"features": []})


def screenshot(driver, width: int, path: str) -> None:
    """A picture of the whole page."""
    devtools = driver.execute_cdp_cmd
    height = int(devtools("Page.getLayoutMetrics", {})["cssContentSize"]["height"])
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
    devtools("Emulation.setDeviceMetricsOverride", metrics)
    driver.save_screenshot(path)
