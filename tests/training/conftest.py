"""A tiny corpus in the formats that `training/DATA.md` describes, made of our own sentences."""

import itertools
import json
import lzma
import pathlib
import random

import pytest

# What may stand in a place of a sentence; words in the manner of the segmented sets, joined by "_".
FILLS = {
    "person": "Lê_Văn_An|Trần_Thị_Bình|Phạm_Minh_Cường|Nguyễn_Thu_Hà|Vũ_Đình_Khoa|Đỗ_Ngọc_Lan",
    "office": "Giám_đốc|Chủ_tịch|Trưởng_phòng|Phó_Giám_đốc|Bí_thư",
    "body": "Sở Y_tế|UBND huyện|Ủy_ban nhân_dân tỉnh|Công_an tỉnh|Bệnh_viện Bạch_Mai",
    "place": "Hà_Giang|Cần_Thơ|Ấn_Độ|Hải_Phòng|Đà_Nẵng",
    "work": "xây_dựng cầu mới|sửa_chữa trường_học|trồng rừng|thu_gom rác|khám bệnh miễn_phí",
    "thing": "ấn_tượng|ảnh_hưởng|áp_lực|ý_kiến|điều_kiện",
    "day": "ngày 5 tháng 3 năm 2024|ngày 12 tháng 9 năm 2023|ngày 20 tháng 11 năm 2022",
    "number": "hai mươi|ba trăm|15|120|hơn 40",
    "people": "học_sinh|công_nhân|nông_dân|bệnh_nhân|giáo_viên",
}
# Which places are entities, by the label of the annotated sets.
LABELS = {"person": "PER", "body": "ORG", "place": "LOC", "day": "DATE"}
TITLES = ("{body} khởi_công {work} ở {place}", "{place} : {number} {people} được {work}")
LEADS = (
    "Sáng {day} , {body} tổ_chức lễ {work} tại {place} .",
    "Tại {place} , {number} {people} cùng {body} {work} trong {day} .",
)
BODIES = (
    "Ông {person} , {office} {body} , cho_biết {people} ở {place} rất vui .",
    "Bà {person} nói việc {work} để lại {thing} tốt cho {people} .",
    "Theo {body} , {number} {people} đã nhận được hỗ_trợ .",
    "Việc {work} gặp nhiều {thing} vì mưa lớn ở {place} .",
    "{people} mong {body} sớm {work} để giảm {thing} .",
    "Anh {person} kể rằng {number} {people} từ {place} đã đến giúp .",
    "Đến {day} , công_việc ở {place} sẽ hoàn_thành .",
    "{body} có {thing} về việc {work} của {people} .",
    "{number} {people} ( {place} ) khen {body} .",
)
CAPTIONS = (
    "Quang_cảnh buổi lễ {work} ở {place}",
    "{people} tham_gia {work} . Ảnh : {person}",
    "{office} {body} trao quà cho {people}",
)
# For what is tried on: nothing of it stands among what is learnt.
HELD_OUT = (
    "Tôi vẫn thích đọc sách vào những buổi chiều mưa .",
    "Con mèo nhà chị ngủ suốt cả mùa đông lạnh .",
    "Chúng_tôi đi chợ mua cá và rau về nấu canh chua .",
)


