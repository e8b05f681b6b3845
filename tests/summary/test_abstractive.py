import pytest

from vntext.errors import InvalidOptionError, MissingExtraError
from vntext.summary.abstractive import Rewriter, TransformersRewriter, rewrite, unsupported

ARTICLE = (
    "Xã Yên Sơn tập huấn phòng cháy\n"
    "Hơn một trăm hộ quanh chợ Yên Sơn được phát 120 bình chữa cháy trong hai ngày 3 và 4/4.\n"
    "Phát biểu tại lớp học, ông Trần Bá Lộc, Chủ tịch UBND xã, yêu cầu các hộ thay dây điện cũ."
)


class Fixed:
    def __init__(self, text):
        self.text = text
        self.given = None

    def rewrite(self, headline, extract):
        self.given = (headline, extract)
        return self.text


def test_headline_and_extract_are_the_input():
    writer = Fixed("Chợ Yên Sơn nhận 120 bình.")
    made = rewrite(ARTICLE, writer, sentences=2)
    assert isinstance(writer, Rewriter)
    assert writer.given == ("Xã Yên Sơn tập huấn phòng cháy", made.extract.text)
    assert len(made.extract) == 2
    assert made.unsupported == ()
    assert str(made) == "Chợ Yên Sơn nhận 120 bình."


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ông Trần Bá Lộc yêu cầu thay dây điện.", []),
        ("Yêu cầu thay dây điện được nêu ra.", []),
        ("Chợ Yên Sơn nhận 150 bình.", ["150"]),
        ("Hôm qua, ông Trần Bá Lâm nói.", ["Trần Bá Lâm"]),
        ("Lớp học mở ngày 4/4. Hà Nội cử người về.", ["Hà Nội"]),
        ("Lớp học mở ngày 5/4.", ["5/4"]),
    ],
)
def test_names_and_figures_that_the_article_does_not_hold(text, marked):
    found = unsupported(text, ARTICLE)
    assert [s.text for s in found] == marked
    assert all(text[s.start : s.end] == s.text for s in found)


def test_without_the_packages_the_error_says_what_to_install():
    try:
        import torch  # noqa: F401
        import transformers  # noqa: F401
    except ImportError:
        with pytest.raises(MissingExtraError, match="abstractive"):
            TransformersRewriter("model")
    else:
        with pytest.raises(InvalidOptionError, match="no folder"):
            TransformersRewriter("no-such-folder")


def test_a_tiny_model(tmp_path):
    torch = pytest.importorskip("torch", reason="torch is not installed")
    transformers = pytest.importorskip("transformers", reason="transformers is not installed")
    tokenizers = pytest.importorskip("tokenizers", reason="tokenizers is not installed")
    words = ["<pad>", "</s>", "<unk>", *sorted(set(ARTICLE.split()))]
    plain = tokenizers.Tokenizer(
        tokenizers.models.WordLevel({w: k for k, w in enumerate(words)}, unk_token="<unk>")
    )
    plain.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    transformers.PreTrainedTokenizerFast(
        tokenizer_object=plain, pad_token="<pad>", eos_token="</s>", unk_token="<unk>"
    ).save_pretrained(tmp_path)
    torch.manual_seed(0)
    config = transformers.T5Config(
        vocab_size=len(words),
        d_model=16,
        d_kv=8,
        d_ff=16,
        num_layers=1,
        num_heads=2,
        decoder_start_token_id=0,
        pad_token_id=0,
        eos_token_id=1,
    )
    transformers.T5ForConditionalGeneration(config).save_pretrained(tmp_path)
    writer = TransformersRewriter(tmp_path, max_new_tokens=5)
    made = rewrite(ARTICLE, writer, sentences=1)
    assert made.text == rewrite(ARTICLE, writer, sentences=1).text
    assert len(made.text.split()) <= 5
