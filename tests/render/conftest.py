"""A marked article, and a reader of HTML that sees what a browser would."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from vntext.document import (
    Document,
    Entity,
    LegalReference,
    Paragraph,
    Person,
    Sentence,
    Span,
    Summary,
    SummarySentence,
    Title,
    Words,
)

LINES = (
    ("title", "Tân Giang bồi dưỡng kỹ năng số cho cán bộ cơ sở"),
    ("lead", "Ngày 14/10, Sở Khoa học và Công nghệ tỉnh Tân Giang mở lớp bồi dưỡng kỹ năng số."),
    ("caption", "Quang cảnh lớp học."),
    (
        "body",
        "Phát biểu khai giảng, ông Trịnh Quốc Bảo, Trưởng Ban Tuyên giáo Tỉnh ủy, đề nghị các xã "
        "thực hiện nghiêm Nghị quyết số 57-NQ/TW của Bộ Chính trị. Theo ông Bảo, mỗi cán bộ phải "
        "tự mình dùng được chữ ký số.",
    ),
    ("body", "Lớp học kéo dài hai ngày tại xã Suối Cạn."),
    ("byline", "Hoài Thu"),
)

MARKS = (
    ("14/10", "DATE"),
    ("Sở Khoa học và Công nghệ tỉnh Tân Giang", "ORG"),
    ("Trịnh Quốc Bảo", "PERSON"),
    ("Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"),
    ("Ban Tuyên giáo Tỉnh ủy", "ORG"),
    ("Nghị quyết số 57-NQ/TW", "LAW"),
    ("Bộ Chính trị", "ORG"),
    ("xã Suối Cạn", "LOC"),
    ("Hoài Thu", "PERSON"),
)


def make_article() -> Document:
    text = "\n\n".join(line for _, line in LINES) + "\n"

    def at(part: str) -> tuple[int, int, str]:
        start = text.index(part)
        return start, start + len(part), part

    bao = at("ông Bảo")
    short = Span(bao[0] + 4, bao[1], "Bảo")
    entities = [Entity(*at(part), label) for part, label in MARKS]
    entities.append(Entity(short.start, short.end, short.text, "PERSON"))
    entities.sort(key=lambda e: (e.start, -e.end))
    title = Title(*at("Trưởng Ban Tuyên giáo Tỉnh ủy"), Span(*at("Ban Tuyên giáo Tỉnh ủy")))
    lead = at(LINES[1][1])
    return Document(
        text,
        paragraphs=tuple(Paragraph(*at(line), role) for role, line in LINES),
        sentences=tuple(Sentence(*at(line)) for _, line in LINES),
        words=Words.of(text, [(e.start, e.end) for e in entities if e.label != "TITLE"]),
        entities=tuple(entities),
        people=(
            Person("Trịnh Quốc Bảo", (Span(*at("Trịnh Quốc Bảo")), short), (title,)),
            Person("Hoài Thu", (Span(*at("Hoài Thu")),), (), "author"),
        ),
        legal_references=(
            LegalReference(
                *at("Nghị quyết số 57-NQ/TW"),
                type="nghị quyết",
                code="57-NQ/TW",
                issuer="Bộ Chính trị",
                key="nghị quyết 57-nq/tw",
            ),
        ),
        summary=Summary((SummarySentence(*lead, 2.0, "lead"),)),
    )


class Page(HTMLParser):
    """Elements and texts of a page; complains about tags that do not match."""

    VOID = frozenset(("meta", "br"))
    OPTIONAL = frozenset(("p", "li", "td", "th", "tr", "thead", "tbody", "body", "html"))

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self.marks: list[tuple[str, str]] = []  # class and text
        self._texts: list[str] = []
        self.feed(markup)
        self.close()
        assert not [t for t, _ in self.open if t not in self.OPTIONAL]

    def handle_starttag(self, tag, attrs) -> None:
        fields = dict(attrs)
        self.tags.append((tag, fields))
        if tag in ("p", "h1"):
            self._close_optional("p")
            self.paragraphs.append("")
        if tag not in self.VOID:
            self.open.append((tag, fields))
            self._texts.append("")

    def handle_endtag(self, tag) -> None:
        while self.open[-1][0] != tag:
            assert self.open[-1][0] in self.OPTIONAL, f"</{tag}> closes {self.open[-1]}"
            self._pop()
        self._pop()

    def _close_optional(self, tag: str) -> None:
        while self.open and self.open[-1][0] == tag:
            self._pop()

    def _pop(self) -> None:
        tag, fields = self.open.pop()
        text = self._texts.pop()
        if tag == "b":
            self.marks.append((fields.get("class") or "", text))
        if self._texts:
            self._texts[-1] += text

    def handle_data(self, data) -> None:
        if self._texts:
            self._texts[-1] += data
        if any(t in ("p", "h1") for t, _ in self.open) and not any(
            t == "aside" for t, _ in self.open
        ):
            self.paragraphs[-1] += data


@pytest.fixture(scope="session")
def article() -> Document:
    """An article with people, titles, references and a summary."""
    return make_article()


@pytest.fixture(scope="session")
def page() -> type[Page]:
    """Reads HTML: ``page(markup).paragraphs`` and so on."""
    return Page