class Writer:
    """Fills sentences, the same ones each time."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pieces(self, template):
        """Words and the labels of the places that they fill."""
        for part in template.split():
            name = part.strip("{}")
            if name in FILLS:
                filled = self.random.choice(FILLS[name].split("|"))
                yield filled, LABELS.get(name)
            else:
                yield part, None

    def segmented(self, templates):
        """One sentence, words joined by ``_``, a space around signs."""
        sentence = " ".join(w for w, _ in self.pieces(self.random.choice(templates)))
        return sentence[0].upper() + sentence[1:]

    def plain(self, templates, at):
        """One sentence as people write it, and its entities, from offset ``at`` on."""
        text, spans = "", []
        for piece, label in self.pieces(self.random.choice(templates)):
            word = piece.replace("_", " ")
            text += word if word in ",.)" or text[-1:] in ("", "(") else f" {word}"
            if label:
                end = at + len(text)
                spans.append({"start": end - len(word), "end": end, "label": label})
        return text[0].upper() + text[1:], spans

    def news(self, number):
        """An article of the segmented news."""
        return {
            "id": f"{number:04}",
            "title": self.segmented(TITLES),
            "abstract": [self.segmented(LEADS)],
            "body": [self.segmented(BODIES) for _ in range(self.random.randint(4, 8))],
            "captions": [self.segmented(CAPTIONS) for _ in range(2)],
        }

    def annotated(self, number):
        """An article with entities and the roles of its paragraphs."""
        text, spans, roles, ends = "", [], [], []
        body = [(BODIES, "body")] * 4
        # one in three has no headline
        title = [(TITLES, "title")] if number % 3 else []
        for templates, role in (*title, (LEADS, "lead"), *body, (CAPTIONS, "caption")):
            roles.append([len(text), role])
            for _ in range(3 if role == "body" else 1):
                line, found = self.plain(templates, len(text))
                text += line + (" " if role == "body" else "")
                ends.append(len(text.rstrip()))
                spans += found
            text = text.rstrip() + "\n"
        return {
            "id": f"own-{number:03}",
            "text": text,
            "spans": spans,
            "paragraph_roles": roles,
            "sentence_ends": ends,
        }

    def rated(self, row):
        """Ratings of its sentences: figures are good, captions never."""
        ends = [0, *row["sentence_ends"]]
        lines = [row["text"][a:b] for a, b in itertools.pairwise(ends)]
        rating = [1 + 2 * any(c.isdigit() for c in line) for line in lines[:-1]] + [0]
        best = sorted(range(len(rating)), key=lambda k: -rating[k])[:3]
        return {"id": row["id"], "rating": rating, "ideal": sorted(best), "needs": {"3": [2]}}


def _conllu(sentences):
    rows = []
    for sentence in sentences:
        rows += [f"{i}\t{word}\t_" for i, word in enumerate(sentence.split(), 1)] + [""]
    return "\n".join(x.replace("_", " ", 1) if x.count("_") > 1 else x for x in rows) + "\n"


def write(folder: pathlib.Path) -> None:
    """Writes the corpus."""
    writer = Writer(1)

    def packed(name, rows):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with lzma.open(path, "wt", encoding="utf8", preset=0) as out:
            out.writelines(f"{row}\n" for row in rows)

    def dumped(rows):
        return (json.dumps(row, ensure_ascii=False) for row in rows)

    packed("vietnews-train.jsonl.xz", dumped(writer.news(k) for k in range(240)))
    held_out = {"captions": [], "title": "Chuyện nhà", "abstract": [HELD_OUT[0]]}
    packed("vietnews-val.jsonl.xz", dumped([{**held_out, "id": "9", "body": list(HELD_OUT)}]))
    entries = ([writer.plain(BODIES, 0)[0] for _ in range(4)] for _ in range(20))
    rows = ({"id": f"wiki-{k}", "title": "", "text": "\r\n".join(x)} for k, x in enumerate(entries))
    packed("viwiki.jsonl.xz", dumped(rows))
    packed("words-silver.txt.xz", (writer.segmented(BODIES) for _ in range(400)))
    texts = [[writer.plain(BODIES, 0)[0] for _ in range(5)] for _ in range(60)]
    packed(
        "dantri-sentences.jsonl.xz",
        dumped({"name": f"own-{k}", "sentences": s} for k, s in enumerate(texts[:40])),
    )
    packed("legal/laws.jsonl.xz", dumped([{"text": "Điều 1. Luật này quy định về trồng rừng."}]))
    press = ({"id": str(k), "text": "\n".join(s)} for k, s in enumerate(texts[40:]))
    (folder / "press-articles.jsonl").write_text("\n".join(dumped(press)) + "\n", "utf8")
    wide = ({"id": f"own-{k}", "text": "\n".join(s)} for k, s in enumerate(texts[:20]))
    (folder / "wide-texts.jsonl").write_text("\n".join(dumped(wide)) + "\n", "utf8")
    pages = ({"id": f"page-{k}", "text": "\n".join(s)} for k, s in enumerate(texts[:5]))
    (folder / "web-pages.jsonl").write_text("\n".join(dumped(pages)) + "\n", "utf8")
    (folder / "lists").mkdir()
    units = "code\tlevel\tname\tparent\n01\tprovince\tTỉnh Hà Giang\t\n"
    units += "0101\tdistrict\tHuyện Yên Minh\t01\n"
    for era in ("until-2025-06", "since-2025-07"):
        (folder / f"lists/admin-units-{era}.tsv").write_text(units, "utf8")
    for part, given in (("male", "An\nMinh Cường\n"), ("female", "Bình\nThu Hà\n")):
        (folder / f"lists/given-names-{part}.txt").write_text(given, "utf8")
    (folder / "vtb").mkdir()
    own = [writer.segmented(BODIES) for _ in range(60)]
    for part, sentences in (("train", own), ("dev", HELD_OUT[:2]), ("test", HELD_OUT[2:])):
        (folder / f"vtb/vi_vtb-ud-{part}.conllu").write_text(_conllu(sentences), "utf8")
    rated = []
    for part, size in (("train", 24), ("dev", 4)):
        (folder / "gold" / part).mkdir(parents=True)
        for k in range(size):
            row = writer.annotated(k)
            path = folder / "gold" / part / f"{row['id']}.json"
            path.write_text(json.dumps(row, ensure_ascii=False), "utf8")
            if part == "train":
                rated.append(writer.rated(row))
    (folder / "ratings.jsonl").write_text("\n".join(dumped(rated)) + "\n", "utf8")


@pytest.fixture(scope="session")
def data(tmp_path_factory):
    """The folder of the corpus."""
    folder = tmp_path_factory.mktemp("data")
    write(folder)
    return folder
