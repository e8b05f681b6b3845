"""Every row of the grammar is proved by its examples, and a type of document is one row."""

import subprocess
import sys

import pytest

from vntext.legal.patterns import TABLES, pattern
from vntext.legal.units import unit_kinds, unit_of
from vntext.resources import load_toml

ROWS = {name: row for table in TABLES for name, row in load_toml(table).items() if name != "parts"}


@pytest.mark.parametrize(
    ("name", "marked"), [(n, x) for n, row in ROWS.items() for x in row["examples"]]
)
def test_pattern_matches_where_its_example_says(name, marked):
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    m = pattern(name).match(text, start)
    assert m is not None
    assert m.span() == (start, end)
    assert ROWS[name].get("capital") or text == text.lower()


@pytest.mark.parametrize(
    ("name", "text"), [(n, x) for n, row in ROWS.items() for x in row.get("counter", ())]
)
def test_pattern_does_not_match_its_counter_example(name, text):
    look = pattern(name).search if ROWS[name].get("searched") else pattern(name).match
    assert look(text) is None


def test_units_have_levels_of_their_own_and_roles():
    rows = {row.name: row for row in unit_kinds().values()}
    assert len({row.level for row in rows.values()}) == len(rows)
    assert [unit_of(role) for role in ("point", "clause", "article")] == ["điểm", "khoản", "điều"]


def test_a_new_type_of_document_is_one_row():
    """References of the new type are found, keyed and resolved, with no line of code."""
    code = (
        "import vntext.legal.tables as tables\n"
        "real = tables.load_toml\n"
        "row = {'name': 'thông cáo', 'short': ['TCG'], 'signs': ['TCG'], 'bare': 'closed',\n"
        "       'anaphoric': True, 'implied': ['CP']}\n"
        "def load(name):\n"
        "    table = real(name)\n"
        "    if name.endswith('document_types.toml'):\n"
        "        table = {**table, 'type': (*table['type'], row)}\n"
        "    return table\n"
        "tables.load_toml = load\n"
        "from vntext.document import Document\n"
        "from vntext.legal.find import find_references\n"
        "from vntext.legal.resolve import resolve_legal_references\n"
        "text = ('Thông cáo số 12/2020/TCG-CP nêu rõ. Theo Điều 5 thông cáo 12 của Chính phủ, '\n"
        "        'THÔNG CÁO 12/2020 và 13/TCG-CP. TCG 14/2021 ra đời. '\n"
        "        'Thông cáo này hay; thông cáo 3 trang.')\n"
        "found = find_references(text)\n"
        "for r in found: print(r.text, r.type, r.key, r.issuer, sep='|')\n"
        "doc = Document(text, legal_references=tuple(found))\n"
        "print([len(d.mentions) for d in resolve_legal_references(doc)])\n"
    )
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert out == [
        "Thông cáo số 12/2020/TCG-CP|thông cáo|thông cáo:12/2020|Chính phủ",
        "Điều 5 thông cáo 12|thông cáo|thông cáo:12/2020|Chính phủ",
        "THÔNG CÁO 12/2020|thông cáo|thông cáo:12/2020|",
        "13/TCG-CP|thông cáo|thông cáo:13|Chính phủ",
        "TCG 14/2021|thông cáo|thông cáo:14/2021|",
        "[3, 1, 2]",
    ]
