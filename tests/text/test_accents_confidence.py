"""Confidence is a probability: it falls where the rest of a sentence is doubtful."""

import numpy as np
import pytest

from vntext.text.accents import restore_syllables
from vntext.text.accents_confidence import ASKED, Evidence, calibrated, features
from vntext.text.accents_model import UNSURE


def evidence(share, second=None, third=None, sentence=None):
    """Syllables of common words with three readings."""
    share = np.asarray(share, float)
    rest = 1 - share
    one = np.ones(len(share))
    return Evidence(
        share,
        0.8 * rest if second is None else np.asarray(second, float),
        0.2 * rest if third is None else np.asarray(third, float),
        3 * one,
        0.6 * one,
        7 * one,
        np.zeros(len(share), int) if sentence is None else np.asarray(sentence),
    )


def one(chosen, others, count=9):
    """Confidence of a syllable of share ``chosen`` among others of share ``others``."""
    return calibrated(evidence([chosen] + [others] * count))[0]


def test_it_rises_with_the_share_of_the_reading():
    found = [one(p, 0.99) for p in (0.46, 0.6, 0.8, 0.95, 0.99, 0.999)]
    assert found == sorted(found)
    assert 0 < found[0] < 0.6 < found[-1] < 1


def test_it_falls_where_the_rest_of_the_sentence_is_doubtful():
    sure, doubtful = (
        calibrated(evidence([0.99] + [0.6] * many + [0.995] * (20 - many)))[0] for many in (0, 12)
    )
    assert doubtful < sure - 0.01


def test_a_lead_is_of_another_kind_where_the_net_is_not_asked():
    weighed, alone = (x / (1 + x) for x in np.exp([ASKED - 1e-6, ASKED + 1e-6]))
    found = features(evidence([weighed, alone], [1 - weighed, 1 - alone]))
    assert list(found["sure"]) == [0, 1]
    assert found["lead"] == pytest.approx(ASKED, abs=1e-5)
    assert ASKED == UNSURE


def test_sentences_are_apart():
    apart = features(evidence([0.9, 0.5, 0.9], sentence=[0, 0, 1]))
    assert apart["others"][0] != apart["others"][2]
    assert list(apart["alone"]) == [0, 0, 1]
    assert apart["after"][1] == 6
    assert apart["before"][1] < 6


def test_nothing_is_nothing():
    assert len(calibrated(evidence([]))) == 0


def test_a_product_is_the_product_of_its_columns():
    found = features(evidence([0.9, 0.5, 0.99, 0.7], sentence=[0, 0, 0, 1]))
    checked = 0
    for name, column in found.items():
        factors = name.split("*")
        if len(factors) == 2 and all(f in found for f in factors):
            assert column == pytest.approx(found[factors[0]] * found[factors[1]])
            checked += 1
    assert checked > 20


def test_shares_of_the_readings_are_shares_of_one():
    for s in restore_syllables("Chinh phu hop ban ve kinh te", n_best=16):
        assert s.confidence == s.alternatives[0][1]
        assert s.text == s.alternatives[0][0]
        assert sum(p for _, p in s.alternatives) <= 1.0005
        assert all(0 <= p <= 1 for _, p in s.alternatives)


def test_news_is_surer_than_words_of_no_sentence():
    news = restore_syllables("Quoc hoi thong qua nghi quyet ve phat trien kinh te")
    words = restore_syllables("ngo co la me bon da tham")
    assert np.mean([s.confidence for s in news]) > np.mean([s.confidence for s in words]) + 0.1


def test_the_lines_of_a_text_do_not_change_one_anothers_confidence():
    lines = ["Toi nay di an pho khong", "Chinh phu hop phien thuong ky thang ba", "me"]
    alone = [s.confidence for line in lines for s in restore_syllables(line)]
    assert [s.confidence for s in restore_syllables("\n".join(lines))] == pytest.approx(alone)
